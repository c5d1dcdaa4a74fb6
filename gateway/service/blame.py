"""Telling of our own mistakes: where it happened, never what it was about. An exception's text may quote a document."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import Any

import structlog

LOG = structlog.get_logger()


def tell(error: BaseException, **facts: object) -> None:
    """Log an error of ours with `facts` that no document chose."""
    LOG.error("our-fault", **facts, error=type(error).__name__, where=where(error))


def of_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What nobody awaits, as the event loop has it (`set_exception_handler`): its own way is a traceback with texts."""
    error = context.get("exception")
    if isinstance(error, BaseException):
        tell(error)
    else:
        LOG.error("our-fault", error=str(context.get("message", "")))


def where(error: BaseException) -> list[str]:
    """The frames an error came through, outermost first, as file:line function."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def quiet(name: str) -> logging.Logger:
    """For what a library says of requests it cannot parse: that it happened, without the sender's bytes."""
    logger = logging.getLogger(name)
    logger.addFilter(_without_exception)
    return logger


def _without_exception(record: logging.LogRecord) -> bool:
    record.exc_info = None
    return True
