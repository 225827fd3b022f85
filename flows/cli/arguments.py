"""Options of a flow as arguments of a command."""

from __future__ import annotations

import argparse
from typing import Any, get_args, get_type_hints

from flows.options.option import Option, options_of


def add_options(parser: argparse.ArgumentParser, declared: type, *only: str) -> None:
    """Add the options of a flow, in their order, or some of them by the names of their fields."""
    hints = get_type_hints(declared)
    for name, option in options_of(declared):
        if only and name not in only:
            continue
        flag = option.flag or f"--{name.replace('_', '-')}"
        said = _help(option)
        if hints[name] is bool:
            parser.add_argument(flag, dest=name, action="store_true", help=said)
        elif option.words is None:
            choices = get_args(hints[name])
            parser.add_argument(flag, dest=name, choices=choices, default=option.default, help=said)
        else:
            parser.add_argument(
                flag,
                dest=name,
                type=option.words,
                default=option.default,
                metavar=option.metavar,
                help=said,
            )


def options_given(declared: type, given: argparse.Namespace) -> dict[str, Any]:
    """What a command line says of each option of a flow."""
    return {name: getattr(given, name) for name, _ in options_of(declared)}


def _help(option: Option[Any]) -> str:
    """The option's sentence as argparse has it, with what counts where nothing is said."""
    said = (option.said[:1].lower() + option.said[1:]).removesuffix(".").replace("%", "%%")
    unsaid = option.default in (None, "") or option.default is False
    shown = f"{option.default:g}" if isinstance(option.default, float) else option.default
    return said if unsaid else f"{said} (default: {shown})"
