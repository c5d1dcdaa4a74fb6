"""The one typed configuration: gateway.toml, links.d, environment, secret files; an unknown key refuses to start."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from gateway.document.charset import Believed
from gateway.routing.routes import Route
from gateway.service.bounds_config import Courier as Courier
from gateway.service.bounds_config import Limits as Limits
from gateway.service.bounds_config import Retry as Retry
from gateway.service.carry_config import Carry as Carry
from gateway.service.deciding_config import Deciding as Deciding
from gateway.service.feeds_config import Feed as Feed
from gateway.service.feeds_config import refuse_feeds, told_of
from gateway.service.listen_config import Listen as Listen
from gateway.service.protocol_config import Aid as Aid
from gateway.service.protocol_config import Protocol as Protocol
from gateway.service.protocol_config import refuse_restricted
from gateway.service.retention_config import Retention as Retention
from gateway.service.transport_config import ClientTls as ClientTls
from gateway.service.transport_config import FolderTransport as FolderTransport
from gateway.service.transport_config import HttpTransport as HttpTransport
from gateway.service.transport_config import Section as Section
from gateway.service.trust_config import Evidence as Evidence
from gateway.service.trust_config import Key as Key
from gateway.service.trust_config import LegacyName, SealName
from gateway.service.trust_config import Pkcs11 as Pkcs11
from gateway.service.trust_config import Revocation as Revocation
from gateway.service.trust_config import ServerTls as ServerTls
from gateway.service.watching_config import Watch as Watch

InnerName = Literal["none", SealName, LegacyName]
ProfileName = Literal[InnerName, "legacy-md5-prefix"]
REDIS_URLS = ("redis://", "rediss://", "unix://")
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]


class Link(Section):
    """One configured way to a party."""

    name: Name
    """In addresses (/exchange/<name>), logs and metrics."""
    party: Name
    """Whose link it is: the name of its folder below trust."""
    dialect: str
    """One of the dialects there are; see docs/formats."""
    envelope: Literal["", "dxp", "dxp-sv", "gzeport"] = ""
    """"dxp": business documents travel in DxpMsg, and are answered by DxpRep; "dxp-sv": in DxpMsgSv, between two nodes;
    "gzeport": in GzeportTransfer, as at Guangzhou."""
    profile: ProfileName
    """On the outermost layer: the envelope, or the business document where there is none."""
    document_profile: InnerName = "none"
    """On the business document inside an envelope."""
    seal: SealName | None = None
    """What we sign under where a profile above is only verified; None: the profile itself."""
    vouched_by: tuple[Name, ...] = ()
    """Folders below `authorities`: who may vouch for its certificates beside its own trust folder."""
    subjects: tuple[str, ...] = ()
    """With vouched_by: the subjects (RFC 4514) of its certificates; every other certificate of theirs is refused."""
    client_certificate: Literal["none", "required"] = "none"
    """"required": what comes over its address must come under a client certificate of its folder trust/<party>/tls."""
    shared_key_file: Path | None = None
    """For legacy-md5-prefix alone: the key shared with the link, one line without blanks, 16 characters at least."""
    prefixed: Literal["both", "received", "sent"] = "both"
    """Which documents bear the md5 prefix; receipts never do. "sent" is for folders only, as profile none is."""
    charset: str = ""
    """In which documents are written to it; "": the dialect's own."""
    character_references: bool = False
    """Write what the charset cannot hold as &#…; instead of refusing."""
    charset_believed: Believed = Believed.HEADER
    """Whose label holds where the one beside a document and the one in it differ; a byte order mark beats both."""
    charset_unlabelled: Literal["UTF-8", "GB18030"] = "UTF-8"
    """What a document without any label is in; GB18030 reads GBK and GB2312 as well."""
    address: str = Field("", max_length=30)
    """Its id: whom its envelopes name as the sender, and ours as the receiver. Of DXP 16 characters, of gzeport 30."""
    our_address: str = Field("", max_length=30)
    """By which id it names us; "": the one at the top of the configuration."""
    node: str = Field("", pattern=r"^([0-9]{8})?$")
    """Its node of the exchange platform, 8 digits; required by dxp-sv."""
    offices: tuple[str, ...] = Field(min_length=1)
    """Prefixes of the customs offices that are its own."""
    may_send: frozenset[str] = frozenset()
    """Kinds; nothing is allowed that is not named."""
    receives: frozenset[str] = frozenset()
    """Kinds that are delivered to it."""
    trader: bool = False
    """Its party is an enterprise, no office: nothing restricted (alerts, controls, aid) goes to it or comes from it."""
    authority: bool = False
    """It speaks for the authority: code tables and credit levels come over such a link only."""
    drafts_are_declared: bool = False
    """Its documents say 暂存 (OperType G), as every public client writes it, and are declared all the same."""
    strict: bool = False
    """Refuse a document with an element that no name of ours carries, instead of naming the loss."""
    constants: dict[str, str] = Field(default_factory=dict)
    """Path of an element below the root (DecHead/CopCode) → what is written where the message does not say."""
    transport: Annotated[HttpTransport | FolderTransport, Field(discriminator="kind")]
    feeds: tuple[Feed, ...] = ()
    """Of tax and foreign exchange: what it may see. Of a feed that it receives and has none of, only what must be."""
    retry: Retry = Retry()

    @model_validator(mode="after")
    def _traders_know_nothing_restricted(self) -> Link:
        refuse_restricted(self.may_send | self.receives if self.trader else frozenset())
        return self

    @model_validator(mode="after")
    def _feeds_go_one_way(self) -> Link:
        refuse_feeds(self.feeds, self.receives, self.may_send)
        return self

    @model_validator(mode="after")
    def _signed_unless_authenticated(self) -> Link:
        if self.profile == "none" and self.transport.kind != "folder" and self.client_certificate == "none":
            raise ValueError("profile none is for folders and for client certificates: nothing else says who sends")
        return self

    @model_validator(mode="after")
    def _authorities_are_shared(self) -> Link:
        if bool(self.vouched_by) != bool(self.subjects):
            raise ValueError("vouched_by and subjects go together: an authority vouches for others too")
        return self

    def route(self) -> Route:
        """The same, as routing wants it."""
        told = told_of(self.feeds)
        return Route(
            link=self.name,
            party=self.party,
            offices=self.offices,
            receives=self.receives,
            address=self.address,
            trader=self.trader,
            told_of=told,
        )


