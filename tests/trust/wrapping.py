"""Signature wrapping: a good Signature is kept, and something else is put where it will be read.

The eight shapes of Somorovsky and others, "On Breaking SAML: Be Whoever You Want to Be" (USENIX Security 2012), adapted
to one enveloped Signature over the whole root. Each takes the parsed root of a well sealed document and gives another.
"""

from __future__ import annotations

import copy
from base64 import b64encode
from collections.abc import Callable

from lxml import etree

from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.trust import dsig
from gateway.trust.digests import DIGESTS
from gateway.trust.signer import Signer
from gateway.trust.xmldsig_seal import scope, seal
from tests.trust.families import Family, signed_info, with_signature

Attack = Callable[[etree._Element], etree._Element]
EVIL = "9"
"""What the attacker would have read."""


def genuine(sealed: etree._Element) -> tuple[etree._Element, etree._Element]:
    """A copy of what was signed, without its Signature; and a copy of that."""
    whole = copy.deepcopy(sealed)
    signature = whole[-1]
    whole.remove(signature)
    return whole, signature


def evil(sealed: etree._Element) -> etree._Element:
    """The same document, unsigned, with one value changed."""
    changed, _ = genuine(sealed)
    leaf = [one for one in changed.iter(etree.Element) if not len(one) and one is not changed][-1]
    leaf.text = EVIL + (leaf.text or "")
    return changed


def xsw1(sealed: etree._Element) -> etree._Element:
    """The evil root takes the Signature over, and the genuine document stands inside the Signature."""
    root, (whole, signature) = evil(sealed), genuine(sealed)
    signature.append(whole)
    root.append(signature)
    return root


def xsw2(sealed: etree._Element) -> etree._Element:
    """The evil root takes the Signature over, and the genuine document stands before it."""
    root, (whole, signature) = evil(sealed), genuine(sealed)
    root.extend((whole, signature))
    return root


def xsw3(sealed: etree._Element) -> etree._Element:
    """The evil document and the signed one stand side by side in a root of the right name, the evil one first."""
    root = copy.deepcopy(sealed)
    root[:] = [evil(sealed), copy.deepcopy(sealed)]
    return root


def xsw4(sealed: etree._Element) -> etree._Element:
    """The evil root has the signed document, with its Signature, as its child."""
    root = evil(sealed)
    root.append(copy.deepcopy(sealed))
    return root


def xsw5(sealed: etree._Element) -> etree._Element:
    """The evil root takes the Signature over, and the genuine document follows it."""
    root, (whole, signature) = evil(sealed), genuine(sealed)
    root.extend((signature, whole))
    return root


def xsw6(sealed: etree._Element) -> etree._Element:
    """The evil root takes the Signature over, and the genuine document stands in the part nobody signs: KeyInfo."""
    root, (whole, signature) = evil(sealed), genuine(sealed)
    signature[-1].append(whole)
    root.append(signature)
    return root


def xsw7(sealed: etree._Element) -> etree._Element:
    """The evil document stands first in the signed one, in an element of a foreign namespace that may hold anything."""
    root = copy.deepcopy(sealed)
    etree.SubElement(root, "{urn:any}Extensions").append(evil(sealed))
    root.insert(0, root[-1])
    return root


def xsw8(sealed: etree._Element) -> etree._Element:
    """The evil root takes the Signature over, and the genuine document stands in its Object, made to hold anything."""
    root, (whole, signature) = evil(sealed), genuine(sealed)
    etree.SubElement(signature, f"{dsig.DS}Object").append(whole)
    root.append(signature)
    return root


def beside_another(sealed: etree._Element) -> etree._Element:
    """The evil root has the Signature twice, so that one may be checked and the other found."""
    root, (_, signature) = evil(sealed), genuine(sealed)
    root.extend((signature, copy.deepcopy(signature)))
    return root


def moved_inside(sealed: etree._Element) -> etree._Element:
    """The Signature stands in an element of the evil document, where only a search finds it."""
    root, (_, signature) = evil(sealed), genuine(sealed)
    root[0].append(signature)
    return root


def before_all(sealed: etree._Element) -> etree._Element:
    """The Signature stands first, so that what follows may be thought of as added later."""
    root, (_, signature) = evil(sealed), genuine(sealed)
    root.insert(0, signature)
    return root


ATTACKS: dict[str, Attack] = {
    attack.__name__: attack
    for attack in (xsw1, xsw2, xsw3, xsw4, xsw5, xsw6, xsw7, xsw8, beside_another, moved_inside, before_all)
}
# A wrapped document cannot help naming its fault twice; the place of the Signature is told before an Id that stands
# twice, and that before what the Signature holds. Without Ids, what the Signature covers is then another document.
CODES = {
    "xsw1": "4105",
    "xsw2": "4103",
    "xsw3": "4124",
    "xsw4": "4124",
    "xsw5": "4124",
    "xsw6": "4120",
    "xsw7": "4103",
    "xsw8": "4105",
    "beside_another": "4121",
    "moved_inside": "4124",
    "before_all": "4124",
}
COPIED = {"xsw1", "xsw2", "xsw5", "xsw6", "xsw7", "xsw8"}
"""In which the genuine document stands beside the evil one, an Id of its with it."""


def code(attack: str, *, has_id: bool = False, by_id: bool = False) -> str:
    """Which code names it; `by_id`: the Signature was made over the root's Id, as no document of ours is."""
    found = CODES[attack]
    if has_id and attack in COPIED and found != "4124":
        return "4123"
    return "4122" if by_id and found not in ("4121", "4124") else found


def has_id(document: bytes) -> bool:
    """Whether an Id stands in it that wrapping would double."""
    return bool(parse(document).root.xpath("//@*[translate(local-name(), 'ID', 'id') = 'id']"))


def wrapped(sealed: bytes, attack: str) -> bytes:
    """The document as the attacker sends it."""
    return canonical(ATTACKS[attack](parse(sealed).root))


def sealed_by_id(document: bytes, signer: Signer) -> bytes:
    """Well signed, but over the root's Id instead of the whole: what the eight attacks were first made for."""
    root = parse(document).root
    if root.get("Id") is None:
        root.set("Id", "signed")
    content = canonical(root)
    family = Family(document=content.decode(), content=content, namespaces=scope(root).start_tag, word="")
    profile = signer.profile
    digest = b64encode(DIGESTS[profile.digest](content)).decode()
    info = signed_info(family, profile, digest).replace('URI=""', f'URI="#{root.get("Id")}"')
    value = b64encode(signer.value(info.encode())).decode()
    certificate = b64encode(signer.certificate.der).decode()
    return with_signature(family, info, value, serial=signer.certificate.serial_hex, certificate=certificate)


def sealed(document: bytes, signer: Signer, *, by_id: bool) -> bytes:
    """As it should be, or over the Id."""
    return sealed_by_id(document, signer) if by_id else seal(canonical(parse(document).root), signer)
