from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.evidence.dossier import Dossier
from gateway.evidence.verify import verified
from gateway.trust.signer import Signer
from tests.commands.cli import run
from tests.evidence.conftest import Scene

in_one_loop = pytest.mark.asyncio(loop_scope="session")


def bad(scene: Scene, container: bytes) -> list[str]:
    return [
        f"{one.place}: {one.what}: {one.reason}" for one in verified(container, scene.trusted) if one.verdict == "bad"
    ]


@in_one_loop
async def test_a_good_container_is_good_in_every_line(scene: Scene, whole: Dossier) -> None:
    checks = verified(scene.sealed(whole), scene.trusted)
    assert [one for one in checks if one.verdict == "bad"] == []
    assert len(checks) > 10


@in_one_loop
@pytest.mark.parametrize("link", ["beijing", "hebei", "tianjin"])
async def test_a_message_of_each_port_is_proven_over_its_envelope(scene: Scene, link: str) -> None:
    number = {"beijing": "2014101500700011", "hebei": "2014101500700012", "tianjin": "2014101500700013"}[link]
    assert bad(scene, scene.sealed(await scene.dossier(link, number))) == []


def laid_trust(folder: Path, signers: dict[str, Signer]) -> Path:
    for party, signer in signers.items():
        (folder / party).mkdir(parents=True)
        pem = x509.load_der_x509_certificate(signer.certificate.der).public_bytes(Encoding.PEM)
        (folder / party / "one.pem").write_bytes(pem)
    return folder


@in_one_loop
async def test_the_command_tells_every_check_and_ends_by_what_came_of_them(
    scene: Scene, whole: Dossier, tmp_path: Path
) -> None:
    trust, file = laid_trust(tmp_path / "trust", scene.signers), tmp_path / "x.asice"
    file.write_bytes(scene.sealed(whole))
    done = run("evidence", "verify", file, "--trust", trust)
    assert (done.code, "BAD" in done.text) == (0, False), done.err
    assert {one["verdict"] for one in run("evidence", "verify", file, "--trust", trust, "--json").json} <= {
        "good",
        "open",
    }
    assert run("evidence", "verify", file, "--trust", trust, "--gateway", "beijing").code == 1
    file.write_bytes(file.read_bytes().replace(b"<bill", b"<Bill", 1).replace(b"first", b"later", 1)[:-1] + b"\1")
    assert run("evidence", "verify", file, "--trust", trust).code == 2
