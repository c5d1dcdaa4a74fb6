"""Which files of a configuration are secrets, and which of them others on this machine can read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from gateway.service.config import Config
from gateway.service.tls_files import client_tls

EVERYBODY = "everybody on this machine can read it; chmod o= it"
GROUP = "its group can read this private key, and the service that owns it needs no group; chmod g= it"


def seen_by_others(config: Config) -> Iterator[str]:
    """A warning for each. A group may be how the service itself reads what another owns; not so a key of its own."""
    tls = [part for part in (config.listen.tls, *map(client_tls, config.links)) if part]
    keys = [one.key_file for one in (*config.keys, *tls)]
    tokens = (config.listen.ops_token_file, config.listen.restricted_token_file)
    shared = [*tokens, *(link.shared_key_file for link in config.links)]
    opening = [one.passphrase_file for one in (*config.keys, *tls)]
    for path in dict.fromkeys(filter(None, (*keys, *opening, *shared))):
        if path.exists() and (word := _seen(path, is_key=path in keys)):
            yield f"{path}: {word}"


def _seen(path: Path, *, is_key: bool) -> str:
    found = path.stat()
    if found.st_mode & stat.S_IROTH:
        return EVERYBODY
    ours = is_key and found.st_uid == os.geteuid()
    return GROUP if ours and found.st_mode & stat.S_IRGRP else ""
