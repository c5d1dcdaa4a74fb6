"""Real gateway processes, started quickly: `python -m tests.service.running.forks FD`.

One process imports the program and reads the code tables once, and forks for each gateway that is asked for: a test
pays for the start of a gateway and not for Python's. A request is JSON and the descriptor its log goes to; the answers
are pid and status.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import traceback
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from gateway.__main__ import main
from gateway.resources import data_folder
from gateway.service import materials
from tests.service.running.killed import run_and_die

ROOT = Path(__file__).resolve().parents[3]
REQUEST_BYTES = 2**16


class Forks:
    """The test's end of it. One gateway at a time."""

    def __init__(self) -> None:
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "tests.service.running.forks", str(theirs.fileno())]
        self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL)
        theirs.close()
        self.line.setblocking(False)

    def ask(self, request: dict[str, Any], log: int) -> None:
        socket.send_fds(self.line, [json.dumps(request).encode()], [log])

    def close(self) -> None:
        self.line.close()
        self._process.wait(30)


def serve_requests(line: socket.socket) -> None:
    while True:
        text, fds, _, _ = socket.recv_fds(line, REQUEST_BYTES, 1)
        if not text:
            return
        pid = os.fork()
        if pid == 0:
            line.close()
            os.dup2(fds[0], 2)
            os.close(fds[0])
            end(json.loads(text))
        os.close(fds[0])
        line.send(str(pid).encode())
        _, status = os.waitpid(pid, 0)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())


def end(request: dict[str, Any]) -> NoReturn:
    """Be what is asked for, and end without Python's own clearing up, which would take longer than the gateway's."""
    try:
        be(request)
    except SystemExit as asked:
        os._exit(asked.code if isinstance(asked.code, int) else 0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def be(request: dict[str, Any]) -> None:
    """The forked process is a gateway from here on: the program's own main, or one that kills itself at a step."""
    if "step" in request:
        run_and_die(Path(request["config"]), request["redis"], request["step"])
    sys.argv = ["eport-gateway", *request["arguments"]]
    main()


if __name__ == "__main__":
    materials.read_codes = cache(materials.read_codes)  # type: ignore[attr-defined]
    materials.read_codes(data_folder("config") / "codes")  # type: ignore[attr-defined]
    serve_requests(socket.socket(fileno=int(sys.argv[1])))
