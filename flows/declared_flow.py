"""A Prefect flow whose parameters are the fields of a dataclass of options."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import inspect
from collections.abc import Callable
from typing import Annotated, Any, ParamSpec, TypeVar, cast, get_type_hints

from prefect import Flow, flow
from pydantic import Field

from flows.options.option import options_of
from flows.runs import dated_name

P = ParamSpec("P")
Options = TypeVar("Options")
R = TypeVar("R")


def declared_flow(options: Callable[P, Options]) -> Callable[[Callable[[Options], R]], Flow[P, R]]:
    """Make a flow of a function that takes these options, named like the function.

    The flow takes each option by itself, as the form of the Prefect UI wants it: with the type and
    default of its field, the limits and the sentence of its `Option`.
    """
    declared = cast(type, options)

    def made(function: Callable[[Options], R]) -> Flow[P, R]:
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            return function(options(*args, **kwargs))

        run.__name__ = run.__qualname__ = function.__name__
        run.__module__ = function.__module__
        run.__doc__ = f"{inspect.getdoc(function)}\n\nArgs:\n{_arguments(declared)}"
        run.__signature__ = _signature(declared)  # type: ignore[attr-defined]
        return flow(
            name=function.__name__,
            version=importlib.metadata.version("wortlaut"),
            flow_run_name=dated_name,
            persist_result=False,
            validate_parameters=True,
        )(run)

    return made


def _arguments(declared: type) -> str:
    """The section of a docstring that the form takes its words from, in Google's style."""
    return "\n".join(f"    {name}: {option.said}" for name, option in options_of(declared))


def _signature(declared: type) -> inspect.Signature:
    hints = get_type_hints(declared)
    defaults = {field.name: field.default for field in dataclasses.fields(declared)}
    return inspect.Signature(
        [
            inspect.Parameter(
                name,
                inspect.Parameter.POSITIONAL_OR_KEYWORD,
                default=defaults[name],
                annotation=_limited(hints[name], option.limits),
            )
            for name, option in options_of(declared)
        ]
    )


def _limited(hint: Any, limits: Any) -> Any:
    return Annotated[hint, Field(**limits)] if limits else hint
