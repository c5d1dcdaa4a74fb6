"""The keys in Redis, and what stands behind each. A {tag} is one hash slot: all keys of one script call share it."""

from __future__ import annotations

WAKE = "eport:wake"
"""Channel: something was put. No content."""

PROBE = "eport:probe"
"""String, gone after a second: whether the server takes writes."""

EVERYTHING = "eport:*"


def mailbox_keys(link: str) -> tuple[str, str, str, str]:
    """The four keys of a link, in the order in which the scripts take them.

    * schedule: sorted set, consignment → due time in ms; in no one's hands
    * leases: sorted set, consignment → end of the lease in ms
    * owners: hash, consignment → token of the lease
    * again: hash, consignment → due time in ms of what was put while it was leased
    """
    tag = f"eport:{{{link}}}"
    return f"{tag}:schedule", f"{tag}:leases", f"{tag}:owners", f"{tag}:again"


def seen_key(party: str, number: str) -> str:
    """String with a time to live: content, our number and our receipt of an accepted message. A party has no colon."""
    return f"eport:seen:{{{party}}}:{number}"
