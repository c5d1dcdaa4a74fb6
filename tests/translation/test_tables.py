"""A table that loses something in silence is found before a document meets it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gateway.translation.codecs import TEXT
from gateway.translation.form import Coded, Constant, Field, Form, Group, Nested, Row, When
from gateway.translation.tables import faults_of, faults_of_dialect
from tests.translation.invented import CODES, INVENTED, PARCEL, RECEIPT, Item, Office


def without(name: str) -> Form:
    return replace(PARCEL, rows=tuple(row for row in PARCEL.rows if getattr(row, "name", "") != name))


def with_row(row: Row) -> Form:
    return replace(PARCEL, rows=(*PARCEL.rows, row))


def lacking(**reasons: str) -> Form:
    return replace(PARCEL, lacks={**PARCEL.lacks, **reasons})


def test_a_whole_table_has_no_fault() -> None:
    assert faults_of(PARCEL, CODES) == []
    assert faults_of(RECEIPT, CODES) == []
    assert faults_of_dialect(INVENTED, CODES) == []


def test_a_reason_may_stand_beside_a_row_that_does_not_always_hold() -> None:
    assert faults_of(lacking(seller="only of what goes out", mode="only one"), CODES) == []


BARE = Group("Bare/Line", "goods", Item, (Field("No", "number", TEXT), Field("Name", "name", TEXT)))
MARKED = Nested("Office", "office", Office, (Field("@code", "code", TEXT), Constant("K", "k", marks=True)))


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (without("title"), "title has no row and no reason in lacks"),
        (without("way"), "way cannot be read, and without it there is no Parcel"),
        (without("message.number"), "message.number cannot be read, and without it there is no Parcel"),
        (replace(PARCEL, keys=()), "secret has no row and no reason in lacks"),
        (lacking(title="no"), "title has a row and stands in lacks"),
        (lacking(nothing="no"), "lacks names nothing, which no record of its rows has"),
        (lacking(**{"goods.nothing": "no"}), "lacks names goods.nothing, which no record of its rows has"),
        (with_row(Field("X", "nothing", TEXT)), "nothing is no attribute of Parcel"),
        (replace(PARCEL, rows=(*without("goods").rows, BARE)), "goods.weight has no row and no reason in lacks"),
        (replace(PARCEL, rows=(*without("office").rows, MARKED)), "K marks the form, but not on its top"),
        (
            with_row(Field("X", "title", TEXT, when=When(name="nothing", equals=1))),
            "nothing, on which a row of Parcel depends, is no attribute",
        ),
        (
            with_row(Field("X", "title", Coded("country", "far"))),
            "X: there is no code table country with a column far",
        ),
        (with_row(Field("X", "title", Coded("planet", "near"))), "X: there is no code table planet with a column near"),
        (
            replace(PARCEL, keys=(Field("SECRET", "secret", Coded("planet", "near")),)),
            "SECRET: there is no code table planet with a column near",
        ),
        (with_row(Field("Head/Late", "title", TEXT)), "the rows of p:Head do not stand together"),
        (with_row(Field("Head/Id/X", "title", TEXT)), "Head/Id/X lies within a value"),
        (replace(PARCEL, kind="letter"), "its kind is letter, its body's Parcel"),
    ],
)
def test_a_fault_is_named(form: Form, fault: str) -> None:
    assert fault in faults_of(form, CODES)


def test_forms_that_cannot_be_told_apart_are_named() -> None:
    def faults(**changes: Any) -> list[str]:
        return faults_of_dialect(replace(INVENTED, forms=(PARCEL, replace(PARCEL, **changes))), CODES)

    assert faults() == ["parcel 1: there are 2 of it"]
    assert faults(variant="2") == []
    rows = tuple(row for row in PARCEL.rows if getattr(row, "path", "") != "Head/Old")
    assert faults(variant="2", rows=rows) == ["parcel 2 looks like parcel 1 and has other rows"]
    assert faults(variant="2", rows=rows, root="Packet") == []
