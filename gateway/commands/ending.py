"""How a command ends: the contract's exit codes, and every error told once, on standard error, with its remedy."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from typing import ParamSpec, TypeVar

import typer

from gateway.model import faults
from gateway.model.errors import GatewayError, SenderError, SetupError

P = ParamSpec("P")
R = TypeVar("R")

UNREADABLE = frozenset(
    {
        faults.EMPTY,
        faults.TOO_LARGE,
        faults.NOT_XML,
        faults.DOCTYPE,
        faults.TOO_DEEP,
        faults.CHARSET_UNKNOWN,
        faults.CHARSET_MISMATCH,
        faults.INSTRUCTION,
        faults.EVIDENCE_UNREADABLE,
    }
)
"""Faults of what could not be read at all."""


class Exit(IntEnum):
    """As docs/operator-guide.md tells them."""

    GOOD = 0
    INPUT = 1
    UNREADABLE = 2
    AWAY = 3
    OURS = 4


def exit_of(error: GatewayError) -> Exit:
    """By whose turn it is; what cannot be read at all is usage, a service that is away is neither's fault."""
    if error.fault is faults.OURS:
        return Exit.OURS
    if error.fault in UNREADABLE:
        return Exit.UNREADABLE
    return Exit.INPUT if isinstance(error, SenderError | SetupError) else Exit.AWAY


def tell(error: GatewayError) -> None:
    """One error in full on standard error."""
    typer.echo(str(error), err=True)
    typer.echo(f"  → {error.fault.remedy} / {error.fault.remedy_zh}", err=True)


def told(command: Callable[P, R]) -> Callable[P, R]:
    """Let a command raise GatewayError and OSError, and end with their exit codes."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except GatewayError as error:
            tell(error)
            raise typer.Exit(exit_of(error)) from None
        except BrokenPipeError:
            raise  # whoever read our output has seen enough: typer ends quietly
        except OSError as error:
            typer.echo(f"{error.filename or 'input or output'}: {error.strerror or error}", err=True)
            raise typer.Exit(Exit.UNREADABLE) from None

    return run
