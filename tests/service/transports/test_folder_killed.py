"""A process that takes from a folder is killed before each of its system calls; another one goes on where it was."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# It forks one process for each way to die: imports are paid once. The ledger stands for the journal: a line is one
# acceptance, written before the answer, and a document that has its line gets its receipt again and no second line.
CHILD = '''
import asyncio, hashlib, json, os, signal, sys
from pathlib import Path
from gateway.service.config import FolderTransport
from gateway.service.transports.folder import Folder
from gateway.service.transports.transport import Answer, Parcel

class Silent:
    def step(self, name, link): pass
    def event(self, name, link, **facts): print("event", name, facts, file=sys.stderr)

def fatal(left):
    """Die before the call number `left` of those that change the disk."""
    def wrap(name):
        call = getattr(os, name)
        def counted(*arguments, **words):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **words)
        setattr(os, name, counted)
    for name in ("open", "fsync", "rename"):
        wrap(name)

def in_another_process(work):
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def folder(root, idle=asyncio.sleep):
    settings = FolderTransport(kind="folder", root=root, settle_s=0, poll_s=0.001)
    world = dict(refuse=None, observer=Silent(), idle=idle)
    return Folder(settings, link="tianjin", document_bytes=10**6, timeout_s=30, **world)

def take_in(root, die_before):
    ledger = root / "ledger"
    async def accept(raw, charset):
        digest = hashlib.sha256(raw).hexdigest()
        known = ledger.read_text().split() if ledger.exists() else []
        if digest not in known:
            with open(ledger, "a") as file:
                file.write(digest + "\\n")
        return Answer(accepted=True, receipt=digest.encode(), copy=digest in known)
    async def idle(pause_s):
        if not list((root / "Deccus001" / "OutBox").iterdir()):
            os._exit(0)
    fatal(die_before)
    asyncio.run(folder(root, idle).receive(accept))

def hand_over(root, die_before):
    fatal(die_before)
    asyncio.run(folder(root).send(Parcel(number="1", kind="declaration", document=b"<d>" + b"x" * 10**5 + b"</d>")))

def files(root):
    return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}

work = {"in": take_in, "out": hand_over}[sys.argv[2]]
for die_before in range(1, 100):
    root = Path(sys.argv[1]) / str(die_before)
    outbox = root / "Deccus001" / "OutBox"
    outbox.mkdir(parents=True, mode=0o700)
    if sys.argv[2] == "in":
        (outbox / "a.xml").write_text("<a/>")
        (outbox / "b.xml").write_text("<b/>")
    died = in_another_process(lambda: work(root, die_before))
    between = files(root)
    again = in_another_process(lambda: work(root, 0))
    print(json.dumps({"died": died, "again": again, "between": between, "after": files(root)}))
    if died == 0:
        break
'''


def lives(tmp_path: Path, way: str) -> list[dict[str, Any]]:
    """One life for each call to die before; the last one lives through."""
    ran = subprocess.run([sys.executable, "-c", CHILD, str(tmp_path), way], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {life["died"] for life in found[:-1]} == {-9}
    assert found[-1]["died"] == 0
    assert {life["again"] for life in found} == {0}
    return found


def visible(files: dict[str, str], box: str) -> dict[str, str]:
    names = {name.removeprefix(f"Deccus001/{box}/"): text for name, text in files.items() if f"/{box}/" in name}
    return {name: text for name, text in names.items() if not name.endswith(".tmp")}


@pytest.fixture(scope="module")
def taking_in(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return lives(tmp_path_factory.mktemp("killed"), "in")


def test_whenever_the_taker_dies_each_document_is_accepted_answered_and_moved_once(
    taking_in: list[dict[str, Any]],
) -> None:
    assert len(taking_in) > 15, "before opening, syncing and renaming, twice"
    for life in taking_in:
        accepted = life["after"]["ledger"].split()
        assert len(accepted) == 2, "no second acceptance"
        assert visible(life["after"], "OutBox") == {}
        assert visible(life["after"], "SentBox") == {"a.xml": "<a/>", "b.xml": "<b/>"}
        answers = visible(life["after"], "InBox")
        assert sorted(answers.values()) == sorted(accepted), "one whole answer each, and no second one"


def test_whenever_the_taker_dies_a_document_is_in_one_place_and_only_whole_files_are_seen(
    taking_in: list[dict[str, Any]],
) -> None:
    for life in taking_in:
        there = [*visible(life["between"], "OutBox"), *visible(life["between"], "SentBox")]
        assert sorted(there) == ["a.xml", "b.xml"]
        assert set(visible(life["between"], "InBox").values()) <= set(life["between"].get("ledger", "").split())


def test_whenever_the_sender_dies_the_party_sees_nothing_or_the_whole_and_in_the_end_one(tmp_path: Path) -> None:
    whole = {"declaration_1.xml": "<d>" + "x" * 10**5 + "</d>"}
    for life in lives(tmp_path, "out"):
        assert visible(life["between"], "InBox") in ({}, whole)
        assert visible(life["after"], "InBox") == whole