class Config(BaseSettings):
    """All of it. Environment: EPORT__SECTION__KEY. Relative paths start at the file's own folder."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, env_prefix="EPORT__", env_nested_delimiter="__")

    address: str = Field("DXPGTW0000000001", max_length=16)
    """Our own DXP id."""
    node: str = Field("", pattern=r"^([0-9]{8})?$")
    """Our own node of the exchange platform, 8 digits."""
    business_date: date | None = None
    """Codes and rules are taken as of this day; None: today in China."""
    workers: int = Field(1, ge=1, le=64)
    """Processes; one a core is the shape it is made for."""
    journal: str = "sqlite:///var/journal.sqlite"
    """URL: a SQLite file on a local disk, whose folder must exist, or postgresql+psycopg://user@host/database."""
    redis: str = ""
    """URL of the Redis; "": a private one beside the journal, "none": the journal alone."""
    state: Path = Path("var")
    """Folder of the private Redis where the journal is no file; made if it is not there."""
    trust: Path = Path("trust")
    """Folder with one folder a party, certificates in PEM."""
    authorities: Path = Path("authorities")
    """Folder with one folder an authority that vouches for several parties; it need not be there."""
    dedup_s: int = Field(86400, ge=60)
    """How long Redis remembers an identity; the journal remembers for ever."""
    listen: Listen
    keys: tuple[Key, ...] = ()
    limits: Limits = Limits()
    courier: Courier = Courier()
    revocation: Revocation = Revocation()
    evidence: Evidence = Evidence()
    retention: Retention = Retention()
    watch: Watch = Watch()
    carry: Carry = Carry()
    protocol: Protocol = Protocol()
    deciding: Deciding = Deciding()
    aid: Aid = Aid()
    links: tuple[Link, ...] = ()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment over file; no .env: what runs must be seen in the file or in the process."""
        return env_settings, init_settings

    @field_validator("redis")
    @classmethod
    def _redis_is_a_url(cls, redis: str) -> str:
        if redis not in ("", "none") and not redis.startswith(REDIS_URLS):
            raise ValueError('"", "none", or a URL that begins with ' + " or ".join(REDIS_URLS))
        return redis

    @field_validator("keys")
    @classmethod
    def _keys_take_turns(cls, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        turns = [(key.profile, key.sign_from) for key in keys]
        twice = next((profile for profile, moment in turns if turns.count((profile, moment)) > 1), "")
        if twice:
            raise ValueError(f"two keys for {twice} sign from the same moment: give the new one its own sign_from")
        return keys

    @field_validator("links")
    @classmethod
    def _names_differ(cls, links: tuple[Link, ...]) -> tuple[Link, ...]:
        for what in ("name", "address"):
            values = [value for link in links if (value := getattr(link, what))]
            if len(values) != len(set(values)):
                raise ValueError(f"two links share one {what}")
        if any("gateway" in (link.name, link.party) for link in links):
            raise ValueError("gateway is what we call ourselves: name the link and its party otherwise")
        return links

    @model_validator(mode="after")
    def _nodes_are_named(self) -> Config:
        between = [link.name for link in self.links if link.envelope == "dxp-sv" and not (link.node and self.node)]
        if between:
            raise ValueError(
                f"link {between[0]}: dxp-sv travels between two nodes: name its node, and ours beside address"
            )
        return self

    @model_validator(mode="after")
    def _watched_links_are_there(self) -> Config:
        self.watch.refuse_strangers({link.name for link in self.links})
        self.deciding.refuse_strangers({link.name for link in self.links})
        return self

    @model_validator(mode="after")
    def _ports_differ(self) -> Config:
        at = self.listen
        if at.port and at.ops_port <= at.port < at.ops_port + self.workers:
            raise ValueError(
                "the e-ports' port is one of the operators': they have ops_port, and the next for each worker"
            )
        return self

    def link(self, name: str) -> Link | None:
        """The link of that name."""
        return next((link for link in self.links if link.name == name), None)
