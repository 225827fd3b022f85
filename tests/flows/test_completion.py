"""Shells complete what `wortlaut` understands."""

import os
import pty
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from flows.cli.completion import completion
from flows.cli.parser import parser

SHELLS = ("bash", "zsh", "fish")


def typed(shell: list[str], keys: str, expected: str, environment: dict[str, str]) -> str:
    """What a shell in a real terminal shows once these keys are pressed."""
    process, terminal = pty.fork()
    if process == 0:
        os.execvpe(shell[0], shell, os.environ | environment)
    shown = ""
    try:
        os.write(terminal, keys.encode())
        deadline = time.monotonic() + 60
        while expected not in shown and time.monotonic() < deadline:
            if select.select([terminal], [], [], 0.5)[0]:
                shown += os.read(terminal, 4096).decode("utf-8", "replace")
    finally:
        os.close(terminal)
        os.kill(process, 9)
        os.waitpid(process, 0)
    return shown


def test_bash_completes_commands_options_choices_and_folders(tmp_path: Path) -> None:
    script = tmp_path / "wortlaut.bash"
    script.write_text(completion(parser(), "bash"))
    (tmp_path / "artikelordner").mkdir()
    (tmp_path / "artikel.txt").touch()
    shell = ["bash", "--norc", "--noprofile", "-i"]
    environment = {"PS1": "> ", "TERM": "dumb", "INPUTRC": "/dev/null"}
    begin = f"cd {tmp_path}; source {script}; clear\n"
    for keys, expected in (
        ("wortlaut rean\t", "wortlaut reannotate"),
        ("wortlaut run --max-m\t", "wortlaut run --max-megabytes"),
        ("wortlaut sql --format mark\t", "wortlaut sql --format markdown"),
        ("wortlaut serve --seeds arti\t", "wortlaut serve --seeds artikelordner"),
        ("wortlaut annotate artikel.\t", "wortlaut annotate artikel.txt"),
    ):
        assert expected in typed(shell, begin + keys, expected, environment)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_takes_the_script(shell: str) -> None:
    script = completion(parser(), shell)
    assert "reannotate" in script
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell} here")
    option = ["--no-execute"] if shell == "fish" else ["-n"]
    done = subprocess.run([program, *option], input=script, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_fish_completes_commands() -> None:
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("there is no fish here")
    program = f"{completion(parser(), 'fish')}\ncomplete --do-complete 'wortlaut rean'"
    done = subprocess.run([fish, "--no-config"], input=program, capture_output=True, text=True)
    assert done.stdout.startswith("reannotate"), done.stderr
