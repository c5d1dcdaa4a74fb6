from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from gateway.model.declaration import Declaration, Direction
from gateway.model.message import REFERENCES, Envelope, Receipt
from gateway.model.status import DeclarationStatus

NUMBERS = {name: f"n-{name}" for name in REFERENCES if name != "in_reply_to"}
ROLES = ("declaration_office", "port_office", "destination_office", "certificate_office", "release_office")


def declaration(**said: Any) -> Declaration:
    return replace(Declaration(direction=Direction.IMPORT), **said)


def status(**said: Any) -> DeclarationStatus:
    return replace(DeclarationStatus(outcome="released"), **said)


def test_a_declaration_goes_its_way_and_a_status_goes_back() -> None:
    assert (Declaration.KIND, Declaration.ANSWERS) == ("declaration", False)
    assert (DeclarationStatus.KIND, DeclarationStatus.ANSWERS) == ("declaration-status", True)


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_each_number_is_a_reference_and_an_alias(name: str) -> None:
    for body in (declaration(**{name: "7"}), status(**{name: "7"})):
        assert body.references() == {name: "7"}
        assert body.aliases() == {(name, "7")}


def test_what_it_replies_to_is_a_reference_that_the_exchange_resolves_and_no_alias() -> None:
    body = status(in_reply_to="120202", entry_number="7")
    assert body.references() == {"in_reply_to": "120202", "entry_number": "7"}
    assert body.aliases() == {("entry_number", "7")}


def test_absent_and_empty_numbers_name_nothing() -> None:
    assert declaration().references() == status().references() == {}
    assert declaration(entry_number="").aliases() == frozenset()


def test_a_bill_names_its_consignment_with_the_voyage_only() -> None:
    assert declaration(bill_number="B1", voyage_number="045W").aliases() == {("bill", "B1/045W")}
    assert declaration(bill_number="B1").aliases() == {("bill", "B1/")}
    assert declaration(voyage_number="045W").aliases() == frozenset()


@pytest.mark.parametrize("role", ROLES)
def test_each_office_is_told_by_its_role(role: str) -> None:
    assert declaration(**{role: "0202"}).offices() == {role: "0202"}


def test_the_office_that_answers_is_the_only_one_of_a_status() -> None:
    assert status(office="0202").offices() == {"office": "0202"}
    assert status().offices() == declaration().offices() == {}


def test_every_office_of_a_declaration_has_a_role_that_routing_sees() -> None:
    named = {field.name for field in fields(Declaration) if field.name.endswith("_office")}
    seen = set(declaration(**dict.fromkeys(named, "0202")).offices())
    assert set(ROLES) <= seen <= named


def test_a_receipt_has_the_number_and_the_answerer_of_what_it_answers_unless_it_says_another() -> None:
    at = datetime(2014, 10, 15, tzinfo=UTC)
    head = Envelope(number="7", sender="them", receivers=("us", "others"), created_at=at, data=b"")
    said = Receipt(accepted=True, at=at, original=head)
    assert (said.number, said.answerer) == ("7", "us")
    other = Receipt(accepted=True, at=at, original=head, number="8", answerer="we")
    assert (other.number, other.answerer) == ("8", "we")
    alone = Receipt(accepted=True, at=at)
    assert (alone.number, alone.answerer) == ("", "")
