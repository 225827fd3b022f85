"""What a program and all its children send over sockets, as the kernel sees it.

    python -m tests.trace FILE

says which lines of a trace are of sockets that leave the machine; exit status 1 where any is.
"""

import ipaddress
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tasks import UNREPORTED

SILENCED = (*UNREPORTED, "CI", "GITHUB_ACTIONS")
"""Variables that silence libraries: a traced program gets none of them from these tests."""
CALLS = "connect,sendto,sendmsg,sendmmsg"
_FAMILY = re.compile(r"sa_family=AF_INET")
_ADDRESS = re.compile(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
# A look-up of a name leaves the machine, whoever on it passes the question on.
_LOOK_UP = re.compile(r"htons\(53\)|io\.systemd\.Resolve|/run/avahi-daemon")


@dataclass(frozen=True)
class Trace:
    """A folder that takes a trace, and all that a program keeps for itself."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "trace"

    @property
    def before(self) -> Sequence[str]:
        """What stands before a traced command, whose process stays the one that is started."""
        strace = shutil.which("strace")
        if strace is None:
            pytest.skip("there is no strace here")
        (self.folder / "home").mkdir(parents=True, exist_ok=True)
        (self.folder / "temporary").mkdir(exist_ok=True)
        return (strace, "-D", "-f", "--seccomp-bpf", "-A", "-qq", "-s", "0", "-e", f"trace={CALLS}",
                "-o", str(self.file))  # fmt: skip

    @property
    def environment(self) -> dict[str, str]:
        """Folders of its own."""
        return {
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder / "temporary"),
            "XDG_CACHE_HOME": str(self.folder / "home" / ".cache"),
        }

    def strangers(self) -> list[str]:
        """Lines of sockets that leave the machine."""
        return strangers(self.file.read_text("utf-8", "replace").splitlines())

    def leftovers(self) -> list[str]:
        """Files that are there for reports alone."""
        kept = ("Microsoft", ".onnxruntime", "deviceid", ".ses", "amplitude", ".user.yml")
        return [str(path) for path in self.folder.rglob("*") if path.name in kept]


def strangers(lines: Sequence[str]) -> list[str]:
    """Those of the lines that strace has written which are of sockets that leave the machine."""
    found = []
    for line in lines:
        away = _FAMILY.search(line) and not all(
            ipaddress.ip_address(address).is_loopback for address in _ADDRESS.findall(line)
        )
        if away or _LOOK_UP.search(line):
            found.append(line)
    return found


if __name__ == "__main__":
    left = strangers(Path(sys.argv[1]).read_text("utf-8", "replace").splitlines())
    sys.exit("\n".join(left[:20]) or 0)
