"""One region in a folder: the gateway's configuration, three links, keys, trust; what `demo` and the tests run on."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gateway.commands.demo.identities import Identity, new_identity, write_private

PARTIES = ("beijing", "tianjin", "hebei")
ADDRESSES = {
    "gateway": "DXPGTW0000000001",
    "beijing": "DXPENT0000000110",
    "tianjin": "DXPENT0000000202",
    "hebei": "DXPENT0000000402",
}
"""DXP ids, made up in the shape that public documents show."""
PORTS = range(20000, 32000)
WORKERS = 4
OFFICES = {"beijing": "01", "tianjin": "02", "hebei": "04"}

GATEWAY = """\
address = "{address}"
business_date = {day}
journal = "{journal}"
redis = "{redis}"
trust = "trust"

[listen]
port = {port}
ops_port = {ops_port}
ops_token_file = "keys/ops-token"

[[keys]]
profile = "{profile}"
key_file = "keys/gateway.key.pem"
certificate_file = "keys/gateway.crt.pem"
"""
LINK = """\
name = "{party}"
party = "{party}"
dialect = "{dialect}"
profile = "{profile}"
address = "{address}"
offices = ["{offices}"]
may_send = ["declaration", "declaration-status"]
receives = ["declaration", "declaration-status"]
{more}
"""
CONSTANTS = """
[constants]
"SWImpData/DecMessage/DecHead/CopCode" = "110000001"
"""
JOURNAL = "sqlite:///var/journal.sqlite"
RETRY = """
[retry]
first_s = 0.05
longest_s = 0.4
timeout_s = 5.0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where everything stands, and who is who."""

    folder: Path
    port: int
    ops_port: int
    token: str
    peer_ports: Mapping[str, int]
    identities: Mapping[str, Identity]

    @property
    def config(self) -> Path:
        """The gateway's configuration file."""
        return self.folder / "gateway.toml"

    @property
    def boxes(self) -> Path:
        """Tianjin's folder of boxes."""
        return self.folder / "boxes" / "Tecciq"


def lay_region(
    folder: Path,
    *,
    profile: str = "sm2-sm3",
    day: str = "2014-10-15",
    journal: str = JOURNAL,
    redis: str = "none",
    retry: str = RETRY,
) -> Region:
    """Write it all into an empty folder. `day` is the business date."""
    port, beijing, hebei, ops_port, *_ = free_ports(4 + WORKERS)
    region = Region(
        folder=folder,
        port=port,
        ops_port=ops_port,
        token=secrets.token_urlsafe(24),
        peer_ports={"beijing": beijing, "hebei": hebei},
        identities={name: new_identity(name, profile) for name in ("gateway", *PARTIES)},
    )
    _write_secrets(region)
    text = GATEWAY.format(
        address=ADDRESSES["gateway"],
        day=day,
        journal=journal,
        redis=redis,
        port=port,
        ops_port=ops_port,
        profile=profile,
    )
    (folder / "gateway.toml").write_text(text, encoding="utf-8")
    _write_links(region, profile, retry)
    return region


def _write_secrets(region: Region) -> None:
    ours = region.identities["gateway"]
    write_private(region.folder / "keys/gateway.key.pem", ours.key_pem)
    write_private(region.folder / "keys/gateway.crt.pem", ours.certificate_pem)
    write_private(region.folder / "keys/ops-token", region.token.encode())
    for party in PARTIES:
        write_private(region.folder / f"trust/{party}/{party}.pem", region.identities[party].certificate_pem)
    (region.folder / "var").mkdir(mode=0o700)


def _write_links(region: Region, profile: str, retry: str) -> None:
    ways = {
        "beijing": ("beijing-ciq", retry + _http(region.peer_ports["beijing"])),
        "tianjin": ("tianjin-ciq", 'envelope = "dxp"\n' + retry + _folder(region.folder)),
        "hebei": (
            "hebei-dec",
            'envelope = "dxp"\ncharset = "GB18030"\n' + CONSTANTS + retry + _http(region.peer_ports["hebei"]),
        ),
    }
    (region.folder / "links.d").mkdir()
    for party, (dialect, more) in ways.items():
        text = LINK.format(
            party=party,
            dialect=dialect,
            profile=profile,
            address=ADDRESSES[party],
            offices=OFFICES[party],
            more=more,
        )
        (region.folder / "links.d" / f"{party}.toml").write_text(text, encoding="utf-8")


def free_ports(count: int) -> list[int]:
    """Loopback ports in a row that nobody listens on now: a second worker's ops port is the first's and one.

    Below the kernel's own range (ip_local_port_range), from which any outgoing connection may take one meanwhile.
    """
    while True:
        first = PORTS.start + secrets.randbelow(len(PORTS) - count)
        opened = [socket.socket() for _ in range(count)]
        try:
            for number, one in enumerate(opened, start=first):
                one.bind(("127.0.0.1", number))
        except OSError:
            continue
        else:
            return list(range(first, first + count))
        finally:
            for one in opened:
                one.close()


def _http(port: int) -> str:
    return f'\n[transport]\nkind = "http"\nurl = "http://127.0.0.1:{port}/inbox"\n'


def _folder(folder: Path) -> str:
    return (
        f'\n[transport]\nkind = "folder"\nroot = "{folder / "boxes"}"\n'
        'business_type = "Tecciq"\npoll_s = 0.1\nsettle_s = 0.05\n'
    )
