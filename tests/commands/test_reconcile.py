"""`reconcile` between two gateways: each states its day, the other names what differs, and mends it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gateway.service.journal.journal import open_journal
from gateway.service.journal.records import Act, NewDelivery
from tests.commands.cli import Ran, good, run
from tests.service.journal.material import acceptance, accepted, delivered
from tests.trust.made import party

THEN = (datetime.now(UTC) - timedelta(days=2)).replace(hour=4)
DAY = THEN.date().isoformat()  # noon in China
SITES = {"tianjin": "TIANJIN000000001", "beijing": "BEIJING000000001"}
SENT = "201410150000000001"


def site(folder: Path, name: str, other: str) -> Path:
    (folder / name / "trust" / other).mkdir(parents=True)
    me, them = party("ecdsa-p256-sha256", name), party("ecdsa-p256-sha256", other)
    (folder / name / "token").write_text("0123456789abcdef\n")
    (folder / name / "me.key").write_bytes(me.key_pem)
    (folder / name / "me.key").chmod(0o600)
    (folder / name / "me.pem").write_bytes(me.pem)
    (folder / name / "trust" / other / "them.pem").write_bytes(them.pem)
    path = folder / name / "gateway.toml"
    path.write_text(
        f'address = "{SITES[name]}"\njournal = "sqlite:///journal.sqlite"\n[listen]\nops_token_file = "token"\n'
        '[[keys]]\nprofile = "ecdsa-p256-sha256"\nkey_file = "me.key"\ncertificate_file = "me.pem"\n'
        f'[[links]]\nname = "{other}"\nparty = "{other}"\ndialect = "regional"\nprofile = "ecdsa-p256-sha256"\n'
        f'address = "{SITES[other]}"\nmay_send = ["declaration"]\noffices = ["0202"]\n'
        '[links.transport]\nkind = "http"\n'
        'url = "http://127.0.0.1:1/"\n'
    )
    return path


async def sent_from(folder: Path) -> str:
    """Beijing delivered one document to Tianjin: its message."""
    going = NewDelivery(link="tianjin", party="tianjin", number=SENT, document=b"<d/>")
    async with open_journal(f"sqlite:///{folder / 'beijing' / 'journal.sqlite'}") as journal:
        (mailbox,) = await accepted(journal, acceptance(1, link="port", received_at=THEN, deliveries=(going,)))
        return await delivered(journal, mailbox, THEN)


async def received_at(folder: Path) -> None:
    async with open_journal(f"sqlite:///{folder / 'tianjin' / 'journal.sqlite'}") as journal:
        await accepted(journal, acceptance(1, link="beijing", number=SENT, received_at=THEN, links=()))


async def acts_of(folder: Path, message: str) -> list[Act]:
    async with open_journal(f"sqlite:///{folder / 'beijing' / 'journal.sqlite'}") as journal:
        view = await journal.message(message)
        assert view is not None
        return list(view.acts)


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    site(tmp_path, "beijing", "tianjin")
    site(tmp_path, "tianjin", "beijing")
    return tmp_path


def at(folder: Path, name: str, link: str, *more: object, day: str = DAY) -> Ran:
    return run("reconcile", "--config", folder / name / "gateway.toml", "--link", link, "--date", day, *more)


def stated(folder: Path) -> Path:
    """Tianjin's statement."""
    done = at(folder, "tianjin", "beijing", "-o", folder / "tianjin.zip")
    assert done.code == 0, done.err
    return folder / "tianjin.zip"


def test_two_sides_that_have_the_same_agree(sites: Path) -> None:
    asyncio.run(sent_from(sites))
    asyncio.run(received_at(sites))
    done = at(sites, "beijing", "tianjin", "--theirs", stated(sites))
    assert done.code == 0, done.err
    assert "both sides agree" in done.text


def test_what_the_receiver_lost_is_named_and_sent_again_with_a_reason(sites: Path) -> None:
    message = asyncio.run(sent_from(sites))
    theirs = stated(sites)
    found = at(sites, "beijing", "tianjin", "--theirs", theirs, "--json")
    assert found.code == 1
    (difference,) = found.json["differences"]
    assert (difference["finding"], difference["number"], difference["message"]) == ("not-there", SENT, message)
    mended = at(sites, "beijing", "tianjin", "--theirs", theirs, "--mend", "--reason", "lost there", "--json")
    assert mended.json["mended"] == [[message, ""]]
    assert [one.verb for one in asyncio.run(acts_of(sites, message))] == ["reconcile"]


def test_what_already_waits_again_is_not_sent_twice(sites: Path) -> None:
    message = asyncio.run(sent_from(sites))
    more = ("--theirs", stated(sites), "--mend", "--reason", "lost there", "--json")
    at(sites, "beijing", "tianjin", *more)
    assert at(sites, "beijing", "tianjin", *more).json["mended"] == [[message, "4507"]]


def test_mending_wants_a_reason(sites: Path) -> None:
    done = at(sites, "beijing", "tianjin", "--theirs", stated(sites), "--mend")
    assert (done.code, "4511" in done.err) == (1, True)


def test_a_day_of_which_nothing_was_stated_is_no_agreement(sites: Path) -> None:
    done = at(sites, "beijing", "tianjin")
    assert (done.code, "4730" in done.err) == (1, True)


@pytest.mark.parametrize("day", [datetime.now(UTC).date() + timedelta(days=1)])
def test_a_day_that_still_runs_is_not_reconciled(sites: Path, day: object) -> None:
    assert "4733" in at(sites, "beijing", "tianjin", day=str(day)).err


def test_a_statement_of_another_day_is_refused(sites: Path) -> None:
    before = (THEN - timedelta(days=1)).date().isoformat()
    assert "4732" in at(sites, "beijing", "tianjin", "--theirs", stated(sites), day=before).err


def test_our_own_statement_is_not_taken_for_theirs(sites: Path) -> None:
    good("reconcile", "--config", sites / "beijing" / "gateway.toml", "--link", "tianjin", "--date", DAY, "-o",
         sites / "ours.zip")  # fmt: skip
    assert "4732" in at(sites, "beijing", "tianjin", "--theirs", sites / "ours.zip").err


def test_a_file_that_is_there_is_not_written_over(sites: Path) -> None:
    theirs = stated(sites)
    before = theirs.read_bytes()
    assert at(sites, "tianjin", "beijing", "-o", theirs).code == 1
    assert theirs.read_bytes() == before


def test_a_link_that_is_not_there_is_named(sites: Path) -> None:
    assert at(sites, "beijing", "nowhere").code == 1
