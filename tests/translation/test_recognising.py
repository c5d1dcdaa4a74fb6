"""Two documents of one root and one namespace are told apart by the child that only one of them has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.translation.compiled import Compiled
from gateway.translation.form import Constant, Form, Row
from gateway.translation.recognising import Recogniser
from gateway.translation.tables import faults_of_dialect
from tests.translation import invented

REPORT, ANSWER = replace(invented.PARCEL, has="Report"), replace(invented.PARCEL, variant="answer", has="Answer")
UNTOLD = replace(invented.PARCEL, variant="untold")


def form_of(child: str, *forms: Form) -> str:
    name = f"<p:Parcel xmlns:p='urn:invented:parcel'><p:Head><p:Kind>P</p:Kind></p:Head><p:{child}/></p:Parcel>"
    root = etree.fromstring(name)
    made = [Compiled(form, invented.CODES, invented.SCHEMAS) for form in forms]
    return Recogniser(made).form_of(root).form.variant


def test_a_form_is_known_by_its_child() -> None:
    assert form_of("Report", REPORT, ANSWER) == REPORT.variant
    assert form_of("Answer", REPORT, ANSWER) == "answer"


def test_a_form_that_asks_for_no_child_takes_the_rest() -> None:
    assert form_of("Other", UNTOLD, ANSWER) == "untold"
    assert form_of("Answer", UNTOLD, ANSWER) == "answer"


def test_a_document_with_none_of_the_children_is_refused_by_their_names() -> None:
    with pytest.raises(GatewayError, match="no Answer or Report") as caught:
        form_of("Other", REPORT, ANSWER)
    assert caught.value.fault is faults.ROOT_UNKNOWN


def test_forms_told_apart_by_a_child_may_have_other_rows() -> None:
    turned = replace(ANSWER, rows=ANSWER.rows[::-1])
    told = faults_of_dialect(replace(invented.INVENTED, forms=(REPORT, turned)), invented.CODES)
    alike = faults_of_dialect(replace(invented.INVENTED, forms=(REPORT, replace(turned, has="Report"))), invented.CODES)
    assert not any("looks like" in fault for fault in told)
    assert any("looks like" in fault for fault in alike)


def marked(kind: str, act: str) -> Form:
    told: tuple[Row, ...] = (Constant("Head/Kind", kind, marks=True), Constant("Head/Act", act, marks=True))
    rest = tuple(row for row in invented.PARCEL.rows if not isinstance(row, Constant))
    return replace(invented.PARCEL, variant=kind + act, rows=(*told, *rest))


@pytest.mark.parametrize(
    ("kind", "act", "mark"), [("P", "D", "Head/Act"), ("Q", "N", "Head/Kind"), ("R", "D", "Head/Act")]
)
def test_a_document_that_bears_some_marks_is_refused_by_the_first_that_it_lacks(kind: str, act: str, mark: str) -> None:
    head = f"<p:Head><p:Kind>{kind}</p:Kind><p:Act>{act}</p:Act></p:Head>"
    text = f"<p:Parcel xmlns:p='urn:invented:parcel'>{head}</p:Parcel>"
    made = [Compiled(form, invented.CODES, invented.SCHEMAS) for form in (marked("P", "N"), marked("R", "N"))]
    with pytest.raises(GatewayError) as caught:
        Recogniser(made).form_of(etree.fromstring(text))
    assert (caught.value.place.path, caught.value.fault) == (f"/Parcel/{mark}", faults.ROOT_UNKNOWN)
