"""DER changed so that its lengths still add up: one element of it dropped, doubled, moved, retagged or refilled."""

from __future__ import annotations

from random import Random

from gateway.trust import der

CONSTRUCTED = 0x20
TAGS = (0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x13, 0x17, 0x18, 0x30, 0x31, 0x80, 0x81, 0xA0, 0xA3)


def mutant(value: bytes, chance: Random) -> bytes:
    """A changed copy; ValueError where `value` is no DER."""
    parts = _children(value)
    if not parts or chance.random() < 0.15:
        return _changed(value, chance)
    at = chance.randrange(len(parts))
    if chance.random() < 0.75:
        parts[at] = mutant(parts[at], chance)
    else:
        parts[at : at + 1] = chance.choice(([], [parts[at]] * 2, [parts[at], chance.choice(parts)]))
    return der.wrap(value[0], b"".join(parts))


def _children(value: bytes) -> list[bytes]:
    """None of what is not constructed; a BIT STRING or OCTET STRING is left whole."""
    return der.children(value) if value and value[0] & CONSTRUCTED else []


def _changed(value: bytes, chance: Random) -> bytes:
    content = value[2:] if len(value) < 0x80 else value[2 + (value[1] & 0x7F) :]
    how = chance.randrange(5)
    if how == 0:
        return der.wrap(chance.choice(TAGS), content)
    if how == 1:
        return der.wrap(value[0], chance.choice((b"", b"\x00", b"\xff" * 20, content * 2, content[:-1])))
    at = chance.randrange(len(content) + 1)
    return der.wrap(value[0], content[:at] + chance.randbytes(1) + content[at + 1 :])
