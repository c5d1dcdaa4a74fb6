"""Each report is written as the type that says it, and no report as one that says something else."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from lxml import etree

from adapters.hebei.dec import DIALECT
from adapters.national.manifest import MANIFEST_FORMS
from gateway.document.parse import parse
from gateway.model.cargo import ManifestStage
from gateway.model.declaration import Direction
from gateway.model.errors import GatewayError
from gateway.model.message import Message
from gateway.translation.translator import Translator
from tests.adapters.contract import CODES, SCHEMAS
from tests.samples import cargo
from tests.samples.cargo import variant
from tests.samples.messages import BUSINESS_DATE

HEBEI = Translator(DIALECT, CODES, SCHEMAS)


def written(message: Message) -> tuple[str, etree._Element]:
    made = HEBEI.write(message, on=BUSINESS_DATE)
    return made.form.variant, parse(made.document).root


def read(root: etree._Element) -> Any:
    return HEBEI.read(root, on=BUSINESS_DATE)


KINDS: list[tuple[Message, dict[str, Any]]] = [
    *(
        (cargo.MANIFEST, {"stage": stage, "transport_mode": mode})
        for stage, mode in product(ManifestStage, ("2", "3", "4", "5"))
    ),
    *(
        (told, {"direction": direction, "transport_mode": mode})
        for told, direction, mode in product(
            (cargo.ARRIVAL_REPORT, cargo.TALLY_REPORT), Direction, ("2", "3", "4", "5")
        )
    ),
    *((cargo.LOADING_REPORT, {"transport_mode": mode}) for mode in ("2", "3", "4", "5")),
    *((cargo.EMPTY_LORRY, {"transport_mode": mode}) for mode in ("2", "4")),
]
TYPES = {
    ("manifest", ManifestStage.ORIGINAL, "2"): "MT1101",
    ("manifest", ManifestStage.ADVANCE, "2"): "MT2101",
    ("manifest", ManifestStage.ADVANCE, "5"): "MT2201",
    ("manifest", ManifestStage.ORIGINAL, "4"): "MT1401",
    ("manifest", ManifestStage.ADVANCE, "4"): "MT2401",
    ("arrival-report", Direction.EXPORT, "2"): "MT3101",
    ("arrival-report", Direction.EXPORT, "5"): "MT3201",
    ("tally-report", Direction.IMPORT, "2"): "MT5101",
    ("tally-report", Direction.EXPORT, "2"): "MT5102",
    ("tally-report", Direction.IMPORT, "5"): "MT5201",
    ("tally-report", Direction.EXPORT, "5"): "MT5202",
    ("loading-report", False, "2"): "MT4101",
    ("loading-report", True, "4"): "MT4404",
}


@pytest.mark.parametrize(("told", "changes"), KINDS, ids=lambda one: one.body.KIND if isinstance(one, Message) else "")
def test_a_report_is_written_as_the_type_that_says_it_or_not_at_all(told: Message, changes: dict[str, Any]) -> None:
    message = variant(told, **changes)
    what: Any = message.body
    key = (what.KIND, getattr(what, "stage", getattr(what, "direction", getattr(what, "empty", None))))
    wanted = TYPES.get((*key, what.transport_mode))
    if wanted is None:
        with pytest.raises(GatewayError, match="has no form for this"):
            written(message)
        return
    variant_written, root = written(message)
    assert (variant_written, root.findtext("{*}Head/{*}MessageType")) == (wanted, wanted)
    assert root.tag == f"{{urn:Declaration:datamodel:standard:CN:{wanted}:1}}Manifest"
    again = read(root).message.body
    assert {name: getattr(again, name) for name in changes} == changes


@pytest.mark.parametrize("report_type", sorted({form.variant for form in MANIFEST_FORMS}))
def test_every_type_of_report_has_its_answer(report_type: str) -> None:
    told = variant(cargo.ACCEPTED, report_type=report_type)
    name, root = written(told)
    assert (name, read(root).message.body.report_type) == (report_type, report_type)


def test_an_answer_that_does_not_know_its_report_is_not_written() -> None:
    with pytest.raises(GatewayError, match="has no form"):
        written(variant(cargo.ACCEPTED, report_type=None))
