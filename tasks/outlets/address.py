"""Hosts and domains of addresses, compared label by label; nothing is looked up in any network."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(
    r"\s*(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/?#@\s]*@)?(?P<host>[^/?#@:\s]+)(?::\d*)?(?P<rest>[/?#].*)?\s*",
    re.IGNORECASE | re.DOTALL,
)
# Labels of letters, digits and hyphens; the last one has a letter, unlike that of an IP address.
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+(?=\w*[^\W\d_])[\w-]{2,63}")
_WWW = re.compile(r"www\d*\.(?=[^.]+\.)")


def host_of(address: str) -> str | None:
    """The host of an address in lower case, without `www.`; None where it names none.

    The address may lack its scheme. Letters beyond ASCII are written as in the network (xn--).
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    host = found["host"].rstrip(".").lower()
    if not _HOST.fullmatch(host):
        return None
    return _WWW.sub("", _in_ascii(host), count=1)


def domain_of(address: str) -> str | None:
    """The host of an address that names a host and no page of it; None for others."""
    found = _ADDRESS.fullmatch(address)
    return None if found is None or (found["rest"] or "/") != "/" else host_of(address)


def domains_above(host: str) -> Iterator[str]:
    """The host and the domains that it belongs to, the longest first."""
    labels = host.split(".")
    for first in range(len(labels) - 1):
        yield ".".join(labels[first:])


def _in_ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
