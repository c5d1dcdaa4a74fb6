"""A library that speaks PKCS #11: one login a token and process, made anew when the token had been away."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.trust.algorithms import Algorithm

if TYPE_CHECKING:
    import pkcs11
    from pkcs11._pkcs11 import lib

R = TypeVar("R")
PIN_REFUSED = frozenset(
    {"PinIncorrect", "PinInvalid", "PinLenRange", "PinLocked", "PinExpired", "UserPinNotInitialized"}
)
MISSING = {
    "NoSuchToken": "there is no token of this label",
    "MultipleTokensReturned": "several tokens have this label",
    "NoSuchKey": "there is no private key of this label and kind; without its PIN a token shows none",
    "MultipleObjectsReturned": "several private keys have this label",
}
NEVER = frozenset({"MechanismInvalid", "MechanismParamInvalid", "KeyTypeInconsistent", "KeySizeRange", "DataLenRange"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKey:
    """Where a private key is; its PIN is never shown."""

    module: str
    """Path of the provider's library."""
    token: str
    label: str
    pin: str | None = field(default=None, repr=False)

    algorithm: Algorithm | None = None
    """Of the key; None: its certificate says it."""

    def place(self) -> Place:
        """For errors."""
        return Place(path=f"token {self.token}: {self.label}")


class Signs(Protocol):
    """A private key, as python-pkcs11 makes it when it runs; its stubs do not tell."""

    def sign(self, data: bytes, *, mechanism: pkcs11.Mechanism, mechanism_param: object = None) -> bytes:
        """A signature in the token's words."""
        ...


class Provider:
    """One library in one process. It is not told of threads: one lock serves all of its keys.

    A PIN that was refused is not tried again, or a token would lock itself; another PIN is.
    """

    def __init__(self, module: str) -> None:
        """Raises CONFIGURATION where the extra, or the library, is missing."""
        self._error, self._library = _loaded(module)
        self._lock = RLock()
        self._is_parents = False
        self.sessions: dict[str, pkcs11.Session] = {}
        self._keys: dict[tuple[str, str], Signs] = {}
        self._refused: set[tuple[str, str | None]] = set()
        self._worked: set[tuple[str, str]] = set()

    def use(self, where: TokenKey, work: Callable[[Signs], R]) -> R:
        """What `work` makes of the key; a lost session is opened again once. Raises KEY_UNUSABLE, KEY_AWAY."""
        with self._lock:
            if (where.token, where.pin) in self._refused:
                raise _pin_refused(where)
            if self._is_parents:
                self.close()
            try:
                return self._once(where, work)
            except self._error as error:
                self.close()
                if type(error).__name__ in PIN_REFUSED:
                    raise self._told(error, where) from None
            try:
                return self._once(where, work)
            except self._error as error:
                self.close()
                raise self._told(error, where) from None

    def _once(self, where: TokenKey, work: Callable[[Signs], R]) -> R:
        made = work(self._key(where))
        self._worked.add((where.token, where.label))
        return made

    def _key(self, where: TokenKey) -> Signs:
        name = where.token, where.label
        if name not in self._keys:
            self._keys[name] = self._found(where, self.sessions.get(where.token) or self._login(where))
        return self._keys[name]

    def _found(self, where: TokenKey, session: pkcs11.Session) -> Signs:
        """All are asked for: python-pkcs11's own search for one leaves the search open where there are several."""
        from pkcs11 import Attribute, KeyType, MultipleObjectsReturned, NoSuchKey, ObjectClass

        kind = KeyType.RSA if where.algorithm is Algorithm.RSA else KeyType.EC
        wanted = {
            Attribute.CLASS: ObjectClass.PRIVATE_KEY,
            Attribute.KEY_TYPE: kind,
            Attribute.LABEL: where.label,
        }
        found = list(session.get_objects(wanted))
        if len(found) != 1:
            raise MultipleObjectsReturned if found else NoSuchKey
        return cast("Signs", found[0])

    def _login(self, where: TokenKey) -> pkcs11.Session:
        self._library.initialize()
        token = self._library.get_token(token_label=where.token)
        session = self.sessions[where.token] = token.open(user_pin=where.pin)
        return session

    def forked(self) -> None:
        """In a child: what is open here is the parent's. Nothing is called now, the library's own locks may be held."""
        self._lock = RLock()
        self._is_parents = True

    def close(self) -> None:
        """All of it: many libraries see a token that was plugged in again only after they were started anew."""
        self._keys.clear()
        self.sessions.clear()
        self._is_parents = False
        with suppress(self._error):
            self._library.finalize()

    def _told(self, error: Exception, where: TokenKey) -> GatewayError:
        name = type(error).__name__
        if name in PIN_REFUSED:
            self._refused.add((where.token, where.pin))
            return _pin_refused(where)
        if name in MISSING and (where.token, where.label) not in self._worked:
            return faults.KEY_UNUSABLE.error(MISSING[name], place=where.place())
        if name in NEVER:
            return faults.KEY_UNUSABLE.error(f"the token does not sign so with this key ({name})", place=where.place())
        return faults.KEY_AWAY.error(f"the token does not answer ({name})", place=where.place())


def _loaded(module: str) -> tuple[type[Exception], lib]:
    """The family of its errors, and the library. Raises CONFIGURATION."""
    try:
        from pkcs11 import PKCS11Error
        from pkcs11._pkcs11 import lib
    except ImportError:
        reason = "keys in a token need the extra pkcs11: pip install 'eport-gateway[pkcs11]'"
        raise faults.CONFIGURATION.error(reason, place=Place(path="keys.pkcs11")) from None
    try:
        return PKCS11Error, lib(module)
    except (PKCS11Error, AttributeError) as error:
        # The library's own configuration may be at fault, and then only the name says anything.
        word = str(error) or f"{type(error).__name__}; is its own configuration in place, as SOFTHSM2_CONF?"
        reason = f"this library cannot be used as a PKCS #11 provider: {word}"
        raise faults.CONFIGURATION.error(reason, place=Place(path=module)) from None


def _pin_refused(where: TokenKey) -> GatewayError:
    reason = "the token refuses the PIN; it is not tried a second time, lest the token lock itself"
    return faults.KEY_UNUSABLE.error(reason, place=where.place())
