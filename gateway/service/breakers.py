"""One worker's breakers: a link that does not answer is tried by one send at a time until it does.

They cool as long as the link's own retries pause, so that a breaker never holds a link back longer than these would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gateway.model import faults
from gateway.routing import breaker
from gateway.routing.breaker import CLOSED, Breaker, BreakerPolicy, Phase
from gateway.routing.delivery import Outcome, Verdict
from gateway.service.adapter import Adapter

AWAY = frozenset({faults.UNREACHABLE.code, faults.TIMEOUT.code})
"""What tells that the other side is not there. All other failures are of one document, or ours."""


@dataclass(slots=True, kw_only=True)
class Passage:
    """One attempt that was let through; `used` once it is told what came of it."""

    link: str
    probe: bool
    used: bool = False


class Breakers:
    """By link. `clock`: seconds that do not go back; `tell`(event, link) is called when one opens or closes."""

    def __init__(
        self, adapters: Mapping[str, Adapter], clock: Callable[[], float], tell: Callable[[str, str], None]
    ) -> None:
        self._policies = {name: _policy(adapter) for name, adapter in adapters.items()}
        self._clock = clock
        self._tell = tell
        self._breakers: dict[str, Breaker] = {}

    def open_to(self, links: Iterable[str]) -> tuple[str, ...]:
        """Those of them to which something may be tried now."""
        now = self._clock()
        return tuple(link for link in links if breaker.phase(self._of(link), now) is not Phase.OPEN)

    def enter(self, link: str) -> Passage | None:
        """Let an attempt through, None: none may go now. `leave` when it is over."""
        before = self._of(link)
        begun = breaker.admitted(before, self._clock(), self._policies[link])
        if begun is None:
            return None
        self._breakers[link] = begun
        return Passage(link=link, probe=bool(before.opened))

    def told(self, passage: Passage, outcome: Outcome) -> None:
        """What came of it."""
        before, now = self._of(passage.link), self._clock()
        if outcome.verdict is Verdict.DELIVERED or outcome.receipt:
            after = breaker.reached(before)
        elif outcome.code in AWAY:
            after = breaker.failed(before, now, self._policies[passage.link], probe=passage.probe)
        else:
            return
        passage.used = True
        self._breakers[passage.link] = after
        if bool(before.opened) != bool(after.opened):
            self._tell("breaker-opened" if after.opened else "breaker-closed", passage.link)

    def leave(self, passage: Passage) -> None:
        """It is over. A probe that told nothing of the link makes room for the next."""
        if passage.probe and not passage.used:
            self._breakers[passage.link] = breaker.unused(self._of(passage.link), self._clock())

    def _of(self, link: str) -> Breaker:
        return self._breakers.get(link, CLOSED)


def _policy(adapter: Adapter) -> BreakerPolicy:
    return BreakerPolicy(
        cool_s=adapter.policy.first_s, longest_s=adapter.policy.longest_s, probe_s=2 * adapter.timeout_s
    )
