"""A whole gateway whose only key is in a token: what it answers and sends is sealed by it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gateway.commands.demo.identities import write_private
from gateway.commands.demo.region import lay_region
from gateway.commands.demo.wording import fill, sealed
from gateway.document.parse import parse
from gateway.service.config_file import load_config
from gateway.service.worker import assembled
from gateway.trust.profiles import PROFILES
from gateway.trust.token import PROVIDERS
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_verify import verify
from tests.service.laid import CATALOGUE
from tests.trust.tokens import PIN, TOKEN, soft_token

PROFILE = "ecdsa-p256-sha256"


async def test_a_gateway_signs_with_a_key_in_a_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hsm").mkdir()
    token, region = soft_token(tmp_path / "hsm", monkeypatch), lay_region(tmp_path / "region", profile=PROFILE)
    ours = region.identities["gateway"]
    token.put("signs", ours.key_pem)
    write_private(region.folder / "keys" / "pin", PIN.encode())
    (region.folder / "keys" / "gateway.key.pem").unlink()
    where = (
        f'passphrase_file = "keys/pin"\npkcs11 = {{ module = "{token.module}", token = "{TOKEN}", label = "signs" }}'
    )
    lines = region.config.read_text(encoding="utf-8").splitlines()
    text = "\n".join(where if line.startswith("key_file") else line for line in lines)
    region.config.write_text(text, encoding="utf-8")
    values = {"port": "120202", "remark": "x", "unit": "035", "origin": "036", "declaration": "D1", "bill": "B1"}
    raw = sealed(fill("beijing-declaration", number="2014101500000001", **values), region.identities["beijing"].signer)
    try:
        async with assembled(load_config(region.config), CATALOGUE) as gateway:
            answer = await gateway.exchange.accept("beijing", raw, None)
    finally:
        PROVIDERS.close()
    assert answer.accepted, answer.receipt
    trust = TrustStore.of([("gateway", ours.signer.certificate)])
    found = verify(parse(answer.receipt).root, PROFILES[PROFILE], trust, party="gateway", at=datetime.now(UTC))
    assert found.party == "gateway"
