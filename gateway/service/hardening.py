"""Keys are in this process's memory: it leaves no core dump, and no other process of its user may read it."""

from __future__ import annotations

import ctypes
import resource
import sys

PR_SET_DUMPABLE = 4  # <linux/prctl.h>


def keep_out_of_dumps() -> None:
    """Once a process, before a key is read. Children inherit the limit; an exec sets the other one back.

    Debuggers and profilers that attach (gdb, py-spy) then need root's CAP_SYS_PTRACE.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
