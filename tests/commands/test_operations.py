"""The operators' verbs against a gateway that really runs: its ops port, its journal, no courier."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from gateway.commands.demo.region import Region, lay_region
from gateway.commands.serve import CATALOGUE
from gateway.commands.trace import traced
from gateway.service.config_file import load_config
from gateway.service.surroundings import utc_now
from gateway.service.worker import Gateway, assembled, ports
from gateway.trust.xmldsig_seal import seal
from tests.commands.cli import NOBODY, SAMPLES, good, run
from tests.service.journal.material import REFUSED, concluded

PROFILE = "ecdsa-p256-sha256"


@dataclass
class Running:
    """A gateway on a thread of its own, because the commands are synchronous."""

    region: Region
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    gateway: Gateway | None = None
    message: str = ""

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    async def serve(self, started: threading.Event, stop: asyncio.Event) -> None:
        async with assembled(load_config(self.region.config), CATALOGUE) as gateway, ports(gateway, 0):
            self.gateway = gateway
            started.set()
            await stop.wait()

    async def accept(self, number: str = "2014101500000001") -> str:
        """Beijing's declaration, which Tianjin is to get and refuses; each number is a consignment of its own."""
        assert self.gateway is not None
        document = (SAMPLES / "beijing-ciq" / "declaration.xml").read_bytes()
        for name in (b"2014101500000001", b"BJ20141015000001", b"110110214000001", b"COSU6098765430"):
            document = document.replace(name, name[:-2] + number[-2:].encode())
        raw = seal(document, self.region.identities["beijing"].signer)
        answer = await self.gateway.exchange.accept("beijing", raw, None)
        assert answer.accepted, answer.receipt.decode()
        due = (await self.gateway.journal.due(utc_now(), 10))[-1]
        claim: Any = await self.gateway.journal.claim(due.mailbox, "test", utc_now(), 30)
        await concluded(self.gateway.journal, claim, REFUSED, at=utc_now())
        return answer.message


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = Running(lay_region(tmp_path_factory.mktemp("region"), profile=PROFILE))
    started, stop = threading.Event(), asyncio.Event()
    thread = threading.Thread(target=lambda: made.loop.run_until_complete(made.serve(started, stop)))
    thread.start()
    assert started.wait(20)
    made.message = made.do(made.accept())
    yield made
    made.loop.call_soon_threadsafe(stop.set)
    thread.join(20)
    made.loop.close()


@pytest.fixture
def config(running: Running) -> tuple[str, Path]:
    return ("--config", running.region.config)


def test_messages_are_listed_with_what_became_of_them(running: Running, config: tuple[str, Path]) -> None:
    heading, row = good("messages", "ls", *config).text.splitlines()
    assert heading.split()[0] == "NUMBER"
    assert row.split()[0] == running.message
    assert "tianjin: dead" in row


def test_a_filter_leaves_out_what_it_does_not_name(config: tuple[str, Path]) -> None:
    assert good("messages", "ls", *config, "--state", "delivered").text == "no message\n"
    assert len(good("messages", "ls", *config, "--link", "tianjin", "--kind", "declaration", "--json").json) == 1


def test_a_wrong_filter_is_told_as_the_port_tells_it(config: tuple[str, Path]) -> None:
    done = run("messages", "ls", *config, "--since", "yesterday")
    assert done.code == 1
    assert done.err.startswith("4512 request-invalid at since: an ISO 8601 moment")
    assert "→ mend the parameter named" in done.err


def test_one_message_is_shown_with_deliveries_losses_and_timeline(running: Running, config: tuple[str, Path]) -> None:
    text = good("messages", "show", running.message, *config).text
    assert "BJ20141015000001" in text
    assert "not carried, tianjin: goods[1].ciq_name" in text
    assert "4506" in text
    assert "received" in text


def test_its_documents_are_printed_byte_for_byte(running: Running, config: tuple[str, Path]) -> None:
    sent = good("messages", "show", running.message, "--document", "received", "--reason", "case 12", *config).out
    assert sent.startswith(b"<EEntDeclIo") and b"<ds:Signature" in sent
    assert (
        b"DxpMsg"
        in good("messages", "show", running.message, "--document", "tianjin", "--reason", "case 12", *config).out
    )


def test_an_unknown_message_is_an_input_at_fault(config: tuple[str, Path]) -> None:
    assert run("messages", "show", "1", *config).code == 1


@pytest.mark.parametrize("number", ["2014101500000001", "ours", "outgoing"])
def test_a_message_is_traced_by_any_of_its_numbers(running: Running, config: tuple[str, Path], number: str) -> None:
    view = good("messages", "show", running.message, "--json", *config).json
    known = {"ours": running.message, "outgoing": view["deliveries"][0]["number"]}
    events = good("trace", known.get(number, number), "--json", *config).json
    assert [event["what"] for event in events][:2] == ["received", "queued"]
    assert events == sorted(events, key=lambda event: event["at"])
    assert running.message in good("trace", known.get(number, number), *config).text


