"""What was agreed with one link, as far as documents are concerned: everything that taking in and giving out need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gateway.document.charset import Believed
from gateway.document.parse import LIMIT_BYTES
from gateway.translation.translator import EnvelopeTranslator, Translator
from gateway.trust.md5_prefix import Md5Prefix
from gateway.trust.profiles import Profile
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One link: dialect, envelope, profiles, and whom to trust. A None profile means: not signed on that layer."""

    party: str
    translator: Translator
    envelope: EnvelopeTranslator | None = None
    profile: Profile | None
    """Of the outermost layer."""
    document_profile: Profile | None = None
    """Of the business document inside an envelope."""
    seal: Profile | None = None
    """What we sign under on a layer whose profile is only verified."""
    prefix: Md5Prefix | None = None
    """Before documents that nothing is signed on, where a legacy link requires it."""
    signers: Mapping[str, Signer] = field(default_factory=dict)
    """Ours, by the profile's name."""
    trust: TrustStore
    our_address: str = ""
    node: str = ""
    """Its node of the exchange platform, 8 digits; "" where its envelope names none."""
    our_node: str = ""
    address: str = ""
    """Its DXP id; "" where documents name none."""
    charset: str = "UTF-8"
    character_references: bool = False
    believed: Believed = Believed.HEADER
    unlabelled: str = "utf-8"
    """What a document without any label is in."""
    strict: bool = False
    drafts_are_declared: bool = False
    constants: Mapping[str, str] = field(default_factory=dict)
    shows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of feeds, by kind: what its party may see beside what every record holds."""
    limit_bytes: int = LIMIT_BYTES

    def signer(self, profile: Profile | None) -> Signer | None:
        """Our signer on a layer of this profile; KeyError where none was set up, which `check` rules out."""
        if profile is None:
            return None
        return self.signers[(self.seal if profile.receive_only and self.seal else profile).name]

    def outer_charset(self) -> str:
        """In which the outermost layer is written: an envelope is always UTF-8."""
        return "UTF-8" if self.envelope else self.charset
