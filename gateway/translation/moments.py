"""Codecs of days and moments: six styles are in use among the families, in China's time where no zone is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

from gateway.translation.form import Codec

CHINA = timezone(timedelta(hours=8))
MIDNIGHT = time(0)

# Of strptime only the letters: it takes full-width digits and missing zeros, and both let two texts mean one moment.
DIRECTIVES = {
    "%Y": r"(?P<Y>[0-9]{4})",
    "%m": r"(?P<m>[0-9]{2})",
    "%d": r"(?P<d>[0-9]{2})",
    "%H": r"(?P<H>[0-9]{2})",
    "%M": r"(?P<M>[0-9]{2})",
    "%S": r"(?P<S>[0-9]{2})",
    "%C": r"(?P<C>[0-9]{2})",  # hundredths of a second
    "%L": r"(?P<L>[0-9]{3})",  # milliseconds
    "%l": r"(?P<l>[0-9]{1,3})",  # milliseconds without their zeros, as a public sender writes them
    "%f": r"\.(?P<f>[0-9]{1,6})",  # xs:dateTime's fraction
    "%z": r"(?P<z>Z|[+-][0-9]{2}:[0-9]{2})",
}
WRITTEN = {
    "%Y": "{0.year:04d}",
    "%m": "{0.month:02d}",
    "%d": "{0.day:02d}",
    "%H": "{0.hour:02d}",
    "%M": "{0.minute:02d}",
    "%S": "{0.second:02d}",
    "%C": "{1:02d}",
    "%L": "{2:03d}",
}
DIRECTIVE = re.compile("%[a-zA-Z]")


def day(*fmts: str) -> Codec:
    """A naive date, of the directives %Y %m %d; the first format is written (%Y%m%d if none is given), all are read."""
    fmts = fmts or ("%Y%m%d",)
    patterns, written = [_pattern(fmt) for fmt in fmts], _written(fmts[0])

    def from_text(text: str) -> date:
        found = next((found for pattern in patterns if (found := pattern.fullmatch(text))), None)
        if not found:
            raise ValueError(f"not a day written {' or '.join(fmts)}")
        return date(int(found["Y"]), int(found["m"]), int(found["d"]))

    def to_text(value: object) -> str:
        if type(value) is not date:
            raise ValueError("not a date")
        return written.format(value)

    return Codec(name=f"day {fmts[0]}", from_text=from_text, to_text=to_text)


def moment(*fmts: str, zone: timezone = CHINA, alone: str | None = "") -> Codec:
    """An aware moment, UTC inside and in `zone` at the edge; the first format is written, all are read.

    A day alone is read as its midnight. With `alone`, one of the formats, a midnight is written as the day alone; with
    None nothing is written for it, a named loss: an hour that nobody said is not made up. Writing may cut what the
    format has no digits for (`rounds`).
    """
    readers = tuple(_reader(fmt, zone) for fmt in fmts)
    written, written_alone = _written(fmts[0]), _written(fmts[0] if alone == "" else alone or "")

    def from_text(text: str) -> datetime:
        for read in readers:
            if (value := read(text)) is not None:
                return value
        raise ValueError(f"not a moment written {' or '.join(fmts)}")

    def to_text(value: object) -> str:
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise ValueError("not an aware moment")
        local = _shifted(value, zone)
        style = written if local.time() != MIDNIGHT else written_alone
        return style.format(local, local.microsecond // 10_000, local.microsecond // 1000)

    return Codec(name=f"moment {fmts[0]}", from_text=from_text, to_text=to_text, rounds=True)


def _pattern(fmt: str) -> re.Pattern[str]:
    parts = DIRECTIVE.split(fmt)
    found = [DIRECTIVES[name] for name in DIRECTIVE.findall(fmt)]
    return re.compile("".join(re.escape(part) + group for part, group in zip(parts, [*found, ""], strict=True)))


def _written(fmt: str) -> str:
    return DIRECTIVE.sub(lambda found: WRITTEN[found[0]], fmt)


def _reader(fmt: str, zone: timezone) -> Callable[[str], datetime | None]:
    pattern = _pattern(fmt)
    has = pattern.groupindex.keys()

    def read(text: str) -> datetime | None:
        found = pattern.fullmatch(text)
        if not found:
            return None
        parts = found.groupdict()
        clock = [int(parts.get(name, 0)) for name in "YmdHMS"]  # a day alone is its midnight
        stated = _zone(parts["z"]) if "z" in has else zone
        year, month, day_, hour, minute, second = clock
        local = datetime(year, month, day_, hour, minute, second, _microseconds(parts), tzinfo=stated)
        return _shifted(local, UTC)

    return read


def _microseconds(parts: dict[str, str]) -> int:
    if "C" in parts:
        return int(parts["C"]) * 10_000
    if "L" in parts or "l" in parts:
        return int(parts.get("L") or parts["l"]) * 1000
    return int(parts["f"].ljust(6, "0")) if "f" in parts else 0


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    shift = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(-shift if text[0] == "-" else shift)


def _shifted(value: datetime, zone: timezone) -> datetime:
    """Next to the first and the last day of the calendar another zone may have no such moment."""
    try:
        return value.astimezone(zone)
    except OverflowError:
        raise ValueError("beyond the calendar") from None


SECOND = "%Y%m%d%H%M%S"
ISO = "%Y-%m-%dT%H:%M:%S"
MOMENT_14 = moment(SECOND)
MOMENT_SPACED = moment("%Y-%m-%d %H:%M:%S")
MOMENT_ISO = moment(ISO, f"{ISO}%z", f"{ISO}%f", f"{ISO}%f%z")
MOMENT_16 = moment(f"{SECOND}%C", SECOND)
"""yyyyMMddHHmmss00, read without its last two as well.

Real documents have other digits than 00 there; that they are hundredths is inferred.
"""
MOMENT_17 = moment(f"{SECOND}%L", SECOND, f"{SECOND}%l")
"""yyyyMMddHHmmssSSS; 14 to 17 digits are read, for a public sender of Tianjin leaves zeros out."""
