from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from gateway.__main__ import app, main
from gateway.commands import verbs
from gateway.commands.verbs import HIDDEN, VERBS
from tests.commands.cli import good, run

GROUPS = {
    "messages": ("ls", "show", "replay"),
    "links": ("ls", "test", "pause", "resume"),
    "deadletters": ("ls",),
    "replay": ("plan", "run"),
    "aid": ("ls",),
    "carry": ("export", "import", "receipts", "recall", "ls"),
    "keys": ("new", "csr", "import", "ls"),
}
SINGLE = [(verb,) for verb in VERBS if verb not in GROUPS and verb not in HIDDEN and verb != "demo"]
EVERY = [*SINGLE, *((group, verb) for group, verbs_of in GROUPS.items() for verb in verbs_of)]


@pytest.mark.parametrize("verb", EVERY, ids=" ".join)
def test_every_verb_helps_with_an_example(verb: tuple[str, ...]) -> None:
    assert f"For example: eport-gateway {' '.join(verb)}" in " ".join(good(*verb, "--help").text.split())


def test_the_help_lists_every_verb_and_hides_the_worker() -> None:
    text = good("--help").text
    assert all(f" {verb} " in text for verb in VERBS if verb not in HIDDEN)
    assert " worker " not in text


def test_a_mistyped_verb_is_usage_and_the_near_one_is_named() -> None:
    done = run("mesages")
    assert done.code == 2
    assert "Did you mean 'messages'?" in done.err


def test_the_program_tells_its_version() -> None:
    assert good("--version").text == f"eport-gateway {version('eport-gateway')}\n"


@pytest.mark.parametrize("charset", ["latin-1", "gbk"])
def test_a_terminal_of_another_charset_gets_what_it_can_show(charset: str) -> None:
    code = "import gateway.__main__ as m; m.app = lambda: print('→ 最 ✓'); m.main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": charset},
    )
    assert done.returncode == 0, done.stderr
    assert r"\u2713" in done.stdout.decode(charset)


def test_no_verb_shows_the_help() -> None:
    assert "Commands" in CliRunner().invoke(app, []).output


def test_what_nobody_foresaw_is_our_fault_and_ends_with_four(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(verbs.VERBS, "dialects", "dialects:no_such_function")
    monkeypatch.setattr(sys, "argv", ["eport-gateway", "dialects"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 4
    assert "4999 our-fault: AttributeError in this program" in capsys.readouterr().err
