from __future__ import annotations

import io

import pytest

from gateway.commands.showing import printable, show, show_json


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_away_from_a_terminal_columns_are_plain_and_chinese_counts_double(capsys: pytest.CaptureFixture[str]) -> None:
    show(("name", "n"), [("冻去骨牛肉", 1), ("beef", None)])
    assert capsys.readouterr().out == "NAME        N\n冻去骨牛肉  1\nbeef\n"


def test_on_a_terminal_a_table_is_drawn_unless_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    for environment, drawn in (({}, True), ({"NO_COLOR": "1"}, False)):
        screen = Terminal()
        monkeypatch.setattr("sys.stdout", screen)
        monkeypatch.delenv("NO_COLOR", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        show(("name",), [("[red]beef",)])
        assert "[red]beef" in screen.getvalue()
        assert ("┃" in screen.getvalue()) is drawn


def test_on_a_narrow_terminal_nothing_of_a_value_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("COLUMNS", "24")
    monkeypatch.delenv("NO_COLOR", raising=False)
    path = "/EEntDeclIo/ITF_DCL_IO_DECL_GOODS[1]/OriCtryCode"
    show(("path", "value"), [(path, "999")])
    lines = [line.split("│")[1].strip() for line in screen.getvalue().splitlines() if line.startswith("│")]
    assert "".join(lines) == path


def test_nothing_is_said_to_be_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    show(("name",), [], none="no message")
    assert capsys.readouterr().out == "no message\n"


def test_a_stranger_cannot_command_the_terminal() -> None:
    assert printable("\x1b[2Jgone\r\n") == "�[2Jgone��"
    assert printable("报关单 é") == "报关单 é"


def test_json_keeps_chinese_readable(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"名": 1})
    assert capsys.readouterr().out == '{\n  "名": 1\n}\n'
