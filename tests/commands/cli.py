"""Running the program within this process, as a person or a machine would, and seeing all it does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from gateway.__main__ import app

SAMPLES = Path(__file__).parent.parent / "samples"
DAY = ("--on", "2014-10-15")
NOBODY = "http://127.0.0.1:1"


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: object, stdin: bytes = b"", **environment: str) -> Ran:
    """EPORT_CONFIG and the like of whoever runs the tests are not seen."""
    clean = {"EPORT_CONFIG": "", "EPORT_OPS_URL": "", "EPORT_OPS_TOKEN": "", "NO_COLOR": "1"}
    done = CliRunner().invoke(app, list(map(str, arguments)), input=stdin, env=clean | environment)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ran(done.exit_code, done.stdout_bytes, done.stderr)


def good(*arguments: object, stdin: bytes = b"", **environment: str) -> Ran:
    done = run(*arguments, stdin=stdin, **environment)
    assert done.code == 0, done.err
    return done
