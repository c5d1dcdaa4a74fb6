"""The keys in Redis, and what stands behind each. A {tag} is one hash slot: all keys of one script call share it."""

from __future__ import annotations

from dataclasses import dataclass

PROBE = "eport:probe"
"""String, gone after a second: whether the server takes writes."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one journal. What Redis remembers of another one is not true here.

    A copy would be answered with the receipt of a message that this journal never took.
    """

    journal: str = ""
    """The journal's name."""

    @property
    def wake(self) -> str:
        """Channel: something was put. No content."""
        return f"{self._space}:wake"

    @property
    def everything(self) -> str:
        """A pattern."""
        return f"{self._space}:*"

    def mailbox(self, link: str) -> tuple[str, str, str, str]:
        """The four keys of a link, in the order in which the scripts take them.

        * schedule: sorted set, consignment → due time in ms; in no one's hands
        * leases: sorted set, consignment → end of the lease in ms
        * owners: hash, consignment → token of the lease
        * again: hash, consignment → due time in ms of what was put while it was leased
        """
        tag = f"{self._space}:{{{link}}}"
        return f"{tag}:schedule", f"{tag}:leases", f"{tag}:owners", f"{tag}:again"

    def seen(self, party: str, number: str) -> str:
        """String with a time to live: content, number and receipt of an accepted message. A party has no colon."""
        return f"{self._space}:seen:{{{party}}}:{number}"

    @property
    def _space(self) -> str:
        return f"eport:{self.journal}" if self.journal else "eport"
