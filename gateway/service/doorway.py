"""A listening socket that holds a bounded number of connections: whoever opens more finds them closed at once.

Without it whoever can reach the port takes every file descriptor of the process; then neither journal nor Redis opens
again, and asyncio (3.11 to 3.13) logs a traceback for each connection that waits, a hundred times a second.
"""

from __future__ import annotations

import asyncio
import resource
import socket
import time

import structlog

LOG = structlog.get_logger()
CONNECTIONS = 1000
"""Of one listener of one worker; each costs some 300 kB under TLS."""
FILES = 4096
TELL_S = 60.0


class Doorway(socket.socket):
    """Counts what it let in until it is closed; asyncio accepts and closes through it."""

    def __init__(self, family: int, *, most: int) -> None:
        super().__init__(family, socket.SOCK_STREAM)
        self._most = most
        self._told = -TELL_S
        self.inside = 0

    def accept(self) -> tuple[socket.socket, object]:
        """The next one there is room for; others are closed here, which the log tells once a minute."""
        while True:
            found, address = super().accept()
            if self.inside < self._most:
                self.inside += 1
                return _Inside(found, self), address
            found.close()
            self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told >= TELL_S:
            self._told = now
            LOG.warning("connections-full", most=self._most, detail="further ones are closed at once")


class _Inside(socket.socket):
    """A connection; its place is free again when it is closed."""

    def __init__(self, found: socket.socket, door: Doorway) -> None:
        super().__init__(found.family, found.type, found.proto, fileno=found.detach())
        self._door: Doorway | None = door

    def close(self) -> None:
        """Once, however often it is asked for."""
        super().close()
        door, self._door = self._door, None
        if door is not None:
            door.inside -= 1


def room() -> int:
    """How many connections one listener may hold: at most half of the files that the process may open.

    The soft limit, 1024 on most systems, is raised to FILES as far as the hard one allows.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return CONNECTIONS if soft == resource.RLIM_INFINITY else min(CONNECTIONS, soft // 2)


async def doorways(host: str, port: int, *, shared: bool, most: int) -> list[Doorway]:
    """One bound for each address of `host`, not yet listening. OSError: an address is taken, or none of ours."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    doors: list[Doorway] = []
    try:
        for family, address in dict.fromkeys((row[0], row[4]) for row in found):
            doors.append(Doorway(family, most=most))
            _bind(doors[-1], address, shared=shared)
    except OSError:
        for door in doors:
            door.close()
        raise
    return doors


def _bind(door: Doorway, address: tuple[object, ...], *, shared: bool) -> None:
    """As asyncio's create_server does it."""
    door.setblocking(False)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if door.family == socket.AF_INET6:
        door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    door.bind(address)
