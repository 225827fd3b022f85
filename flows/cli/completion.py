"""`wortlaut completion`: what a shell needs to complete commands, options and folders."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import shtab

_COMPLETED_AS = {"DIR": shtab.DIRECTORY, "PATH": shtab.FILE, "FILE": shtab.FILE}


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """A script for this shell (`bash`, `zsh`, `fish`), made of the parser's own options."""
    for action in _actions(parser):
        if isinstance(action.metavar, str) and action.metavar in _COMPLETED_AS:
            vars(action)["complete"] = _COMPLETED_AS[action.metavar]
    return shtab.complete(parser, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
