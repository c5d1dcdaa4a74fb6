"""A PostgreSQL of the run's own: on a private unix socket, with no TCP port, gone when the run ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict
from urllib.parse import quote

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

INSTALL = (
    "no PostgreSQL server was found; install one (sudo apt-get install postgresql), "
    "or name a running one whose user may create databases (EPORT_POSTGRES_URL=postgresql+psycopg://…)"
)
NOBODY = 65534
"""PostgreSQL refuses to run as root."""
SETTINGS = (
    "listen_addresses=",
    "fsync=off",  # a killed server loses nothing by it, only a machine that loses power
    "synchronous_commit=on",
    "max_connections=200",
    "log_min_messages=fatal",
)
NAMES = (f"t{os.getpid()}_{number}" for number in count())


class Surroundings(TypedDict):
    """How each program of the server is run."""

    user: int | None
    group: int | None
    cwd: str
    stdin: int
    env: dict[str, str]


class PostgresError(RuntimeError):
    """The server is missing or does not start; the text says why and what to do."""


def find_server() -> Path | None:
    """The folder of initdb and postgres: Debian's newest, or one unpacked in the venv, or that on PATH."""
    for root in (Path("/usr/lib/postgresql"), Path(sys.prefix, "postgres/usr/lib/postgresql")):
        versions = sorted(root.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]), reverse=True)
        if versions:
            return versions[0].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class PrivatePostgres:
    """A server that runs while this object is entered, and may be killed and started again meanwhile."""

    def __init__(self) -> None:
        programs = find_server()
        if programs is None:
            raise PostgresError(INSTALL)
        self._programs = programs
        self._user = NOBODY if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="eport-pg-"))
        self._data = self._folder / "data"
        self._server: subprocess.Popen[bytes] | None = None
        root = programs.parents[4]
        # Debian's package unpacked in the venv has its libraries beside it.
        self._libraries = ":".join(map(str, root.glob("usr/lib/*-linux-gnu"))) if root != Path("/") else ""

    def __enter__(self) -> Self:
        if self._user is not None:
            os.chown(self._folder, self._user, self._user)
        self._run("initdb", "-A", "trust", "-U", "eport", "-E", "UTF8", "--locale=C", "-N")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.send_signal(signal.SIGQUIT)  # its immediate shutdown
            self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def url(self) -> str:
        """Of its maintenance database."""
        return f"postgresql+psycopg://eport@/postgres?host={quote(str(self._folder))}"

    def start(self) -> None:
        """Start, and wait until it answers; after a kill it recovers first.

        The server is our own child, so that a killed one is reaped before the next is started: PostgreSQL takes a
        process that nobody has reaped yet for one that runs, and refuses to start beside it.
        """
        options = [
            word for setting in (*SETTINGS, f"unix_socket_directories={self._folder}") for word in ("-c", setting)
        ]
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *options], stdout=log, stderr=log, **self._how()
            )
        while not self._answers():
            if self._server.poll() is not None:
                raise PostgresError(f"postgres ended with {self._server.returncode}: {self._log()}")

    def kill(self) -> None:
        """SIGKILL to the postmaster and to every process of its own, as when the machine's memory is out."""
        assert self._server is not None
        postmaster = self._server.pid
        self._server.send_signal(signal.SIGSTOP)  # or it would start another while we look
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for pid in (postmaster, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._server.wait()
        self._server = None
        while any(map(_runs, children)):
            os.sched_yield()

    def _answers(self) -> bool:
        try:
            _say(self.url, "SELECT 1")
        except OperationalError:
            return False
        return True

    def _log(self) -> str:
        return (self._folder / "log").read_text(errors="replace")[-2000:]

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, "-D", self._data, *arguments], capture_output=True, check=False, **self._how()
        )
        if done.returncode:
            raise PostgresError(f"{program} failed: {done.stdout.decode()}{done.stderr.decode()}")

    def _how(self) -> Surroundings:
        environment = os.environ | {"LD_LIBRARY_PATH": self._libraries}
        return {"user": self._user, "group": self._user, "cwd": "/", "stdin": subprocess.DEVNULL, "env": environment}


def _runs(pid: str) -> bool:
    """A process that is just going may answer "no such process" for a file that was there a moment ago."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The URL of an empty database of that server; dropped at the end, whoever still holds it."""
    name = next(NAMES)
    _say(server, f"CREATE DATABASE {name}")
    try:
        before, _, after = server.partition("/postgres?")
        yield f"{before}/{name}?{after}"
    finally:
        _say(server, f"DROP DATABASE {name} WITH (FORCE)")


def _say(server: str, words: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(words))
    finally:
        engine.dispose()
