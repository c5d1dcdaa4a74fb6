"""A small writer of SVG: elements, and patterns that differ without colour."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

PATTERN = 8
"""The side of one tile of a pattern, in pixels."""
PATTERNS: tuple[str, ...] = (
    "",  # black
    "M0 8 8 0",
    "M0 4 H8",
    "M2 2 h2 v2 h-2z M6 6 h2 v2 h-2z",
    "M0 0 8 8",
    "M4 0 V8",
    "M0 4 H8 M4 0 V8",
    "M0 8 8 0 M0 0 8 8",
    "M4 3 v2",
)
"""What is drawn on a white tile, one path each; the first is all black. After these comes plain white."""


def element(name: str, *inside: str, **attributes: object) -> str:
    """One element; `inside` is SVG already, an attribute `stroke_width` is stroke-width, `class_` is class."""
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}" for key, value in attributes.items()
    )
    body = "".join(inside)
    return f"<{name}{told}>{body}</{name}>" if body else f"<{name}{told}/>"


def text(said: str, x: float, y: float, **attributes: object) -> str:
    """A line of text that begins at (x, y), or as text-anchor says."""
    return element("text", escape(said), x=x, y=y, **attributes)


def titled(said: str) -> str:
    """What a screen reader says of its parent, and a pointer shows."""
    return element("title", escape(said))


def patterns() -> str:
    """The definitions of all patterns, p0 and on."""
    return element("defs", *(_pattern(number, path) for number, path in enumerate(PATTERNS)))


def fill(number: int) -> str:
    """The fill of the pattern of this number; beyond the last one white."""
    if number >= len(PATTERNS):
        return "#ffffff"
    return f"url(#p{number})" if PATTERNS[number] else "#000000"


def _pattern(number: int, path: str) -> str:
    if not path:
        return ""
    tile = element("rect", width=PATTERN, height=PATTERN, fill="#ffffff")
    drawn = element("path", d=path, stroke="#000000", stroke_width=1.4, fill="none")
    return element(
        "pattern", tile, drawn, id=f"p{number}", width=PATTERN, height=PATTERN, patternUnits="userSpaceOnUse"
    )


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
