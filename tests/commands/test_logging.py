"""Logs that cannot be written stop nobody."""

from __future__ import annotations

import io

from gateway.commands.logging import Unfailing


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
