"""A journal that does not write: the sender is told to come back, nothing old is lost, and nothing is half there."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing

import pytest

from gateway.commands.demo.inbox import Received
from gateway.service.config_file import load_config
from tests.service.running.audit import assert_delivered_once, audit
from tests.service.running.peer import Behaviour, answers
from tests.service.running.scene import Running, Scene, Told

of_a_file = pytest.mark.parametrize("journal_place", ["sqlite"], indirect=True)
"""What befalls a file of ours; what befalls a server stands in test_postgres.py."""


def limit_files(gateway: Running, size: int) -> None:
    """As a full disk does: from now on the process writes no file beyond `size` bytes."""
    _, hard = resource.prlimit(gateway.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(gateway.pid, resource.RLIMIT_FSIZE, (size, hard))


def assert_told_to_come_back(told: Told) -> None:
    assert told.status == 503
    assert int(told.headers["Retry-After"]) >= 1
    assert b"<RspCodes>1001</RspCodes>" in told.body
    assert b"4901" in told.body


@of_a_file
async def test_a_full_disk_takes_nothing_and_loses_nothing(region: Scene) -> None:
    gateway = await region.serve()
    await region.hebei.switch_off()
    first = await region.send_until_taken(region.declaration("B1", number="1"))
    limit_files(gateway, 0)
    document = region.declaration("B2", number="2")
    assert_told_to_come_back(await region.send(document))
    assert_told_to_come_back(await region.send(document))
    status, text = await region.ops("/readyz")
    assert (status, text) == (503, "the journal does not write\n")
    assert (await region.ops("/livez"))[0] == 200
    limit_files(gateway, resource.RLIM_INFINITY)
    assert (await region.ops("/readyz"))[0] == 200
    second = await region.send_until_taken(document)
    await region.hebei.switch_on()
    await gateway.log.wait_for("delivered", 2, link="hebei")
    assert await gateway.stop() == 0
    assert_delivered_once(await audit(region, {"1": first.body, "2": second.body}), region)


@of_a_file
async def test_a_delivery_whose_end_cannot_be_written_goes_again(region: Scene) -> None:
    gateway = await region.serve()
    region.hebei.script.append(fills_the_disk(region, gateway))
    told = await region.send_until_taken(region.declaration(number="1"))
    await gateway.log.wait_for("delivery-postponed", code="4901")
    limit_files(gateway, resource.RLIM_INFINITY)
    await gateway.log.wait_for("delivered", link="hebei")
    assert await gateway.stop() == 0
    assert_delivered_once(await audit(region, {"1": told.body}), region)


def fills_the_disk(region: Scene, gateway: Running) -> Behaviour:
    def receipt(got: Received) -> bytes:
        limit_files(gateway, 0)
        return region.hebei.receipt(got)

    return answers(receipt)


@of_a_file
async def test_a_journal_that_another_holds_is_away_until_it_is_let_go(region: Scene) -> None:
    gateway = await region.serve()
    path = load_config(region.region.config).journal.removeprefix("sqlite:///")
    document = region.declaration(number="1")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert_told_to_come_back(await region.send(document))
        other.execute("ROLLBACK")
    told = await region.send_until_taken(document)
    await gateway.log.wait_for("delivered", link="hebei")
    assert await gateway.stop() == 0
    assert_delivered_once(await audit(region, {"1": told.body}), region)


async def test_a_log_that_nobody_reads_stops_nobody(region: Scene) -> None:
    gateway = await region.serve()
    gateway.log.close()
    told = {f"{n}": (await region.send_until_taken(region.declaration(number=f"{n}"))).body for n in range(3)}
    await region.hebei.came_new(3)
    assert await gateway.stop() == 0
    assert_delivered_once(await audit(region, told), region)
