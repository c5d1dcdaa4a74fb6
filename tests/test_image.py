"""What can be said of the image without an engine that builds it."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTRUCTIONS = re.findall(
    r"^([A-Z]+) (.*)$", (ROOT / "Dockerfile").read_text().replace("\\\n", " "), flags=re.MULTILINE
)
ADMITTED = {line[1:].rstrip("/") for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}


def said(instruction: str) -> list[str]:
    return [rest.strip() for name, rest in INSTRUCTIONS if name == instruction]


def test_all_that_is_copied_exists_and_enters_the_build() -> None:
    copied = [source.rstrip("/") for rest in said("COPY") if "--from" not in rest for source in rest.split()[:-1]]
    assert copied
    assert not [source for source in copied if not (ROOT / source).exists()]
    assert set(copied) == ADMITTED


def test_it_runs_as_a_fixed_number_that_is_not_root() -> None:
    (user,) = said("USER")
    assert all(int(number) > 0 for number in user.split(":"))


def test_the_program_is_started_and_asked_for_its_health_without_a_shell() -> None:
    (entrypoint,), (health,) = said("ENTRYPOINT"), said("HEALTHCHECK")
    assert json.loads(entrypoint) == ["eport-gateway"]
    assert json.loads(health.split(" CMD ")[1]) == ["eport-gateway", "healthcheck"]


def test_only_what_is_pinned_by_hash_is_fetched() -> None:
    installs = [command for rest in said("RUN") for command in rest.split("&&") if "pip install" in command]
    assert installs
    assert all("--require-hashes" in command or "--no-index" in command for command in installs)
