"""From configuration to adapters: each link's transport, dialect, profiles and authority."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from gateway.routing.authority import Authority
from gateway.service.adapter import Adapter
from gateway.service.catalogue import Catalogue
from gateway.service.config import Config, Link
from gateway.service.feeds_config import shows
from gateway.service.link_faults import link_faults
from gateway.service.materials import Materials
from gateway.service.protocol_config import conduct
from gateway.service.transports.transport import Transport
from gateway.translation.terms import Terms
from gateway.translation.translator import EnvelopeTranslator
from gateway.trust.md5_prefix import PROFILE, Md5Prefix
from gateway.trust.profiles import PROFILES, Profile
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

TransportOf = Callable[[Link], Transport]


def wire(config: Config, catalogue: Catalogue, materials: Materials, transport_of: TransportOf) -> dict[str, Adapter]:
    """The adapters by link name. Raises the first of `link_faults`."""
    for link in config.links:
        for fault in link_faults(link, catalogue, materials):
            raise fault
    return {link.name: _adapter(link, config, catalogue, materials, transport_of(link)) for link in config.links}


def retabled(
    adapters: Mapping[str, Adapter], config: Config, catalogue: Catalogue, materials: Materials
) -> dict[str, Adapter]:
    """The same adapters, their words made anew from the code tables in `materials`."""
    links = {link.name: link for link in config.links}
    return {
        name: replace(adapter, terms=link_terms(links[name], config, catalogue, materials))
        for name, adapter in adapters.items()
    }


def resigned(adapters: Mapping[str, Adapter], trust: TrustStore, signers: Mapping[str, Signer]) -> dict[str, Adapter]:
    """The same adapters with other certificates and keys; their words stay."""
    return {
        name: replace(adapter, terms=replace(adapter.terms, trust=trust, signers=signers))
        for name, adapter in adapters.items()
    }


def stranger_terms(config: Config, catalogue: Catalogue, materials: Materials) -> Terms:
    """How somebody on no link of ours is answered: in the common envelope's words, unsigned."""
    return Terms(
        party="",
        translator=materials.translator(catalogue.dialects[0]),
        envelope=EnvelopeTranslator(catalogue.envelopes[0], materials.codes, materials.schemas),
        profile=None,
        trust=materials.trust,
        our_address=config.address,
    )


def link_terms(link: Link, config: Config, catalogue: Catalogue, materials: Materials) -> Terms:
    """What was agreed with one link; KeyError for what `link_faults` names."""
    dialect, envelope = catalogue.dialect(link.dialect), catalogue.envelope(link.envelope)
    assert dialect is not None  # noqa: S101  (link_faults: an unknown dialect refuses to start)
    return Terms(
        party=link.party,
        translator=materials.translator(dialect),
        envelope=EnvelopeTranslator(envelope, materials.codes, materials.schemas) if envelope else None,
        profile=_profile(link.profile),
        document_profile=_profile(link.document_profile),
        seal=_profile(link.seal or ""),
        prefix=_prefix(link, materials),
        signers=materials.signers,
        trust=materials.trust,
        our_address=link.our_address or config.address,
        our_node=config.node,
        node=link.node if link.envelope == "dxp-sv" else "",
        address=link.address,
        charset=link.charset or dialect.charset,
        character_references=link.character_references,
        believed=link.charset_believed,
        unlabelled=link.charset_unlabelled,
        strict=link.strict,
        drafts_are_declared=link.drafts_are_declared,
        constants=link.constants,
        shows=shows(link.feeds),
        limit_bytes=config.limits.document_bytes,
    )


def _adapter(link: Link, config: Config, catalogue: Catalogue, materials: Materials, transport: Transport) -> Adapter:
    return Adapter(
        name=link.name,
        terms=link_terms(link, config, catalogue, materials),
        authority=Authority(may_send=link.may_send, route=link.route()),
        transport=transport,
        policy=link.retry.policy(),
        timeout_s=link.retry.timeout_s,
        conduct=conduct(config.protocol, config.aid),
    )


def _profile(name: str) -> Profile | None:
    return PROFILES.get(name)


def _prefix(link: Link, materials: Materials) -> Md5Prefix | None:
    if link.profile != PROFILE:
        return None
    on = link.prefixed
    return Md5Prefix(key=materials.shared_keys[link.name], received=on != "sent", sent=on != "received")
