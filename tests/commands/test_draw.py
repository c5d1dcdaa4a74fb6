"""`draw`: what an auditor is given, and what nobody is given too early."""

from __future__ import annotations

import secrets
from pathlib import Path

from gateway.commands.demo.region import lay_region
from gateway.model.kind import CHINA
from gateway.recognition.draw import draw
from gateway.service.surroundings import utc_now
from gateway.trust.digests import hmac_sm3
from tests.commands.cli import good, run


def configured(folder: Path) -> tuple[Path, str]:
    region = lay_region(folder)
    secret = folder / "draw"
    secret.write_text(secrets.token_hex(24), encoding="utf-8")
    text = region.config.read_text(encoding="utf-8")
    region.config.write_text(f'{text}\n[deciding]\ndraw_secret_file = "draw"\n', encoding="utf-8")
    return region.config, secret.read_text(encoding="utf-8")


def test_an_auditor_draws_again_by_the_secret_of_the_day_and_cannot_tell_another_day_by_it(tmp_path: Path) -> None:
    config, master = configured(tmp_path)
    told = good("draw", "COSU1", "--on", "2014-10-15", "--config", config).json
    other = good("draw", "COSU1", "--on", "2014-10-16", "--config", config).json
    assert told["draws"] == {"COSU1": draw(bytes.fromhex(told["secret"]), "COSU1", hmac_sm3)}
    assert told["secret"] == hmac_sm3(master.encode(), b"2014-10-15").hex()
    assert told["secret"] != other["secret"]


def test_the_secret_of_a_day_that_is_not_over_is_told_to_nobody(tmp_path: Path) -> None:
    config, _ = configured(tmp_path)
    done = run("draw", "--on", utc_now().astimezone(CHINA).date(), "--config", config)
    assert (done.code, "4512" in done.err) == (1, True)


def test_without_a_secret_the_place_to_mend_is_told(tmp_path: Path) -> None:
    done = run("draw", "--on", "2014-10-15", "--config", lay_region(tmp_path).config)
    assert (done.code, "deciding.draw_secret_file" in done.err) == (1, True)
