"""Any order of puts, takes, releases, lost leases and flushes: Redis does what a few lines of Python say."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, multiple, precondition, rule, run_state_machine_as_test
from redis import Redis

from gateway.service.journal.records import Due
from gateway.service.mailboxes.interface import Lease
from gateway.service.mailboxes.keys import Keys
from gateway.service.mailboxes.milliseconds import EPOCH
from gateway.service.mailboxes.redis_mailboxes import RedisMailboxes
from tests.service.mailboxes.worlds import box

LINK = "tianjin"
PAST_S = st.integers(1, 1000)
FUTURE_S = st.integers(10**10, 10**10 + 1000)  # the year 2286
DUE_S = PAST_S | FUTURE_S
MAILBOX = st.integers(1, 3)


class Machine(RuleBasedStateMachine):
    """The model: who waits from when, who is leased by which token, what was put under a lease."""

    url = ""
    leases = Bundle("leases")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.raw = Redis.from_url(self.url)
        self.raw.flushdb()
        self.real = RedisMailboxes(self.url, dedup_s=60)
        self.waiting: dict[int, int] = {}
        self.owners: dict[int, str] = {}
        self.again: dict[int, int] = {}

    def teardown(self) -> None:
        self.runner.run(self.real.close())
        self.runner.close()
        self.raw.close()

    @rule(number=MAILBOX, due_s=DUE_S)
    def put(self, number: int, due_s: int) -> None:
        at = EPOCH + timedelta(seconds=due_s)
        self.runner.run(self.real.put([Due(mailbox=box(number), due_at=at)]))
        place = self.again if number in self.owners else self.waiting
        place[number] = min(due_s, place.get(number, due_s))

    @rule(target=leases, limit=st.integers(1, 3))
    def take(self, limit: int) -> object:
        taken = list(self.runner.run(self.real.take([LINK], "w", limit, 10**6)))
        ready = sorted((due_s, str(number)) for number, due_s in self.waiting.items() if due_s <= 1000)
        assert [str(lease.mailbox.consignment) for lease in taken] == [number for _, number in ready[:limit]]
        for lease in taken:
            del self.waiting[lease.mailbox.consignment]
            self.owners[lease.mailbox.consignment] = lease.token
        return multiple(*taken)

    @rule(lease=leases, due_s=st.none() | DUE_S)
    def release(self, lease: Lease, due_s: int | None) -> None:
        at = None if due_s is None else EPOCH + timedelta(seconds=due_s)
        self.runner.run(self.real.release(lease, at))
        number = lease.mailbox.consignment
        if self.owners.get(number) != lease.token:
            return
        del self.owners[number]
        dues = [due for due in (due_s, self.again.pop(number, None)) if due is not None]
        if dues:
            self.waiting[number] = min(dues)

    @rule(lease=leases)
    def renew(self, lease: Lease) -> None:
        kept = self.runner.run(self.real.renew(lease, 10**6))
        assert kept == (self.owners.get(lease.mailbox.consignment) == lease.token)

    @precondition(lambda self: self.owners)
    @rule(target=leases, data=st.data())
    def lose_a_lease(self, data: st.DataObject) -> object:
        """Its time runs out, and another worker takes everything that is due."""
        number = data.draw(st.sampled_from(sorted(self.owners)))
        self.raw.zadd(Keys().mailbox(LINK)[1], {str(number): 0})
        del self.owners[number]
        self.again.pop(number, None)
        self.waiting[number] = 1000  # after everything older, as "now" is
        taken = list(self.runner.run(self.real.take([LINK], "v", 10, 10**6)))
        assert {lease.mailbox.consignment for lease in taken} == {
            number for number, due_s in self.waiting.items() if due_s <= 1000
        }
        for lease in taken:
            del self.waiting[lease.mailbox.consignment]
            self.owners[lease.mailbox.consignment] = lease.token
        return multiple(*taken)

    @rule()
    def show(self) -> None:
        shown = self.runner.run(self.real.schedule(LINK, 10))
        found = {due.mailbox.consignment: int((due.due_at - EPOCH).total_seconds()) for due in shown}
        assert found == self.waiting

    @rule()
    def flush(self) -> None:
        self.raw.flushall()
        for held in (self.waiting, self.owners, self.again):
            held.clear()


def test_redis_agrees_with_the_model(redis_url: str) -> None:
    machine = type("OnThisServer", (Machine,), {"url": redis_url})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=100, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
