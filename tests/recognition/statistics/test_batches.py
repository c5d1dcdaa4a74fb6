"""Which declarations are one batch, and which release is whose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from gateway.model.declaration import Declaration, Direction
from gateway.model.orders import ReleaseExecuted, ReleaseOrder
from gateway.model.status import DeclarationStatus
from gateway.recognition.statistics.batches import Batch, Choice, Decided, Word, batches
from gateway.recognition.steps import Part, Step, step
from gateway.recognition.transitions import Progress

AT = datetime(2014, 10, 15, 1, tzinfo=UTC)
RI = Choice(direction="import", mode="RI")


def said(hours: float, kind: str, reaches: Progress, party: str = "beijing", **also: Any) -> Word:
    fields: dict[str, Any] = {"message": f"m{hours}", "office": "0110"}
    return Word(step=Step(kind=kind, reaches=reaches, party=party, **fields | also), at=AT + timedelta(hours=hours))


def declared(hours: float = 0, number: str = "D1", **also: Any) -> Word:
    numbers = {"declaration_number": number}
    return said(hours, Declaration.KIND, Progress.SUBMITTED, **{"numbers": numbers} | also)


def released(hours: float, party: str = "tianjin", **also: Any) -> Word:
    return said(hours, DeclarationStatus.KIND, Progress.RELEASED, party, **also)


def only(*words: Word, **also: Any) -> Batch:
    (batch,) = batches(words, {"m0": RI}, **also)
    return batch


def test_a_batch_is_let_go_by_the_first_release_of_all_of_it() -> None:
    partly = released(1, part=Part(partial=True))
    batch = only(declared(), partly, released(3, answers="m0"), released(5, answers="m0"))
    assert (batch.office, batch.choice, batch.released_at) == ("0110", RI, AT + timedelta(hours=3))


def test_an_order_to_release_is_no_release() -> None:
    ordered = said(1, ReleaseOrder.KIND, Progress.RELEASE_ORDERED, order="O1")
    assert only(declared(), ordered).released_at is None
    executed = said(2, ReleaseExecuted.KIND, Progress.RELEASED, "tianjin", order="O1", ground="release-order")
    assert only(declared(), ordered, executed).released_at == AT + timedelta(hours=2)


def test_what_is_declared_again_is_the_same_batch_from_the_first() -> None:
    batch = only(
        declared(0), said(1, DeclarationStatus.KIND, Progress.REJECTED, answers="m0"), declared(2), released(4)
    )
    assert (batch.declared_at, batch.released_at) == (AT, AT + timedelta(hours=4))


def test_what_the_first_did_not_say_the_second_may() -> None:
    (batch,) = batches([declared(0, office=""), declared(1)], {"m1": RI})
    assert (batch.office, batch.choice) == ("0110", RI)


def test_two_declarations_of_one_bill_are_told_apart_by_their_numbers() -> None:
    status = released(3, answers="m1")
    first, second = batches([declared(0, "D1"), declared(1, "D2"), status], {})
    assert (first.released_at, second.released_at) == (None, AT + timedelta(hours=3))


def test_numbers_that_offices_give_lead_a_later_word_to_its_batch() -> None:
    given = said(1, DeclarationStatus.KIND, Progress.ACCEPTED, "tianjin", answers="m0", numbers={"entry_number": "E1"})
    words = [declared(0, "D1"), declared(0.5, "D2"), given, released(2, "hebei", numbers={"entry_number": "E1"})]
    first, second = batches(words, {})
    assert (first.released_at, second.released_at) == (AT + timedelta(hours=2), None)


def test_a_word_without_a_number_is_nobody_s_where_there_are_two() -> None:
    assert [one.released_at for one in batches([declared(0, "D1"), declared(1, "D2"), released(2)], {})] == [None, None]


def test_a_word_about_another_declaration_is_not_of_the_only_one_there_is() -> None:
    assert only(declared(), released(1, "beijing", numbers={"declaration_number": "D9"})).released_at is None


def test_what_is_only_kept_or_uploaded_is_not_declared() -> None:
    assert step(Declaration(direction=Direction.IMPORT, draft=True)) is None
    assert step(Declaration(direction=Direction.IMPORT)) is not None


def test_the_same_number_of_another_party_is_another_batch() -> None:
    assert len(batches([declared(0), declared(1, party="hebei")], {})) == 2


def test_a_release_that_comes_before_its_declaration_is_nobody_s() -> None:
    assert only(released(0), declared(1)).released_at is None


def test_the_last_final_decision_stands() -> None:
    def decided(hours: int, direct: str, *, provisional: bool) -> Decided:
        at = AT + timedelta(hours=hours)
        return Decided(numbers=frozenset({"D1"}), at=at, mode="sampling", direct=direct, provisional=provisional)

    door, last = decided(3, "", provisional=True), decided(2, "import-through", provisional=False)
    earlier = decided(1, "", provisional=False)
    assert only(declared(), decisions=(door,)).direct == ""
    assert only(declared(), decisions=(last, door, earlier)).direct == "import-through"


def test_a_decision_is_of_the_declaration_it_names() -> None:
    decision = Decided(numbers=frozenset({"D2"}), at=AT, mode="sampling", direct="export-direct")
    made = batches([declared(0, "D1"), declared(1, "D2")], {}, (decision,))
    assert [one.direct for one in made] == ["", "export-direct"]
