"""What another account of the machine can find out and do; reads its orders from standard input.

A program of its own, without anything of ours: it runs as that account with the system's Python.
"""

import json
import sys
import urllib.error
import urllib.request
from pathlib import Path


def ask(address, method, headers):
    request = urllib.request.Request(
        address,
        data=None if method == "GET" else b"{}",
        method=method,
        headers={"content-type": "application/json", **headers},
    )
    try:
        with urllib.request.urlopen(request, timeout=300) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def holds(path, secrets):
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return any(secret.encode() in content for secret in secrets)


def main():
    orders = json.load(sys.stdin)
    answered = [
        [method, path, ask(orders["base"] + path, method, headers)]
        for method, path in orders["routes"]
        for headers in ({}, {"authorization": "Basic d29ydGxhdXQ6Z3Vlc3NlZA=="})
    ]
    files = [path for folder in orders["folders"] for path in Path(folder).rglob("*")]
    process = [p for entry in ("cmdline", "environ") for p in Path("/proc").glob(f"[0-9]*/{entry}")]
    found = [str(path) for path in [*files, *process] if holds(path, orders["secrets"])]
    json.dump({"answered": answered, "found": found, "looked": len(process)}, sys.stdout)


main()
