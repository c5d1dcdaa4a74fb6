"""A gateway in this process with a signed link from every dialect there is, in an envelope of its own too."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters import DIALECTS, ENVELOPES
from gateway.commands.demo.identities import Identity, new_identity, write_private
from gateway.service.config_file import load_config
from gateway.service.worker import Gateway, assembled
from gateway.trust.signer import Signer
from tests.service.every_dialect import GATEWAY, INSIDE, NODE, OUR_NODE, OURS, Everyone, links
from tests.service.laid import CATALOGUE
from tests.service.mutants import samples_of

PROFILE = "sm2-sm3"
KEYS = """
[[keys]]
profile = "sm2-sm3"
key_file = "keys/ours.key.pem"
certificate_file = "keys/ours.crt.pem"
"""
ENVELOPED = tuple(f"in-{envelope.name}" for envelope in ENVELOPES)
LINKS = (*(dialect.name for dialect in DIALECTS), *ENVELOPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The gateway, everybody's key, and good documents by link."""

    gateway: Gateway
    everyone: Everyone
    signers: Mapping[str, Signer]

    def document(self, link: str, count: int) -> bytes:
        """The first sample that the link may send, under a number that no other bears; not signed."""
        dialect = INSIDE[link.removeprefix("in-")] if link in ENVELOPED else link
        return self.everyone.fresh(dialect, self.everyone.documents[dialect][0], count)


@asynccontextmanager
async def signed_dialects(folder: Path) -> AsyncIterator[Signed]:
    """Lay it: each link has a party, a key and a certificate of its own."""
    people = {name: new_identity(name, PROFILE) for name in ("ours", *LINKS)}
    _write(folder, people)
    async with assembled(load_config(folder / "gateway.toml"), CATALOGUE) as gateway:
        found = {dialect.name: tuple(samples_of(dialect.name)) for dialect in DIALECTS}
        signers = {name: one.signer for name, one in people.items()}
        yield Signed(gateway=gateway, everyone=Everyone(gateway=gateway, documents=found), signers=signers)


def _write(folder: Path, people: Mapping[str, Identity]) -> None:
    write_private(folder / "token", b"t" * 32)
    write_private(folder / "keys/ours.key.pem", people["ours"].key_pem)
    write_private(folder / "keys/ours.crt.pem", people["ours"].certificate_pem)
    (folder / "var").mkdir(mode=0o700)
    (folder / "links.d").mkdir(mode=0o700)
    text = GATEWAY.format(address=OURS, node=OUR_NODE, day="2014-10-15")
    (folder / "gateway.toml").write_text(text + KEYS, encoding="utf-8")
    for name, link in links(("regional",)).items():
        if name in LINKS:
            write_private(folder / f"trust/{name}/{name}.pem", people[name].certificate_pem)
            (folder / "links.d" / f"{name}.toml").write_text(link.replace('"none"', f'"{PROFILE}"'), encoding="utf-8")


__all__ = ["ENVELOPED", "LINKS", "NODE", "Signed", "signed_dialects"]
