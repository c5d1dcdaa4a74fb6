"""From configuration to what decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gateway.recognition.pack import Pack
from gateway.service.catalogue import Catalogue
from gateway.service.config import Config
from gateway.service.deciding.decider import Decider, drawing
from gateway.service.deciding.speaker import Speaker, ourselves
from gateway.service.journal.journal import Journal
from gateway.service.materials import Materials, read_token
from gateway.service.surroundings import Surroundings
from gateway.service.tracing import Tracer


def decider_of(
    config: Config,
    catalogue: Catalogue,
    materials: Materials,
    journal: Journal,
    world: Surroundings,
    tracer: Tracer,
    pack: Callable[[date], Pack],
) -> Decider:
    """CONFIGURATION for a secret that is too short."""

    def speaker(now: Materials) -> Speaker:
        sender = ourselves(config.address, catalogue, now)
        return Speaker(sender=sender, journal=journal, world=world, tracer=tracer)

    secret = config.deciding.draw_secret_file
    return Decider(
        speaker=speaker(materials),
        speaker_of=speaker,
        journal=journal,
        world=world,
        says=config.deciding.links,
        mandate=config.deciding.mandate(),
        pack=pack,
        draw=drawing(read_token(secret).encode()) if secret else None,
    )
