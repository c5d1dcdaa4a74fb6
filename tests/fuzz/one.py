"""One target in a process of its own: `python -m tests.fuzz.one TARGET ENGINE SECONDS SEED FOLDER`."""

from __future__ import annotations

import faulthandler
import importlib
import sys
import traceback
from hashlib import sha256
from pathlib import Path
from typing import Any

PACKAGES = ("gateway.document", "gateway.trust", "gateway.translation", "gateway.service.judging", "gateway.evidence")
EACH_SECONDS, EACH_MEGABYTES = 10, 2048
HUNG_S = 45
"""After its time: then it hangs where no signal reaches it, and says where."""


def main(name: str, engine: str, seconds: str, seed: str, folder: str) -> int:
    """0 when all is well, else the input stands in `folder`/crashes and the traceback on stderr."""
    run = _by_atheris if engine == "atheris" else _by_chance
    return run(name, float(seconds), int(seed), Path(folder))


def _by_chance(name: str, seconds: float, seed: int, folder: Path) -> int:
    from tests.fuzz.noting import Note
    from tests.fuzz.plain import fuzz
    from tests.fuzz.targets import TARGETS
    from tests.fuzz.trying import keep

    target = TARGETS[name]
    path = folder / f"{name}-last"
    faulthandler.dump_traceback_later(seconds + HUNG_S, exit=True)
    findings = fuzz(target, seed=seed, seconds=seconds, note=Note(path))
    faulthandler.cancel_dump_traceback_later()
    path.unlink()
    for data in findings.interesting.values():
        keep(target, data, folder / "corpus")
    print(f"Done {findings.inputs} runs, {len(findings.interesting)} ways to fare", file=sys.stderr)
    if findings.failure is None:
        return 0
    traceback.print_exception(findings.failure)
    crash = folder / "crashes" / f"{name}-{sha256(findings.failing).hexdigest()[:16]}"
    crash.write_bytes(findings.failing)
    print(f"the input is {crash}", file=sys.stderr)
    return 1


def _by_atheris(name: str, seconds: float, seed: int, folder: Path) -> int:
    """What is imported under `instrument_imports` tells libFuzzer which of its branches were taken."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=list(PACKAGES), enable_loader_override=False):
        targets = importlib.import_module("tests.fuzz.targets")
    trying = importlib.import_module("tests.fuzz.trying")
    target = targets.TARGETS[name]
    mine, kept = folder / "corpus" / name, trying.CORPUS / name
    mine.mkdir(parents=True, exist_ok=True)
    for data in target.seeds():
        (mine / sha256(data).hexdigest()[:16]).write_bytes(data)
    options = (
        f"-max_total_time={max(1, round(seconds))}",
        f"-seed={seed or 1}",
        f"-timeout={EACH_SECONDS}",
        f"-rss_limit_mb={EACH_MEGABYTES}",
        "-max_len=40000",
        f"-artifact_prefix={folder / 'crashes'}/{name}-",
    )
    folders = [str(one) for one in (mine, kept) if one.is_dir()]

    def change(data: bytes, most: int, number: int) -> bytes:
        """Half of the changes know what the input is, the others are libFuzzer's own."""
        chance = targets.Chance(number.to_bytes(8, "big"))
        changed = target.mutate(data, chance) if chance.random() < 0.5 else atheris.Mutate(data, most)
        return bytes(changed[:most])

    atheris.Setup(
        [sys.argv[0], *options, *folders],
        lambda data: trying.attempt(target, data) and None,
        custom_mutator=change,
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
