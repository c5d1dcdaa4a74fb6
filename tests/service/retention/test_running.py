"""Runs of retention: archive first, destroy at the end, and go on after whatever interrupted the last one."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from gateway.evidence.archived import STATEMENT
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.journal.journal import Journal
from gateway.service.journal.retention.views import Payload, Target
from gateway.service.retention.archive_file import ArchiveWriter, verified
from gateway.service.retention.running import Retention
from gateway.service.retention.terms import Fate, Terms, later
from tests.service.journal.chain import GATEWAY, TRUST, Clock, notary
from tests.service.journal.material import NOW, acceptance, accepted, act, claimed, concluded, our_number
from tests.trust.made import AT

TERMS = Terms(years=3, unreleased_years=20, archive_after_months=36)
ARCHIVING, ENDING = AT, later(NOW, 241)
"""The first is a day on which our made-up certificate seals."""
FILE = "2034-10.001.zip"


def retention(journal: Journal, now: datetime, folder: Path | None, terms: Terms = TERMS) -> Retention:
    return Retention(journal=journal.retention, terms=terms, now=now, folder=folder, signer=lambda: GATEWAY.signer)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def remove_folder(folder: Path) -> None:
    folder.rmdir()


async def settled(journal: Journal, count: int = 3) -> None:
    for mailbox in await accepted(journal, *(acceptance(n + 1) for n in range(count))):
        claim = await journal.claim(mailbox, "one", NOW, 30.0)
        await concluded(journal, claim)  # type: ignore[arg-type]
    await notary(journal, Clock()).seal_now()


async def test_originals_go_to_a_file_that_is_named_for_the_month_of_their_end(journal: Journal, folder: Path) -> None:
    await settled(journal)
    report = await retention(journal, ARCHIVING, folder).run("archivist", "yearly")
    assert (report.messages, report.files) == ({Fate.ARCHIVE: 3}, [FILE])
    stated = verified(folder / FILE, GATEWAY.trust, party="gateway")
    assert (stated.messages, stated.members) == (3, 12)
    (known,) = await journal.retention.archives()
    assert (known.name, known.keep_until, known.messages) == (FILE, NOW.replace(year=2034), 3)
    view = await journal.message(our_number(1))
    assert view is not None
    assert (view.raw, view.timeline[-1].what) == (b"", "archive")
    assert FILE in view.timeline[-1].detail
    await journal.evidence.verify_chain(TRUST, party="gateway")


async def test_a_plan_changes_nothing_and_says_what_the_run_does(journal: Journal, folder: Path) -> None:
    await settled(journal)
    for _ in range(2):
        assert (await retention(journal, ARCHIVING, folder).plan()).messages == {Fate.ARCHIVE: 3}
    assert names(folder) == []


async def test_a_file_goes_whole_when_its_time_is_over(journal: Journal, folder: Path) -> None:
    await settled(journal)
    await retention(journal, ARCHIVING, folder).run("archivist", "yearly")
    early = await retention(journal, later(NOW, 239), folder).run("archivist", "yearly")
    assert (early.destroyed, (folder / FILE).exists()) == ([], True)
    report = await retention(journal, ENDING, folder).run("archivist", "yearly")
    assert (report.destroyed, names(folder)) == ([FILE], [])
    await journal.evidence.verify_chain(TRUST, party="gateway")


async def test_a_hold_on_one_message_keeps_the_file_that_it_is_in(journal: Journal, folder: Path) -> None:
    await settled(journal)
    await retention(journal, ARCHIVING, folder).run("archivist", "yearly")
    number = await journal.retention.hold(Target.MESSAGE, our_number(2), act("hold", "case 12"))
    report = await retention(journal, ENDING, folder).run("archivist", "yearly")
    assert (report.kept, (folder / FILE).exists()) == ([FILE], True)
    await journal.retention.release(number, act("release-hold", "closed"))
    assert (await retention(journal, ENDING, folder).run("archivist", "yearly")).destroyed == [FILE]


async def test_a_file_that_stands_elsewhere_is_not_called_destroyed(journal: Journal, folder: Path) -> None:
    await settled(journal)
    await retention(journal, ARCHIVING, folder).run("archivist", "yearly")
    (folder / FILE).rename(folder.parent / FILE)
    report = await retention(journal, ENDING, folder).run("archivist", "yearly")
    assert (report.kept, report.destroyed) == ([FILE], [])


async def test_without_an_archive_what_is_over_is_destroyed_where_it_stands(journal: Journal) -> None:
    await settled(journal)
    terms = Terms(years=3, unreleased_years=20)
    assert (await retention(journal, ARCHIVING, None, terms).run("archivist", "yearly")).messages[Fate.DESTROY] == 0
    report = await retention(journal, ENDING, None, terms).run("archivist", "yearly")
    assert report.messages == {Fate.DESTROY: 3}
    assert (await retention(journal, ENDING, None, terms).run("archivist", "yearly")).messages[Fate.DESTROY] == 0


async def test_a_held_message_is_told_and_stays(journal: Journal, folder: Path) -> None:
    await settled(journal)
    await journal.retention.hold(Target.MESSAGE, our_number(2), act("hold", "case 12"))
    report = await retention(journal, ARCHIVING, folder).run("archivist", "yearly")
    assert report.messages == {Fate.ARCHIVE: 2, Fate.HELD: 1}
    view = await journal.message(our_number(2))
    assert view is not None
    assert view.raw


async def test_a_run_that_died_before_its_commit_is_made_again_beside_its_file(journal: Journal, folder: Path) -> None:
    """Killed after the file was whole and before anything left: the originals are in both, and lost in neither."""
    await settled(journal)
    first = retention(journal, ARCHIVING, folder)
    async for groups in first._pages():
        await first._put("2034-10", groups, act("archive"), None)  # type: ignore[arg-type]
    first._open["2034-10"].finish(GATEWAY.signer, ARCHIVING)
    (folder / "2034-11.001.zip.part").write_bytes(b"half")
    report = await retention(journal, ARCHIVING, folder).run("archivist", "again")
    assert (report.files, report.messages) == (["2034-10.002.zip"], {Fate.ARCHIVE: 3})
    assert names(folder) == [FILE, "2034-10.002.zip"]


async def test_a_run_that_died_before_the_disk_takes_the_file_off_it(journal: Journal, folder: Path) -> None:
    await settled(journal)
    await retention(journal, ARCHIVING, folder).run("archivist", "yearly")
    await journal.retention.destroy_archive(FILE, lambda group: NOW, act("destroy"))
    assert (folder / FILE).exists()
    await retention(journal, ARCHIVING, folder).run("archivist", "again")
    assert names(folder) == []


async def test_a_folder_that_is_gone_takes_nothing_out(journal: Journal, folder: Path) -> None:
    await settled(journal)
    remove_folder(folder)
    with pytest.raises((GatewayError, OSError)):
        await retention(journal, ARCHIVING, folder).run("archivist", "yearly")
    assert (await retention(journal, ARCHIVING, None).plan()).messages == {Fate.ARCHIVE: 3}


async def test_a_run_says_why(journal: Journal) -> None:
    await settled(journal)
    with pytest.raises(GatewayError) as caught:
        await retention(journal, ENDING, None).run("archivist", " ")
    assert caught.value.fault is faults.REASON_MISSING


async def test_more_messages_than_a_page_all_leave_once(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.service.retention.running.PAGE", 2)
    monkeypatch.setattr("gateway.service.retention.running.FILE_MESSAGES", 4)
    await settled(journal, 7)
    report = await retention(journal, ARCHIVING, folder).run("archivist", "yearly")
    assert (report.messages, report.files) == ({Fate.ARCHIVE: 7}, [FILE, "2034-10.002.zip"])


async def test_what_is_restored_is_all_there_again_and_its_evidence_too(journal: Journal, folder: Path) -> None:
    (mailbox,) = await accepted(journal, acceptance(1))
    claim = await claimed(journal, mailbox)
    await journal.reseal(claim, b"<anew/>", act("reseal", "its certificate ran out"))
    await concluded(journal, claim)
    await notary(journal, Clock()).seal_now()
    before, dossier = await journal.message(our_number(1)), await journal.evidence.dossier(our_number(1), NOW)
    run = retention(journal, ARCHIVING, folder)
    await run.run("archivist", "yearly")
    assert await run.restore(our_number(1), "archivist", "case 12") == FILE
    after, again = await journal.message(our_number(1)), await journal.evidence.dossier(our_number(1), NOW)
    assert before is not None
    assert after is not None
    assert dossier is not None
    assert again is not None
    assert (after.raw, after.receipt, after.deliveries) == (before.raw, before.receipt, before.deliveries)
    assert (again.received, again.sent) == (dossier.received, dossier.sent)
    assert [event.what for event in after.timeline][-2:] == ["archive", "restore"]
    await journal.evidence.verify_chain(TRUST, party="gateway")
    assert (await retention(journal, ARCHIVING, folder).run("archivist", "yearly")).messages == {Fate.ARCHIVE: 1}


async def test_nothing_is_restored_from_a_file_that_was_changed_or_is_another(journal: Journal, folder: Path) -> None:
    await settled(journal)
    run = retention(journal, ARCHIVING, folder)
    await run.run("archivist", "yearly")
    for fault, content in (
        (faults.ARCHIVE_WRONG, (folder / FILE).read_bytes()[:-30]),
        (faults.ARCHIVE_WRONG, other_file(folder)),
        (faults.ARCHIVE_WRONG, with_statement_of(folder / FILE, other_file(folder))),
        (faults.ARCHIVE_AWAY, None),
    ):
        put(folder / FILE, content)
        with pytest.raises(GatewayError) as caught:
            await run.restore(our_number(1), "archivist", "case 12")
        assert caught.value.fault is fault
    with pytest.raises(GatewayError) as caught:
        await run.restore(our_number(9), "archivist", "case 12")
    assert caught.value.fault is faults.RETIRED


def other_file(folder: Path) -> bytes:
    (folder / "other.zip").unlink(missing_ok=True)
    writer = ArchiveWriter(folder, "other.zip")
    writer.add([Payload(message=our_number(1), path="received", content=b"<forged/>")])
    writer.finish(GATEWAY.signer, AT)
    return (folder / "other.zip").read_bytes()


def with_statement_of(file: Path, other: bytes) -> bytes:
    """The forged originals with their own list, under the statement that the journal knows."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as good, zipfile.ZipFile(io.BytesIO(other)) as bad, zipfile.ZipFile(made, "w") as new:
        for name in bad.namelist():
            new.writestr(name, (good if name == STATEMENT else bad).read(name))
    return made.getvalue()


def put(path: Path, content: bytes | None) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)


async def test_a_consignment_on_several_pages_is_counted_once(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.service.retention.running.PAGE", 2)
    (mailbox,) = await accepted(journal, *(acceptance(n, "bill:A") for n in range(1, 6)))
    while (claim := await journal.claim(mailbox, "one", NOW, 30.0)) is not None:
        await concluded(journal, claim)  # type: ignore[arg-type]
    await notary(journal, Clock()).seal_now()
    run = retention(journal, ARCHIVING, folder)
    assert (await run.plan()).messages == (await run.run("archivist", "yearly")).messages == {Fate.ARCHIVE: 5}
