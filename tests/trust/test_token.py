"""Against SoftHSM2: its library reads SOFTHSM2_CONF when it is started, so every test starts it anew."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import AgainError, SetupError
from gateway.trust.algorithms import Algorithm, Scheme
from gateway.trust.keys import SigningKey, load_key, new_key
from gateway.trust.public_keys import is_signed_by
from gateway.trust.token import PROVIDERS, token_key
from gateway.trust.token_provider import Signs, TokenKey
from tests.trust.tokens import PIN, TOKEN, SoftToken, soft_token

RSA, P256 = new_key(Algorithm.RSA, bits=2048), new_key(Algorithm.P256)
SIGNS = [("rsa", RSA, Scheme.RSA_SHA256), ("rsa", RSA, Scheme.RSA_PSS_SHA256), ("p256", P256, Scheme.ECDSA_SHA256)]


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoftToken]:
    made = soft_token(tmp_path, monkeypatch)
    made.put("rsa", RSA)
    made.put("p256", P256)
    yield made
    PROVIDERS.close()


def where(token: SoftToken, label: str = "p256", pin: str | None = PIN) -> TokenKey:
    return TokenKey(module=token.module, token=TOKEN, label=label, pin=pin)


def key(token: SoftToken, label: str = "p256", pin: str | None = PIN) -> SigningKey:
    return token_key(where(token, label, pin), load_key(RSA if label == "rsa" else P256).spki)


def signs(one: SigningKey, scheme: Scheme = Scheme.ECDSA_SHA256) -> bool:
    return is_signed_by(scheme, one.spki, b"m", one.sign(b"m", scheme))


@pytest.mark.parametrize(("label", "pem", "scheme"), SIGNS)
def test_a_token_signs_what_the_public_half_verifies(token: SoftToken, label: str, pem: bytes, scheme: Scheme) -> None:
    found = key(token, label)
    assert found.spki == load_key(pem).spki
    assert signs(found, scheme)
    assert not is_signed_by(scheme, found.spki, b"n", found.sign(b"m", scheme))


def test_a_key_signs_in_its_own_schemes_only(token: SoftToken) -> None:
    for scheme in (Scheme.RSA_SHA256, Scheme.SM2_SM3, Scheme.RSA_SHA1):
        with pytest.raises(SetupError) as caught:
            key(token).sign(b"m", scheme)
        assert caught.value.fault is faults.KEY_UNUSABLE


def test_threads_share_a_login(token: SoftToken) -> None:
    one, other, good = key(token), key(token, "rsa"), list[bool]()

    def work() -> None:
        good.extend(signs(one) and signs(other, Scheme.RSA_SHA256) for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert good == [True] * 20


def test_one_call_at_a_time_reaches_a_library_that_knows_of_no_threads(token: SoftToken) -> None:
    one, provider, waited = key(token), PROVIDERS.of(token.module), list[bool]()

    def work(_key: object) -> None:
        other.start()
        other.join(0.2)
        waited.append(other.is_alive())

    other = threading.Thread(target=signs, args=(one,))
    provider.use(replace(where(token), algorithm=Algorithm.P256), work)
    other.join()
    assert waited == [True]


def test_a_lost_session_is_opened_again_unseen(token: SoftToken) -> None:
    one = key(token)
    for session in PROVIDERS.of(token.module).sessions.values():
        session.close()
    assert signs(one)


def test_a_token_pulled_out_is_ours_to_try_again_and_works_when_it_is_back(token: SoftToken) -> None:
    one = key(token)
    token.pulled_out()
    PROVIDERS.of(token.module).close()  # SoftHSM2 holds in memory what it has seen; a device does not
    for _ in range(2):
        with pytest.raises(AgainError) as caught:
            one.sign(b"m", Scheme.ECDSA_SHA256)
        assert caught.value.fault is faults.KEY_AWAY
        assert caught.value.place.path == f"token {TOKEN}: p256"
    token.put_back()
    assert signs(one)


def test_a_forked_worker_has_a_login_of_its_own_and_never_speaks_through_its_parents(token: SoftToken) -> None:
    one, provider = key(token), PROVIDERS.of(token.module)
    child = os.fork()
    if child == 0:
        inherited, once = list[bool](), provider._once

        def watched(at: TokenKey, work: Callable[[Signs], bytes]) -> bytes:
            inherited.append(bool(provider.sessions))
            return once(at, work)

        provider._once = watched  # type: ignore[assignment]
        try:
            os._exit(0 if signs(one) and inherited == [False] else 1)
        finally:  # not back into pytest, whatever it was
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert signs(one)


@pytest.mark.parametrize("pin", [None, "000-other-pin"])
def test_another_pin_or_none_opens_nothing(token: SoftToken, pin: str | None) -> None:
    with pytest.raises(SetupError) as caught:
        key(token, pin=pin)
    assert caught.value.fault is faults.KEY_UNUSABLE
    assert "PIN" in caught.value.reason
    assert signs(key(token))


def test_a_refused_pin_is_not_tried_until_the_token_locks_itself(
    token: SoftToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        with pytest.raises(SetupError, match="not tried a second time"):
            key(token, pin="000-other-pin")
        monkeypatch.setattr(PROVIDERS.of(token.module), "_login", None)  # to call it would be a TypeError


def test_what_is_not_there_is_told_when_it_is_set_up(token: SoftToken) -> None:
    spki = load_key(P256).spki
    with pytest.raises(SetupError, match="no token of this label"):
        token_key(replace(where(token), token="other"), spki)
    with pytest.raises(SetupError, match="no private key of this label"):
        token_key(where(token, "other"), spki)


def test_two_keys_of_one_label_are_not_taken_by_chance(token: SoftToken) -> None:
    token.put("p256", new_key(Algorithm.P256))
    with pytest.raises(SetupError, match="several private keys"):
        key(token)


def test_a_key_of_another_kind_may_have_the_same_label(token: SoftToken) -> None:
    token.put("p256", RSA)
    assert signs(key(token))


def test_a_key_of_another_kind_than_its_certificate_is_not_taken(token: SoftToken) -> None:
    with pytest.raises(SetupError, match="no private key of this label and kind"):
        token_key(where(token, "rsa"), load_key(P256).spki)


def test_sm2_is_refused_with_the_reason() -> None:
    spki = load_key(new_key(Algorithm.SM2)).spki
    with pytest.raises(SetupError, match="no standard mechanism for SM2"):
        token_key(TokenKey(module="any.so", token="t", label="k"), spki)


@pytest.mark.parametrize("module", ["/nowhere/libnothing.so", "libc.so.6"])
def test_a_library_that_is_no_provider_is_told(module: str) -> None:
    with pytest.raises(SetupError) as caught:
        token_key(TokenKey(module=module, token="t", label="k"), load_key(P256).spki)
    assert (caught.value.fault, caught.value.place.path) == (faults.CONFIGURATION, module)


def test_without_the_extra_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pkcs11", None)
    with pytest.raises(SetupError, match=r"eport-gateway\[pkcs11\]"):
        token_key(TokenKey(module="other.so", token="t", label="k"), load_key(P256).spki)


def test_a_pin_is_never_shown(token: SoftToken) -> None:
    assert PIN not in repr(where(token)) + repr(key(token)) + repr(key(token).sign)
