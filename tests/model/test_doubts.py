from __future__ import annotations

from dataclasses import replace

from gateway.model.declaration import Direction
from gateway.model.doubts import doubts
from gateway.model.message import Message
from tests.samples.messages import DECLARATION


def told(message: Message) -> dict[str, bool]:
    return {doubt.name: doubt.sure for doubt in doubts(message)}


def declared(**said: object) -> Message:
    sure_enough = {"owner_uscc": None, "consignor_uscc": None}
    return replace(DECLARATION, body=replace(DECLARATION.body, **{**sure_enough, **said}))  # type: ignore[type-var]


def goods(**said: object) -> Message:
    body = declared().body
    return declared(goods=tuple(replace(line, **said) for line in body.goods))  # type: ignore[attr-defined]


def test_a_good_message_raises_no_doubt() -> None:
    assert told(declared()) == {}


def test_each_number_is_told_by_our_name_of_it() -> None:
    assert told(declared(consignee_uscc="91110108551385082R")) == {"consignee_uscc": True}
    assert told(goods(hs_code="02023000")) == {"goods[1].hs_code": True, "goods[2].hs_code": True}
    assert told(declared(declarant_customs_code="11")) == {"declarant_customs_code": True}


def test_a_box_is_doubted_on_the_way_in_and_wrong_on_a_ship_out() -> None:
    boxes = tuple(replace(box, number="CSQU3054384") for box in DECLARATION.body.containers)  # type: ignore[attr-defined]
    assert told(declared(containers=boxes)) == {"containers[1].number": False}
    assert told(declared(containers=boxes, direction=Direction.EXPORT, transport_mode="2", entry_number=None)) == {
        "containers[1].number": True
    }


def test_an_entry_number_that_says_another_direction_is_doubted() -> None:
    assert told(declared(entry_number="020220140000000017")) == {"entry_number": False}


def test_addresses_are_looked_at_where_they_are_dxp_ids() -> None:
    assert told(replace(declared(), sender="DXPENT1", receivers=("CUSTOMS", "DXP"))) == {
        "message.sender": False,
        "message.receivers": False,
    }
