from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from adapters import DIALECTS, ENVELOPES
from gateway.document.charset import Believed
from gateway.evidence.agreed import PLAIN, SEALS, Agreed, Words, agreed, terms_of
from gateway.model.errors import GatewayError
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.schema import read_schemas
from gateway.translation.terms import Terms
from gateway.translation.translator import EnvelopeTranslator, Translator
from gateway.trust.md5_prefix import Md5Prefix
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore

SAID_OTHERWISE = {"translator", "envelope", "believed", "constants", "shows", "prefix"}
NOT_SAID = {"signers", "trust"}
SECRET = b"0123456789abcdef-secret"


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(
        dialects={one.name: one for one in DIALECTS},
        envelopes={one.name: one for one in ENVELOPES},
        codes=read_codes(data_folder("config") / "codes"),
        schemas=read_schemas(data_folder("xsd")),
        trust=TrustStore.of([]),
    )


@pytest.fixture(scope="module")
def terms(words: Words) -> Terms:
    return Terms(
        party="hebei",
        translator=Translator(words.dialects["hebei-dec"], words.codes, words.schemas),
        envelope=EnvelopeTranslator(words.envelopes["dxp"], words.codes, words.schemas),
        profile=PROFILES["sm2-sm3"],
        document_profile=PROFILES["rsa-sha256"],
        prefix=Md5Prefix(key=SECRET, received=False),
        trust=words.trust,
        our_address="DXPGTW0000000001",
        node="12000001",
        our_node="11000001",
        address="DXPENT0000000130",
        charset="GB18030",
        character_references=True,
        believed=Believed.HEADER,
        unlabelled="GB18030",
        strict=True,
        drafts_are_declared=True,
        constants={"DecHead/CopCode": "河北"},
        shows={"fx-declaration": frozenset({"currency", "total_value"})},
        limit_bytes=1234,
    )


def again(terms: Terms, words: Words) -> Agreed:
    return terms_of(agreed("to-hebei", terms), words)


def test_every_attribute_of_terms_is_said_or_named_as_left_out() -> None:
    assert {one.name for one in fields(Terms)} == {*PLAIN, *SEALS, *SAID_OTHERWISE, *NOT_SAID}


def test_terms_come_back_as_they_were_but_for_keys(terms: Terms, words: Words) -> None:
    found = again(terms, words)
    assert found.link == "to-hebei"
    assert found.prefixed == "sent"
    for name in (*PLAIN, *SEALS, "believed", "constants", "shows"):
        assert getattr(found.terms, name) == getattr(terms, name), name
    assert found.terms.translator.dialect is terms.translator.dialect
    assert found.terms.envelope is not None
    assert found.terms.envelope.dialect.name == "dxp"
    assert found.terms.prefix is None


def test_what_comes_back_says_the_same_bytes(terms: Terms, words: Words) -> None:
    bare = replace(terms, prefix=None)
    assert agreed("x", terms_of(agreed("x", bare), words).terms) == agreed("x", bare)


def test_terms_of_a_release_without_feeds_show_nothing_of_them(terms: Terms, words: Words) -> None:
    said = json.loads(agreed("to-hebei", terms))
    del said["shows"]
    assert terms_of(json.dumps(said).encode(), words).terms.shows == {}


def test_a_shared_key_is_never_said(terms: Terms) -> None:
    assert SECRET not in agreed("to-hebei", terms)


def test_terms_without_envelope_and_seal_come_back_too(terms: Terms, words: Words) -> None:
    plain = replace(terms, envelope=None, profile=None, document_profile=None, prefix=None)
    found = again(plain, words)
    assert (found.terms.envelope, found.terms.profile, found.prefixed) == (None, None, "")


@pytest.mark.parametrize(
    "change",
    [
        {"dialect": "martian"},
        {"dialect": None},
        {"profile": "rot13"},
        {"strict": "yes"},
        {"limit_bytes": True},
        {"constants": 3},
        {"shows": 3},
        {"shows": {"fx-declaration": 3}},
        {"believed": "nobody"},
        {"envelope": ["dxp"]},
    ],
)
def test_what_this_release_does_not_know_is_told(terms: Terms, words: Words, change: dict[str, Any]) -> None:
    said = json.loads(agreed("to-hebei", terms)) | change
    with pytest.raises(GatewayError, match="4131"):
        terms_of(json.dumps(said).encode(), words)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"null"])
def test_what_is_no_terms_is_told(words: Words, data: bytes) -> None:
    with pytest.raises(GatewayError, match="4131"):
        terms_of(data, words)
