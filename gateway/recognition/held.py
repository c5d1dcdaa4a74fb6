"""What is not decided by rules: held for a person, or rejected."""

from __future__ import annotations


class HeldError(Exception):
    """No decision: facts are away, have run out or contradict each other. `code` is stable, `reason` for a person."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class RejectedError(Exception):
    """The goods are not let in; `rule` names the row."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.reason = reason
