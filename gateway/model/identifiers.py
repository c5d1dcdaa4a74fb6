"""Numbers with a shape of their own, check digits among them: each function tells what is wrong, or None.

Rules: GB 32100-2015 (USCC), GB 11714-1997 (organisation code), ISO 6346 (containers); the others from published layouts
of customs and CIQ, where what is inferred is only doubted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

USCC_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# ISO 6346: A is 10, and the multiples of 11 are passed over.
LETTER_VALUES = dict(zip(LETTERS, (value for value in range(10, 39) if value % 11), strict=True))

ENTRY = re.compile(r"[0-9]{4}(?:19|20)[0-9]{2}[01IE][0-9]{9}")
CONTAINER = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
DXP_ID = re.compile(r"DXP[A-Z]{3,7}[0-9]{6,10}")

REMEMBERED = 4096
"""Enterprises come again and again, and every document that comes in is looked at."""


@dataclass(frozen=True, slots=True)
class Misprint:
    """What is wrong with a number; `sure` False: a source says otherwise, or the rule is inferred."""

    reason: str
    sure: bool = True


def uscc(text: str) -> Misprint | None:
    """统一社会信用代码: 18 characters, the last by weights modulo 31; an r of 0 gives 0."""
    if len(text) == 9:
        return organisation_code(text) or Misprint(
            "an organisation code where a USCC of 18 characters belongs", sure=False
        )
    if len(text) != 18:
        return Misprint(f"{len(text)} characters, and a USCC has 18")
    return _of_uscc(text)


@lru_cache(REMEMBERED)
def _of_uscc(text: str) -> Misprint | None:
    """Of 18 characters: a megabyte where a code belongs is not kept in memory."""
    if stray := next((one for one in text if one not in USCC_CHARS), ""):
        return Misprint(f"{stray} is no character of a USCC (I, O, S, V, Z and small letters are not)")
    total = sum(USCC_CHARS.index(one) * weight for one, weight in zip(text, USCC_WEIGHTS, strict=False))
    check = USCC_CHARS[(31 - total % 31) % 31]
    if text[17] != check:
        return Misprint(f"the check character of {text[:17]} is {check}")
    return _inner_organisation(text)


def _inner_organisation(text: str) -> Misprint | None:
    """Characters 9 to 17 are the organisation code; only doubted, for some were given without one."""
    inner = organisation_code(text[8:17])
    return Misprint(f"its organisation code {text[8:17]}: {inner.reason}", sure=False) if inner else None


def organisation_code(text: str) -> Misprint | None:
    """组织机构代码: eight characters and one by weights modulo 11; 10 is X, 11 is 0."""
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", text):
        return Misprint("an organisation code has eight digits or capitals and a digit or X")
    total = sum(int(one, 36) * weight for one, weight in zip(text, ORGANISATION_WEIGHTS, strict=False))
    check = "0123456789X0"[11 - total % 11]
    return None if text[8] == check else Misprint(f"the check character of {text[:8]} is {check}")


def container(text: str) -> Misprint | None:
    """集装箱号: owner, U J or Z, six digits, one by powers of two modulo 11, where 10 is 0. Other boxes exist."""
    if not CONTAINER.fullmatch(text):
        return Misprint("not four letters, the last of them U, J or Z, and seven digits", sure=False)
    total = sum(
        LETTER_VALUES.get(one, 0) * 2**i if one.isalpha() else int(one) * 2**i for i, one in enumerate(text[:10])
    )
    check = str(total % 11 % 10)
    return None if text[10] == check else Misprint(f"the check digit of {text[:10]} is {check}")


def entry_number(text: str) -> Misprint | None:
    """报关单号: office 4, year 4, 1 import or 0 export (I, E in some lists), serial 9; of 9 digits until about 2003."""
    if re.fullmatch(r"[0-9]{9}", text):
        return Misprint("nine digits: a number of the old kind, which names no year", sure=False)
    if len(text) == 21 and ENTRY.fullmatch(text[:18]):
        return Misprint("21 digits: the number of a tax rebate's record; the declaration's are its first 18")
    if len(text) != 18:
        return Misprint(f"{len(text)} characters, and an entry number has 18")
    return None if ENTRY.fullmatch(text) else Misprint("not an office, a year, 1 or 0, and nine digits")


def inspection_number(text: str) -> Misprint | None:
    """报检号: organisation 6, class or century 1, year 2, serial 6."""
    return None if re.fullmatch(r"[0-9]{15}", text) else Misprint("not 15 digits")


def clearance_number(text: str) -> Misprint | None:
    """通关单号: 18 digits; that the first 15 are the inspection number is inferred."""
    return None if re.fullmatch(r"[0-9]{18}", text) else Misprint("not 18 digits")


def registration_code(text: str) -> Misprint | None:
    """海关注册编码: place 4, zone, type, serial 4; no check digit."""
    if not re.fullmatch(r"[0-9]{4}[0-9A-Z]{6}", text):
        return Misprint("not a place of four digits and six digits or capitals")
    return (
        None
        if text[5] in "123456789ABCDE"
        else Misprint(f"{text[5]} in its sixth place is no type of enterprise", sure=False)
    )


def hs_code(text: str) -> Misprint | None:
    """商品编码: 8 of the tariff and 2 of supervision; the 3 of inspection stand apart."""
    if re.fullmatch(r"[0-9]{13}", text):
        return Misprint("13 digits: the last three are the inspection's and stand apart")
    return None if re.fullmatch(r"[0-9]{10}", text) else Misprint("not ten digits")


def dxp_id(text: str) -> Misprint | None:
    """DXP ids as they are seen: DXP, who (ENT, ESW, EDC…), digits, 16 together."""
    seen = len(text) == 16 and DXP_ID.fullmatch(text)
    return None if seen else Misprint("not DXP, letters and digits, 16 characters together", sure=False)


def tax_record_number(text: str) -> Misprint | None:
    """出口报关单号 of the tax rebate: entry number 18, 0, item of two digits."""
    good = len(text) == 21 and ENTRY.fullmatch(text[:18]) and re.fullmatch("0[0-9]{2}", text[18:])
    return None if good else Misprint("not an entry number, 0, and an item number of two digits")
