"""Logs that cannot be written stop nobody."""

from __future__ import annotations

import io
import sys

import pytest
import structlog

from gateway.commands.logging import Unfailing, set_up_logging


class Full(io.StringIO):
    """A stream on a full disk."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        raise BrokenPipeError


def test_what_can_be_written_is() -> None:
    stream = io.StringIO()
    print("a line", file=Unfailing(stream), flush=True)
    assert stream.getvalue() == "a line\n"


def test_a_stream_that_fails_stops_nobody() -> None:
    print("a line", file=Unfailing(Full()), flush=True)


def test_a_traceback_on_a_terminal_shows_no_frames_contents(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", stream)
    before = structlog.get_config()
    try:
        set_up_logging()
        secret = "".join(("made", "-up-", "secret"))
        try:
            raise ValueError(len(secret))
        except ValueError:
            structlog.get_logger().exception("our-fault")
    finally:
        structlog.configure(**before)
    assert "ValueError: 14" in stream.getvalue()
    assert "made-up-secret" not in stream.getvalue()


def test_a_line_is_written_at_once_so_that_workers_on_one_stream_do_not_cut_into_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream, written = io.StringIO(), list[str]()
    monkeypatch.setattr(stream, "write", written.append)
    monkeypatch.setattr(sys, "stderr", stream)
    before = structlog.get_config()
    try:
        set_up_logging()
        structlog.get_logger().info("started")
    finally:
        structlog.configure(**before)
    (line,) = written
    assert line.endswith("}\n")
