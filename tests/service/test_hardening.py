from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CODE = """\
import os, resource, subprocess, sys
from gateway.service.hardening import keep_out_of_dumps
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
{call}
limit = [line.split()[4] for line in open("/proc/self/limits") if line.startswith("Max core")]
import ctypes
print(limit[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), len(os.listdir("/proc/self/fd")) > 0)
"""


def dumpable(call: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", CODE.format(call=call)], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="prctl and /proc are Linux's")
def test_a_process_with_keys_leaves_no_core_and_cannot_be_read_by_others_of_its_user() -> None:
    assert dumpable("keep_out_of_dumps()") == ["0", "0", "True"]
    assert dumpable("")[1] == "1"


def test_a_limit_that_is_kept_binds_those_started_from_it() -> None:
    code = "from gateway.service.hardening import *; keep_out_of_dumps(); import subprocess, sys; sys.exit("
    child = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    run = f"subprocess.call([sys.executable, '-c', {child!r}]))"
    done = subprocess.run([sys.executable, "-c", code + run], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0)"


@pytest.mark.parametrize("verb", ["serve.py", "signing.py", "keys/app.py"])
def test_every_verb_that_reads_keys_begins_with_it(verb: str) -> None:
    commands = Path(__file__).parent.parent.parent / "gateway" / "commands"
    assert "    keep_out_of_dumps()\n" in (commands / verb).read_text()
