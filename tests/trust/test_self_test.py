from __future__ import annotations

import pytest

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.trust import self_test as module
from gateway.trust import sm2
from gateway.trust.self_test import self_test


def test_this_machine_gives_the_known_answer() -> None:
    self_test()


def test_with_openssls_own_empty_user_id_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sm2, "USER_ID", b"")
    with pytest.raises(SetupError) as caught:
        self_test()
    assert caught.value.fault is faults.CRYPTO_MISSING


def test_a_wrong_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MESSAGE", b"another message")
    with pytest.raises(SetupError) as caught:
        self_test()
    assert "GM/T 0003.5" in caught.value.reason


def test_a_library_that_believes_everything_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sm2, "verify", lambda *_: True)
    with pytest.raises(SetupError) as caught:
        self_test()
    assert "another message" in caught.value.reason
