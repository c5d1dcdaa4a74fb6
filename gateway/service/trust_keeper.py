"""Keeps trust and our keys as their files say, without a restart; what cannot be used is told, and the old stays."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog

from gateway.service import blame
from gateway.service.config import Config
from gateway.service.expiry import Crier
from gateway.service.materials import read_signers
from gateway.service.tls_files import Kept
from gateway.service.trust_folders import TrustState, read_state, trust_files
from gateway.trust.signer import Signer
from gateway.trust.signers import Chosen, signing_at
from gateway.trust.trust_store import TrustStore

LOG = structlog.get_logger()
POLL_S = 5.0
"""So long a certificate that was taken away is still believed."""
Put = Callable[[TrustStore, Mapping[str, Signer]], None]


class TrustKeeper:
    """One a worker. Raises TRUST_UNUSABLE, KEY_UNUSABLE, CONFIGURATION when made, for a list as well; later never."""

    def __init__(self, config: Config, now: Callable[[], datetime], *, poll_s: float = POLL_S) -> None:
        self._config = config
        self._now = now
        self._poll_s = poll_s
        self._before: TrustState | None = None
        self._trust = Kept(partial(trust_files, config), self._read)
        for problem in self._trust.value.problems:
            raise problem
        self._keys = Kept(partial(key_files, config), partial(read_signers, config.keys))
        self._crier = Crier()
        self._told: Mapping[str, str] = {}
        self.put: Put = _nowhere
        """Who is given what holds, whenever it changes."""
        self.trust, self.signers = self._trust.value.trust, self._chosen()

    @property
    def problems(self) -> Mapping[str, str]:
        """By part: what of its files is not in force, what was read before being so still."""
        state = self._trust.value
        parts = {
            "trust": (self._trust.problem, *state.unread),
            "keys": (self._keys.problem,),
            "lists": state.problems,
        }
        found = {name: "; ".join(str(one) for one in several if one) for name, several in parts.items()}
        return {name: reason for name, reason in found.items() if reason}

    @property
    def doubtful(self) -> Mapping[str, str]:
        """By profile: why the key that signs now is not the one that was meant to."""
        return {name: one.warning for name, one in self._choice().items() if one.warning}

    async def run(self) -> None:
        """Look every `poll_s` seconds, until cancelled."""
        while True:
            await asyncio.sleep(self._poll_s)
            await self.refresh()

    async def refresh(self) -> None:
        """Take in what changed since the last look, and whose turn it is to sign; off the loop, for disks may hang."""
        try:
            await asyncio.to_thread(self._look)
        except Exception as error:
            blame.tell(error)
            return
        self._tell()
        trust, signers = self._trust.value.trust, self._chosen()
        if trust is not self.trust or signers != self.signers:
            self.trust, self.signers = trust, signers
            LOG.info("trust-renewed", parties=len(trust.parties), keys=sorted(signers))
            self.put(trust, signers)
            for profile, reason in self.doubtful.items():
                LOG.warning("signing-doubtful", profile=profile, reason=reason)
        self._crier.look(signers, trust, self._now())

    def _look(self) -> None:
        self._before = self._trust.value
        self._trust.look()
        self._keys.look()

    def _read(self) -> TrustState:
        return read_state(self._config, self._before)

    def _choice(self) -> dict[str, Chosen]:
        return {name: signing_at(planned, self._now()) for name, planned in self._keys.value.items()}

    def _chosen(self) -> dict[str, Signer]:
        return {name: one.signer for name, one in self._choice().items()}

    def _tell(self) -> None:
        problems = self.problems
        for name in problems.keys() - {name for name, reason in self._told.items() if problems.get(name) == reason}:
            LOG.error("trust-unusable", part=name, reason=problems[name], detail="what was read before stays in force")
        self._told = problems


def key_files(config: Config) -> tuple[Path, ...]:
    """Of our own keys: file, certificate, passphrase."""
    files = (file for key in config.keys for file in (key.key_file, key.certificate_file, key.passphrase_file))
    return tuple(file for file in files if file)


def _nowhere(_trust: TrustStore, _signers: Mapping[str, Signer]) -> None:
    """Before the adapters are there, nobody needs to know."""
