"""The reader of evidence containers: anybody's zip, our own with its members spoilt, and these sealed again."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from gateway.evidence import archive, container, signatures
from gateway.evidence.case import Trusted
from gateway.evidence.verify import verified
from gateway.service.metrics import Metrics
from gateway.service.surroundings import Surroundings
from gateway.trust.signer import Signer
from tests.evidence import made
from tests.evidence.conftest import Scene
from tests.fuzz.chance import Chance
from tests.fuzz.properties import BrokenPropertyError
from tests.service.laid import laid
from tests.service.mutants import of_bytes

VALUES = (b"null", b"-1", b'""', b"[]", b"{}", b"1e999", b"true", b'"../x"', b'"\\ud800"', b"99999999999999999999")
VALUE = re.compile(rb'"[^"]{0,80}"|\b\d+\b|\bnull\b')
ZIP = b"PK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A good container, who seals such, and a stranger who has the certificates."""

    raw: bytes
    members: Mapping[str, bytes]
    seal: Signer
    trusted: Trusted


@cache
def sample() -> Sample:
    """The same each time within a run."""
    return asyncio.run(_sample())


async def _sample() -> Sample:
    with tempfile.TemporaryDirectory() as folder:
        async with laid(Path(folder)) as region:
            signers = {party: region.signers[party] for party in ("gateway", "beijing", "tianjin", "hebei")}
            world = Surroundings(observer=Metrics(), business_date=region.gateway.config.business_date)
            scene = Scene(region=region, world=world, signers=signers, trusted=made.trusted(signers))
            raw = scene.sealed(await scene.dossier("beijing", "2014101500700001"))
    return Sample(raw=raw, members=archive.unpacked(raw), seal=scene.seal, trusted=scene.trusted)


def read_container(data: bytes) -> None:
    """A zip as it is; other bytes choose how the good container is spoilt. Only the good one passes."""
    raw, members, seal = _chosen(data)
    if seal:
        raw = _sealed(members)
    lines = verified(raw, sample().trusted)
    if not seal and raw != sample().raw and not any(line.verdict == "bad" for line in lines):
        raise BrokenPropertyError("a changed container passes")


def _chosen(data: bytes) -> tuple[bytes, dict[str, bytes], bool]:
    good = sample()
    if data.startswith(ZIP):
        return data, {}, False
    chance = Chance(data)
    if chance.random() < 0.2:
        return of_bytes(good.raw, chance), {}, False
    members = _spoilt(dict(good.members), chance)
    return archive.packed(members), members, chance.random() < 0.7


def _spoilt(members: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = chance.choice(sorted(members))
        how = chance.randrange(6)
        if how == 0:
            del members[name]
        elif how == 1:
            members[name] = members[chance.choice(sorted(members))]
        elif how == 2:
            members[f"{chance.choice(('a', 'records/9', 'sent/9', 'META-INF/x'))}.json"] = members[name]
        elif how == 3:
            members[name] = of_bytes(members[name], chance)
        else:
            members[name] = _revalued(members[name], chance)
    return members


def _revalued(content: bytes, chance: Random) -> bytes:
    """One value of JSON as another."""
    found = list(VALUE.finditer(content))
    if not found:
        return of_bytes(content, chance)
    one = chance.choice(found)
    return content[: one.start()] + chance.choice((*VALUES, chance.choice(found)[0])) + content[one.end() :]


def _sealed(members: Mapping[str, bytes]) -> bytes:
    """Under the gateway's own good key: what a hostile operator could give out."""
    good = sample()
    files = {name: content for name, content in members.items() if name not in container.OURS}
    at = signatures.made_at(good.members[signatures.FILE])
    seal = signatures.signature(files, good.seal, at)
    around = {name: content for name, content in good.members.items() if name in container.OURS}
    return archive.packed({**around, **files, signatures.FILE: seal})


def programs() -> tuple[bytes, ...]:
    """A few ways to spoil it, and the good container."""
    return (sample().raw, *(bytes((number, 200 - number)) * 8 for number in range(16)))


def changed(raw: bytes, chance: Random) -> bytes:
    """A zip by its bytes, a way to spoil one by another."""
    return of_bytes(raw, chance) if raw.startswith(ZIP) else chance.randbytes(chance.randrange(4, 64))
