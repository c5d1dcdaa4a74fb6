"""A child process that does not outlive us, even where we are killed and can stop nobody."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

# The kernel tells the child when we die, even by SIGKILL. Set in a program between and not in a preexec_fn, which may
# deadlock under threads; the second line covers a parent that died before the first.
DIE_WITH_PARENT = """\
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
os.getppid() == int(sys.argv[1]) or sys.exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""


def tied_to_us(command: Sequence[str]) -> list[str]:
    """The command that gets SIGTERM when the thread that starts it ends; on Linux, elsewhere it may outlive us."""
    if sys.platform != "linux":
        return list(command)
    return [sys.executable, "-I", "-S", "-c", DIE_WITH_PARENT, str(os.getpid()), *command]
