"""What cannot work about one configured link, found before anything runs."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.service.catalogue import Catalogue
from gateway.service.config import Link
from gateway.service.materials import Materials
from gateway.translation.form import Dialect, Field
from gateway.translation.layout import paths_of
from gateway.trust.md5_prefix import PROFILE
from gateway.trust.profiles import PROFILES, SEALING


def link_faults(link: Link, catalogue: Catalogue, materials: Materials) -> Iterator[GatewayError]:
    """Every fault as a CONFIGURATION error that names link, key, value and what there is instead."""
    dialect = catalogue.dialect(link.dialect)
    if dialect is None:
        names = ", ".join(known.name for known in catalogue.dialects)
        yield _fault(link, "dialect", f"there are {names}", link.dialect)
    else:
        yield from _dialect_faults(link, dialect)
    yield from _trust_faults(link, materials)
    yield from _prefix_faults(link)
    yield from _address_faults(link, catalogue)


def _dialect_faults(link: Link, dialect: Dialect) -> Iterator[GatewayError]:
    kinds = {form.kind for form in dialect.forms}
    for key, wanted in (("may_send", link.may_send), ("receives", link.receives)):
        for kind in sorted(wanted - kinds):
            yield _fault(link, key, f"{dialect.name} has {', '.join(sorted(kinds))}", kind)
    reserved = {form.kind for form in dialect.forms if getattr(form.body, "OF_AUTHORITY", False)}
    for kind in sorted(link.may_send & reserved - (reserved if link.authority else set())):
        yield _fault(link, "may_send", "only a link with authority = true may send this kind", kind)
    if link.charset and link.charset not in dialect.charsets:
        yield _fault(link, "charset", f"{dialect.name} is written in {', '.join(dialect.charsets)}", link.charset)
    paths = {path for form in dialect.forms if form.kind in link.receives for path in paths_of(form.rows)}
    for path in sorted(link.constants.keys() - paths):
        yield _fault(link, "constants", "nothing that it receives has this path below the root", path)


def _trust_faults(link: Link, materials: Materials) -> Iterator[GatewayError]:
    layers = (("profile", link.profile), ("document_profile", link.document_profile))
    legacy = [name for _, name in layers if name in PROFILES and PROFILES[name].receive_only]
    if legacy and link.seal is None:
        yield _fault(link, "seal", f"{legacy[0]} is only verified: name what we sign under", "")
    if link.seal is not None and not legacy:
        yield _fault(link, "seal", "for a profile that is only verified; else we sign under the profile", link.seal)
    for key, name in (*layers, ("seal", link.seal or "")):
        if name in SEALING and name not in materials.signers:
            yield _fault(link, key, "no key of ours is set up for this profile", name)
    if link.profile in PROFILES and link.party not in materials.trust.parties:
        yield _fault(link, "party", "no certificate stands in its trust folder", link.party)


def _address_faults(link: Link, catalogue: Catalogue) -> Iterator[GatewayError]:
    envelope = catalogue.envelope(link.envelope)
    if envelope is None:
        return
    if not link.address:
        yield _fault(link, "address", "an envelope names its receiver by an id", "")
    rows = [row for row in envelope.message.rows if isinstance(row, Field) and row.name == "sender"]
    width = next((row.max_length for row in rows if row.max_length), None)
    for key, value in (("address", link.address), ("our_address", link.our_address)):
        if width and len(value) > width:
            yield _fault(link, key, f"an id of {envelope.name} has at most {width} characters", value)


def _prefix_faults(link: Link) -> Iterator[GatewayError]:
    """The md5 prefix stands inside nothing that we sign, and before nothing that is signed."""
    if link.profile != PROFILE:
        if link.shared_key_file:
            yield _fault(link, "shared_key_file", f"it is for profile {PROFILE} alone", link.profile)
        return
    if link.envelope:
        yield _fault(link, "envelope", f"{PROFILE} is no signature: it stands in no envelope of ours", link.envelope)
    if link.document_profile != "none":
        yield _fault(link, "document_profile", f"{PROFILE} stands before nothing signed", link.document_profile)
    if link.shared_key_file is None:
        yield _fault(link, "shared_key_file", f"{PROFILE} needs one", "")
    if link.prefixed == "sent" and link.transport.kind != "folder":
        yield _fault(link, "prefixed", "for folders only: nothing else authenticates the sender", link.prefixed)


def _fault(link: Link, key: str, reason: str, value: str) -> GatewayError:
    return faults.CONFIGURATION.error(reason, place=Place(path=f"link {link.name}: {key}"), value=value)
