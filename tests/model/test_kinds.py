from __future__ import annotations

import importlib
import pkgutil
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import gateway.model
from gateway.model.alerts import RiskAlert, RiskLevel
from gateway.model.declaration import Declaration, Direction, Subject
from gateway.model.kind import DECLARED, ContradictionError, Kind
from gateway.model.kinds import KINDS
from gateway.model.message import Envelope, Receipt
from gateway.model.orders import ReleaseOrder
from gateway.model.status import DeclarationStatus

NUMBERS = {name: f"n-{name}" for name in DECLARED}
NOON = datetime(2014, 10, 15, 4, 0, tzinfo=UTC)
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


def test_parcels_under_one_bill_are_no_one_consignment() -> None:
    first, second = (
        declaration(subject=Subject.PARCEL, declaration_number=number, bill_number="B1", voyage_number="045W")
        for number in ("7", "8")
    )
    assert first.aliases() == {("declaration_number", "7")}
    assert not first.aliases() & second.aliases()


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


def defined() -> set[str]:
    """The kinds of all files of the model."""
    modules = [
        importlib.import_module(f"gateway.model.{one.name}") for one in pkgutil.iter_modules(gateway.model.__path__)
    ]
    held = [one for module in modules for one in vars(module).values() if isinstance(one, type)]
    return {one.KIND for one in held if issubclass(one, Kind) and hasattr(one, "KIND")}


def test_the_list_of_kinds_names_each_once() -> None:
    assert sorted(kind.KIND for kind in KINDS) == sorted(defined())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.KIND)
def test_what_a_kind_says_of_its_attributes_is_true(kind: type[Kind]) -> None:
    names = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    assert set(kind.OFFICES) <= names
    assert all(hasattr(kind, number) or number in names for number in kind.NUMBERS)
    assert kind.ISSUER in ("", *kind.OFFICES)
    assert not kind.ANSWERS or "in_reply_to" in names
    assert kind.OFFICES or kind.SUBSCRIBED or kind.FOR_US or "offices" in vars(kind)


def test_a_tuple_of_offices_is_told_one_by_one() -> None:
    alert = RiskAlert(
        alert_number="A1",
        issuing_office="0202",
        recipients=("0110", "0402"),
        issued_at=NOON,
        expires_at=NOON,
        purpose="食品安全",
        legal_basis="某法",
        level=RiskLevel.HIGH,
    )
    assert alert.offices() == {"issuing_office": "0202", "recipients[1]": "0110", "recipients[2]": "0402"}


def test_what_cannot_both_be_true_is_told_by_the_attribute_to_mend() -> None:
    with pytest.raises(ContradictionError, match="before issued_at") as caught:
        ReleaseOrder(
            order_number="1",
            issuing_office="0110",
            executing_office="0202",
            issued_at=NOON,
            valid_until=NOON - timedelta(days=1),
            partial=False,
        )
    assert caught.value.name == "valid_until"