def test_an_unknown_number_is_said_plainly(config: tuple[str, Path]) -> None:
    done = run("trace", "nobody's", *config)
    assert done.code == 1
    assert "bears the number nobody's" in done.err


def test_a_trace_follows_an_answer_to_what_it_answers() -> None:
    class Port:
        def get(self, path: str, query: object = None) -> Any:
            if query:
                return {"messages": [{"message": "2"}]}
            number = path.rsplit("/", 1)[1]
            return {"row": {"message": number}, "answers": "1" if number == "2" else None}

    port: Any = Port()
    assert [view["row"]["message"] for view in traced(port, "x")] == ["2", "1"]


def test_links_are_listed_tested_paused_and_resumed(config: tuple[str, Path]) -> None:
    def state(name: str) -> object:
        return {one["name"]: one["paused"] for one in good("links", "ls", "--json", *config).json}[name]

    good("links", "pause", "hebei", "--reason", "their maintenance", *config)
    assert state("hebei") is True
    assert "paused" in good("links", "ls", *config).text
    good("links", "resume", "hebei", "--reason", "they are back", *config)
    assert state("hebei") is False


def test_a_link_whose_other_side_is_away_fails_its_test_with_three(config: tuple[str, Path]) -> None:
    done = run("links", "test", "hebei", *config)
    assert done.code == 3
    assert done.err.startswith("4501 unreachable")


def test_an_unknown_link_is_an_input_at_fault(config: tuple[str, Path]) -> None:
    done = run("links", "pause", "shanxi", "--reason", "x", *config)
    assert done.code == 1
    assert "no link has this name" in done.err


def test_dead_letters_are_listed_then_replayed_with_the_reason_in_the_journal(
    running: Running, config: tuple[str, Path]
) -> None:
    (letter,) = good("deadletters", "ls", "--json", *config).json
    assert (letter["message"], letter["code"]) == (running.message, "4506")
    assert running.message in good("deadletters", "ls", "--link", "tianjin", *config).text
    good("messages", "replay", running.message, "--link", "tianjin", "--reason", "their table is mended", *config)
    assert good("deadletters", "ls", *config).text == "no dead letter\n"
    view = good("messages", "show", running.message, "--json", *config).json
    assert [act["reason"] for act in view["acts"] if act["verb"] == "redeliver"] == ["their table is mended"]
    again = run("messages", "replay", running.message, "--link", "tianjin", "--reason", "again", *config)
    assert again.code == 1
    assert again.err.startswith("4507 already-waiting")


def test_what_is_no_dead_letter_cannot_be_given_up(running: Running, config: tuple[str, Path]) -> None:
    done = run("deadletters", "skip", "999999999999999999", "--link", "tianjin", "--reason", "sent by hand", *config)
    assert (done.code, done.err.split()[0]) == (1, "4509")


def test_a_dead_letter_is_given_up_with_a_reason(running: Running, config: tuple[str, Path]) -> None:
    message = running.do(running.accept("2014101500000077"))
    good("deadletters", "skip", message, "--link", "tianjin", "--reason", "sent by hand", *config)
    view = good("messages", "show", message, "--json", *config).json
    assert [one["state"] for one in view["deliveries"]] == ["skipped"]
    assert [act["reason"] for act in view["acts"] if act["verb"] == "skip"] == ["sent by hand"]


def test_a_replay_says_why() -> None:
    done = run("messages", "replay", "1", "--link", "tianjin", "--url", NOBODY)
    assert done.code == 2
    assert "--reason" in done.err


def test_the_environment_names_port_and_token_as_well(running: Running) -> None:
    url = f"http://127.0.0.1:{running.region.ops_port}"
    done = good("links", "ls", "--json", EPORT_OPS_URL=url, EPORT_OPS_TOKEN=running.region.token)
    assert len(done.json) == 3
    assert len(good("links", "ls", "--json", EPORT_CONFIG=str(running.region.config)).json) == 3


def test_a_wrong_token_is_told_with_what_to_do(running: Running, config: tuple[str, Path]) -> None:
    done = run("links", "ls", *config, EPORT_OPS_TOKEN="wrong")
    assert done.code == 1
    assert done.err.startswith("4513 token-wrong")
    assert "wrong" not in done.err.replace("token-wrong", "")


def test_a_ready_gateway_is_healthy_and_nothing_is_said(config: tuple[str, Path]) -> None:
    done = good("healthcheck", *config)
    assert (done.out, done.err) == (b"", "")


VERBS = (("healthcheck",), ("messages", "ls"), ("trace", "1"), ("links", "ls"), ("deadletters", "ls"))


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_gateway_that_is_away_ends_every_verb_with_three_and_a_plain_sentence(verb: tuple[str, ...]) -> None:
    done = run(*verb, "--url", NOBODY)
    assert done.code == 3
    assert done.err.startswith("4903 gateway-away: nothing answers at http://127.0.0.1:1: Connection refused")


def test_no_configuration_at_hand_is_usage(tmp_path: Path) -> None:
    assert run("links", "ls", "--config", tmp_path / "none.toml").code == 2
    assert run("links", "ls", "--url", "ftp://127.0.0.1").code == 2
