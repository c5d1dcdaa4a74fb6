"""All targets for so many seconds: `python -m tests.fuzz --seconds 90`; `make fuzz` calls it."""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.noting import noted
from tests.fuzz.plain import Findings, take
from tests.fuzz.targets import TARGETS
from tests.fuzz.trying import keep

GRACE_S = 60
"""To start, to load the tables, to instrument them."""
AT_ONCE = 2
LEAST_S = 3.0
TAIL_CHARS = 4_000
WITHOUT = """\
****************************************************************************
NO ATHERIS on this machine (it is built for x86_64 Linux and a few Pythons):
the same harness runs by plain mutation, which is NOT guided by coverage.
****************************************************************************"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One target's run."""

    name: str
    inputs: int
    good: bool
    said: str


def main() -> int:
    """0 when no input of any target failed."""
    asked = _asked()
    engine = _engine(asked.engine)
    names = asked.target or list(TARGETS)
    rounds = -(-len(names) // AT_ONCE)
    seconds = max(LEAST_S, asked.seconds / rounds)
    folder = Path(tempfile.mkdtemp(prefix="eport-fuzz-"))
    (folder / "crashes").mkdir()
    print(f"fuzz: {len(names)} targets by {engine}, {seconds:.0f} s each, seed {asked.seed}, in {folder}", flush=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ran = list(pool.map(lambda name: _run(name, engine, seconds, asked.seed, folder), names))
    for one in ran:
        print(f"  {one.name:14} {one.inputs:>9} inputs  {'good' if one.good else 'FAILED'}")
        if not one.good:
            print(one.said[-TAIL_CHARS:])
    if asked.keep:
        _keep(names, folder)
    bad = [one.name for one in ran if not one.good]
    print(f"fuzz: {sum(one.inputs for one in ran)} inputs by {engine}; failing inputs are in {folder}/crashes")
    print(f"{len(ran) - len(bad)} passed, {len(bad)} failed")
    return 1 if bad else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="in all, on two cores")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", action="append", choices=list(TARGETS))
    parser.add_argument("--engine", choices=("auto", "atheris", "plain"), default="auto")
    parser.add_argument("--keep", action="store_true", help="add what fared otherwise than all before to the corpus")
    return parser.parse_args()


def _engine(asked: str) -> str:
    found = importlib.util.find_spec("atheris") is not None
    if asked == "plain" or found:
        return asked if asked != "auto" else "atheris"
    if asked == "atheris":
        sys.exit("atheris is not installed")
    print(WITHOUT, flush=True)
    return "plain"


def _run(name: str, engine: str, seconds: float, seed: int, folder: Path) -> Ran:
    command = (sys.executable, "-m", "tests.fuzz.one", name, engine, str(seconds), str(seed), str(folder))
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=seconds + GRACE_S)
    except subprocess.TimeoutExpired:
        return Ran(name=name, inputs=0, good=False, said=f"it did not end {GRACE_S} s after its time")
    last = folder / f"{name}-last"
    if last.exists():  # it never came back
        (folder / "crashes" / f"{name}-hung").write_bytes(noted(last))
    inputs = [int(number) for number in re.findall(r"Done (\d+) runs", done.stderr)]
    good = done.returncode == 0 and bool(inputs)
    return Ran(name=name, inputs=sum(inputs), good=good, said=done.stdout + done.stderr)


def _keep(names: list[str], folder: Path) -> None:
    """Of what a run found, the shortest input of each way to fare that the corpus has not got."""
    for name in names:
        target, findings = TARGETS[name], Findings()
        for data in target.seeds():
            take(target, data, findings)
        for path in sorted((Path(__file__).parent / "corpus" / name).glob("*")):
            take(target, path.read_bytes(), findings)
        known = set(findings.interesting)
        for path in sorted((folder / "corpus" / name).glob("*"), key=lambda path: path.stat().st_size):
            take(target, path.read_bytes(), findings)
        kept = [keep(target, data) for fared, data in findings.interesting.items() if fared not in known]
        print(f"  {name:14} {len([path for path in kept if path])} kept")


if __name__ == "__main__":
    sys.exit(main())
