from __future__ import annotations

from collections.abc import Iterator

import pytest

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.trust import libcrypto


@pytest.fixture
def anew() -> Iterator[None]:
    libcrypto.library.cache_clear()
    yield
    libcrypto.library.cache_clear()


def test_the_systems_library_is_recent_enough() -> None:
    assert libcrypto.library().OpenSSL_version_num() >= libcrypto.VERSION_MIN


def test_the_library_is_loaded_once() -> None:
    assert libcrypto.library() is libcrypto.library()


@pytest.mark.usefixtures("anew")
def test_a_machine_without_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libcrypto, "_candidates", lambda: iter(["libnothing-of-this-name.so"]))
    with pytest.raises(SetupError) as caught:
        libcrypto.library()
    assert caught.value.fault is faults.CRYPTO_MISSING
    assert "OpenSSL 3.0" in caught.value.fault.remedy


@pytest.mark.usefixtures("anew")
def test_one_too_old_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libcrypto, "VERSION_MIN", 0x7FFFFFFF)
    with pytest.raises(SetupError):
        libcrypto.library()


@pytest.mark.usefixtures("anew")
def test_a_library_that_lacks_a_function_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libcrypto, "_candidates", lambda: iter(["libc.so.6"]))
    with pytest.raises(SetupError):
        libcrypto.library()
