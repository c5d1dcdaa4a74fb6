"""Which files of a configuration are secrets, and which of them others on this machine can read."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from gateway.service.config import Config
from gateway.service.tls_files import client_tls

OTHERS, ALL = stat.S_IROTH, stat.S_IROTH | stat.S_IRGRP


def seen_by_others(config: Config) -> Iterator[str]:
    """A warning for each: keys are for the service alone, other secrets may be its group's too."""
    tls = [part for part in (config.listen.tls, *map(client_tls, config.links)) if part]
    keys = [*(key.key_file for key in config.keys), *(part.key_file for part in tls)]
    locked = [*(key.passphrase_file for key in config.keys), *(part.passphrase_file for part in tls)]
    shared = [config.listen.ops_token_file, *(link.shared_key_file for link in config.links)]
    yield from _warnings(keys, ALL, "only the service may read a private key; chmod go= it")
    yield from _warnings((*locked, *shared), OTHERS, "everybody on this machine can read it; chmod o= it")


def _warnings(files: Iterable[Path | None], bits: int, word: str) -> Iterator[str]:
    for path in dict.fromkeys(filter(None, files)):
        if path.exists() and path.stat().st_mode & bits:
            yield f"{path}: {word}"
