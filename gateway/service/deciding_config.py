"""The part of the configuration by which the gateway decides and recognises by itself."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from pydantic import Field, field_validator

from gateway.model.errors import GatewayError
from gateway.recognition.mandate import Demand, Mandate, Say
from gateway.recognition.reading_facts import read_facts
from gateway.service.transport_config import Section


class Wanted(Section):
    """An item that must be tested before a result of such goods is recognised."""

    prefixes: tuple[str, ...] = Field(min_length=1)
    """Of HS and inspection codes."""
    item: str
    """Its code."""
    standard: str = ""
    """"": any."""
    edition: str = ""


class Deciding(Section):
    """Off for every link that is not named."""

    links: dict[str, Say] = Field(default_factory=dict)
    """By link: "advise" tells the declaring office alone, "decide" every office concerned."""
    bodies: tuple[str, ...] = ("01", "02", "04")
    """Prefixes of the offices whose results are recognised: Beijing, Tianjin and Shijiazhuang, as the Plan of 2014."""
    answer_days: int = Field(10, ge=1, le=365)
    """So long an issuer may answer a refusal, in days of the calendar (ours: no public rule names a term)."""
    want: tuple[Wanted, ...] = ()
    facts: dict[str, object] = Field(default_factory=dict)
    """What no registry tells, in the words of `decide --facts`."""
    draw_secret_file: Path | None = None
    """One line of 32 characters at least, by which batches are picked; none: a person draws."""

    @field_validator("facts")
    @classmethod
    def _facts_are_known(cls, facts: dict[str, object]) -> dict[str, object]:
        try:
            read_facts([json.dumps(facts)])
        except GatewayError as error:
            raise ValueError(f"{error.place.path}: {error.reason}") from None
        return facts

    def refuse_strangers(self, links: Collection[str]) -> None:
        """ValueError where a link is named that is not there."""
        for name in sorted(self.links.keys() - set(links)):
            raise ValueError(f"deciding: there is no link {name}")

    def mandate(self) -> Mandate:
        """The same, as recognition wants it."""
        demands = (
            Demand(prefixes=one.prefixes, item_code=one.item, standard=one.standard, edition=one.edition)
            for one in self.want
        )
        return Mandate(
            bodies=self.bodies,
            demands=tuple(demands),
            answer_days=self.answer_days,
            facts=read_facts([json.dumps(self.facts)]),
        )
