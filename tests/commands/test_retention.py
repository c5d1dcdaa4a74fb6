from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gateway.service.journal.journal import open_journal
from gateway.service.journal.retention.views import Payload
from gateway.service.retention.archive_file import ArchiveWriter
from gateway.service.retention.site import alone
from tests.commands.cli import good, run
from tests.service.journal.material import acceptance
from tests.trust.made import AT, party

GATEWAY = party(name="gateway")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    (tmp_path / "token").write_text("0123456789abcdef\n")
    path = tmp_path / "gateway.toml"
    path.write_text(
        'journal = "sqlite:///journal.sqlite"\n[listen]\nops_token_file = "token"\n'
        '[retention]\narchive_folder = "archive"\n'
    )
    asyncio.run(filled(f"sqlite:///{tmp_path / 'journal.sqlite'}"))
    return path


async def filled(url: str) -> None:
    async with open_journal(url) as journal:
        await journal.accept(acceptance(1, "bill:A", received_at=datetime.now(UTC)))
        await journal.accept(acceptance(2, "bill:B"))


def test_a_plan_tells_what_is_kept_and_which_holds_stand(config: Path) -> None:
    good("retention", "hold", "alias", "bill:A", "--reason", "case 12", "--config", config)
    told = good("retention", "plan", "--config", config).text
    assert "open" in told
    assert "case 12" in told
    assert good("retention", "plan", "--config", config, "--json").json["holds"][0]["target"] == "bill:A"


def test_a_hold_is_let_go_once(config: Path) -> None:
    said = good("retention", "hold", "party", "beijing", "--reason", "case 12", "--config", config).err
    assert "hold 1 on party beijing" in said
    good("retention", "release", 1, "--reason", "closed", "--config", config)
    again = run("retention", "release", 1, "--reason", "closed", "--config", config)
    assert (again.code, "4742" in again.err) == (1, True)


def test_a_run_does_what_is_due_and_an_empty_reason_is_refused(config: Path) -> None:
    assert good("retention", "run", "--reason", "yearly", "--config", config, "--json").json["messages"] == {"open": 1}
    assert run("retention", "run", "--config", config).code == 2


def test_a_clock_that_is_far_ahead_of_the_last_message_is_doubted(config: Path, tmp_path: Path) -> None:
    other = tmp_path / "old.toml"
    other.write_text(config.read_text().replace("journal.sqlite", "old.sqlite"))

    async def old() -> None:
        async with open_journal(f"sqlite:///{tmp_path / 'old.sqlite'}") as journal:
            await journal.accept(acceptance(1))

    asyncio.run(old())
    done = run("retention", "run", "--reason", "yearly", "--config", other)
    assert (done.code, "4745" in done.err) == (1, True)
    good("retention", "run", "--reason", "yearly", "--config", other, "--clock-is-right")


def test_two_runs_do_not_share_an_archive(config: Path) -> None:
    with alone(config.parent / "archive"):
        done = run("retention", "run", "--reason", "yearly", "--config", config)
    assert (done.code, "4902" in done.err) == (3, True)


def test_an_archive_that_is_not_there_is_told(config: Path) -> None:
    (config.parent / "archive").rmdir()
    done = run("retention", "run", "--reason", "yearly", "--config", config)
    assert (done.code, "4744" in done.err) == (3, True)


def test_a_file_is_verified_offline(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "2029-06.001.zip")
    writer.add([Payload(message="1", path="received", content=b"<a/>")])
    writer.finish(GATEWAY.signer, AT)
    (tmp_path / "trust/gateway").mkdir(parents=True)
    (tmp_path / "trust/gateway/it.pem").write_bytes(GATEWAY.pem)
    file = tmp_path / "2029-06.001.zip"
    assert "good: 1 originals" in good("retention", "verify", file, "--trust", tmp_path / "trust").err
    file.write_bytes(file.read_bytes()[:50])
    assert run("retention", "verify", file, "--trust", tmp_path / "trust").code == 1


def test_terms_below_the_laws_least_refuse_to_start(config: Path) -> None:
    config.write_text(config.read_text() + "years = 2\nrefusal_days = 100\n")
    done = run("retention", "plan", "--config", config)
    assert done.code == 1
    assert "retention.years" in done.err
