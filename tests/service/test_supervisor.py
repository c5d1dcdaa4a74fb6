"""Workers are watched: a dead one starts anew, and a stop ends them all."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

WORKER = """
import os, signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
os.write(1, f"\\nborn {sys.argv[1]} {os.getpid()}.\\n".encode())
mark = sys.argv[2] + sys.argv[1]
if not os.path.exists(mark):
    open(mark, "w").close()
    sys.exit(3)
while True:
    signal.pause()
"""
SUPERVISOR = """
import sys
from gateway.service.supervisor import supervise
sys.exit(supervise(lambda index: [sys.executable, "-c", sys.argv[1], str(index), sys.argv[2]], 2))
"""


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_dies_starts_anew_and_a_stop_ends_all(tmp_path: Path, stop: signal.Signals) -> None:
    command = [sys.executable, "-c", SUPERVISOR, WORKER, str(tmp_path / "mark-")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        born: dict[str, list[int]] = {}
        while sum(map(len, born.values())) < 4:
            line = process.stdout.readline()
            assert line, "the supervisor ended"
            for index, pid in re.findall(r"born (\d) (\d+)\.", line):
                born.setdefault(index, []).append(int(pid))
        process.send_signal(stop)
        assert process.wait(20) == 0
    assert {index: len(pids) for index, pids in born.items()} == {"0": 2, "1": 2}
    assert not any(lives(pid) for pids in born.values() for pid in pids)
