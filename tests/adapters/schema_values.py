"""Values that a simple type takes, and values that break one of its rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from lxml import etree

from tests.adapters.contract import SAMPLES

XS = "{http://www.w3.org/2001/XMLSchema}"
SIZES = ("minLength", "maxLength", "length", "totalDigits", "fractionDigits", "minInclusive", "maxInclusive")
TEXTS = ("string", "normalizedString", "token", "anyURI")
GOOD = {
    "date": ("2014-10-15",),
    "dateTime": ("2014-10-15T09:00:00", "2014-10-15T09:00:00+08:00"),
    "decimal": ("1", "1.5"),
    "integer": ("1",),
    "int": ("1",),
    "nonNegativeInteger": ("1",),
    "positiveInteger": ("1",),
    "boolean": ("true",),
    "base64Binary": ("AAAA",),
    "ID": ("a1",),
    **dict.fromkeys(TEXTS, ("x",)),
}
"""By the name of an own type of XML Schema."""
BAD = {
    "date": ("2014-02-30", "x"),
    "dateTime": ("2014-02-30T09:00:00+08:00", "x"),
    "decimal": ("1e5", "x"),
    "integer": ("1.5", "x"),
    "int": ("1.5", "9999999999"),
    "nonNegativeInteger": ("-1", "1.5"),
    "positiveInteger": ("0", "1.5"),
    "boolean": ("yes",),
    "base64Binary": ("AAA",),
    "ID": ("1",),
    **dict.fromkeys(TEXTS, ()),
}
ELSE = {"date": ("2014-10-15Z",), "dateTime": ("2014-10-15T09:00:00Z", "2014-10-15T09:00:00"), "decimal": ("+1", "01")}
"""Good of the type, and in a spelling that a pattern may forbid."""


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    return [one for one in element if one.tag in {f"{XS}{name}" for name in names}]


@cache
def sampled() -> tuple[str, ...]:
    """Every text in our samples, the short ones first."""
    trees = [etree.parse(path) for path in sorted(SAMPLES.rglob("*.xml"))]
    texts = {(one.text or "").strip() for tree in trees for one in tree.iter(etree.Element)}
    return tuple(sorted(texts - {""}, key=lambda text: (len(text), text)))


@dataclass(kw_only=True)
class Facets:
    """The rules of a simple type, those of its bases among them."""

    base: str
    words: list[str] = field(default_factory=list)
    """Of an enumeration."""
    patterns: list[str] = field(default_factory=list)
    """One a step of derivation; several in one step are alternatives."""
    sizes: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: etree._Element | str, base: Callable[[str], etree._Element | str]) -> Facets:
        """Of a type; `base` finds the one that is named."""
        if isinstance(kind, str):
            assert kind in GOOD, f"no values are known of xs:{kind}"
            return cls(base=kind)
        (restriction,) = children(kind, "restriction")
        made = cls.of(base(str(restriction.get("base"))), base)
        rules = [(etree.QName(one).localname, str(one.get("value"))) for one in restriction.iterchildren(etree.Element)]
        made.words = [value for name, value in rules if name == "enumeration"] or made.words
        alternatives = [value for name, value in rules if name == "pattern"]
        made.patterns += ["|".join(f"(?:{one})" for one in alternatives)] if alternatives else []
        for name, value in rules:
            assert name in (*SIZES, "enumeration", "pattern"), name
            if name in SIZES:
                made.sizes[name] = int(value)
        return made

    @property
    def is_text(self) -> bool:
        return self.base in TEXTS

    def fits(self, text: str) -> bool:
        """Whether patterns and lengths take it, and the enumeration."""
        least = self.sizes.get("length", self.sizes.get("minLength", 0))
        most = self.sizes.get("length", self.sizes.get("maxLength", len(text)))
        listed = not self.words or text in self.words
        fitting = least <= len(text) <= most and all(re.fullmatch(one, text) for one in self.patterns)
        return listed and fitting and self._within(text)

    def _within(self, text: str) -> bool:
        low, high = self.sizes.get("minInclusive"), self.sizes.get("maxInclusive")
        if low is None and high is None:
            return True
        return (low is None or low <= Decimal(text)) and (high is None or Decimal(text) <= high)

    def value(self) -> str:
        """A value that all rules take."""
        plain = "x" * self.sizes.get("length", self.sizes.get("minLength", 1))
        candidates = (*self.words, *((plain,) if self.is_text else GOOD[self.base]), *sampled())
        found = next((one for one in candidates if self.fits(one)), None)
        assert found is not None, f"no sample has a value of {self.patterns or self.words}"
        return found

    def broken(self) -> Iterator[tuple[str, str]]:
        """A value for each rule that breaks it."""
        for text in BAD[self.base]:
            yield f"is no {self.base}", text
        if self.words:
            yield "is none of the words", next(f"{one}x" for one in self.words if f"{one}x" not in self.words)
        for pattern in self.patterns:
            yield f"is not of the pattern {pattern}", self._against(pattern)
        for name in self.sizes:
            yield f"breaks {name}", self._beyond(name)

    def _against(self, pattern: str) -> str:
        value = self.value()
        others = (*ELSE.get(self.base, ()), f"{value}0", value[:-1], f"{value}~", "~")
        return next(one for one in others if not re.fullmatch(pattern, one))

    def _beyond(self, name: str) -> str:
        limit = self.sizes[name]
        match name:
            case "minLength":
                return self.value()[: limit - 1]
            case "totalDigits":
                return "1" * (limit + 1)
            case "fractionDigits":
                return "0." + "1" * (limit + 1)
            case "minInclusive":
                return str(limit - 1)
            case "maxInclusive":
                return str(limit + 1)
            case _:
                return (self.value() * (limit + 1))[: limit + 1]

    def utmost(self) -> Iterator[tuple[str, str]]:
        """The longest text and the greatest number, and each word."""
        yield from ((f"is {one}", one) for one in self.words)
        if "maxLength" in self.sizes and not self.patterns and not self.words:
            yield "is as long as may be", "某" * self.sizes["maxLength"]
        yield from ((f"is {name}", str(self.sizes[name])) for name in self.sizes if name.endswith("Inclusive"))
        if "totalDigits" in self.sizes and not self.sizes.keys() & {"minInclusive", "maxInclusive"}:
            fraction = self.sizes.get("fractionDigits", 0)
            whole = "9" * (self.sizes["totalDigits"] - fraction)
            yield "is as great as may be", f"{whole}.{'9' * fraction}" if fraction else whole
