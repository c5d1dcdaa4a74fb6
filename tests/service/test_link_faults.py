"""What cannot work about a link is found before anything runs: each fault with link, key and value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gateway.commands.demo.region import Region, lay_region
from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.service.config import Config, Link
from gateway.service.config_file import load_config
from gateway.service.link_faults import link_faults
from gateway.service.materials import Materials, read_materials, read_shared_keys
from gateway.service.surroundings import utc_now
from gateway.service.transports.transport import Transport
from gateway.service.trust_keeper import TrustKeeper
from gateway.service.wiring import link_terms, stranger_terms, wire
from tests.service.laid import CATALOGUE


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return lay_region(tmp_path_factory.mktemp("region"))


@pytest.fixture(scope="module")
def config(region: Region) -> Config:
    return load_config(region.config)


@pytest.fixture(scope="module")
def materials(config: Config) -> Materials:
    keeper = TrustKeeper(config, utc_now)
    return read_materials(config, keeper.trust, keeper.signers)


def changed(config: Config, name: str, **changes: Any) -> Link:
    link = config.link(name)
    assert link is not None
    return link.model_copy(update=changes)


def no_transport(link: Link) -> Transport:
    raise AssertionError("nothing is opened before all is checked")


def test_two_parties_never_share_a_key_for_each_could_speak_as_the_other(config: Config, tmp_path: Path) -> None:
    keys = [tmp_path / name for name in "ab"]
    for key in keys:
        key.write_text("made-up-and-long-enough\n", encoding="utf-8")
    one, other = (
        changed(config, name, shared_key_file=key) for name, key in zip(("beijing", "tianjin"), keys, strict=True)
    )
    assert read_shared_keys((one, one.model_copy(update={"name": "second"}))).keys() == {"beijing", "second"}
    with pytest.raises(SetupError, match="beijing's key too") as caught:
        read_shared_keys((one, other))
    assert (caught.value.place.path, "made-up" in str(caught.value)) == ("link tianjin: shared_key_file", False)


@pytest.mark.parametrize("name", ["beijing", "tianjin", "hebei"])
def test_the_demos_links_have_none(config: Config, materials: Materials, name: str) -> None:
    assert list(link_faults(changed(config, name), CATALOGUE, materials)) == []


@pytest.mark.parametrize(
    ("changes", "key", "value"),
    [
        ({"dialect": "beijing-cqi"}, "dialect", "beijing-cqi"),
        ({"may_send": frozenset({"declaration", "decalration"})}, "may_send", "decalration"),
        ({"receives": frozenset({"alert"}), "constants": {}}, "receives", "alert"),
        ({"charset": "BIG5"}, "charset", "BIG5"),
        ({"profile": "rsa-sha256"}, "profile", "rsa-sha256"),
        ({"document_profile": "rsa-sha256"}, "document_profile", "rsa-sha256"),
        ({"profile": "legacy-rsa-sha1"}, "seal", ""),
        ({"document_profile": "legacy-ukey-sm2-sha1"}, "seal", ""),
        ({"profile": "legacy-rsa-sha1", "seal": "rsa-sha256"}, "seal", "rsa-sha256"),
        ({"seal": "sm2-sm3"}, "seal", "sm2-sm3"),
        ({"party": "nobody"}, "party", "nobody"),
        ({"address": ""}, "address", ""),
        ({"address": "DXPENT00000004021"}, "address", "DXPENT00000004021"),
        ({"our_address": "DXPGTW00000000011"}, "our_address", "DXPGTW00000000011"),
        ({"constants": {"DecHead/NoSuch": "1"}}, "constants", "DecHead/NoSuch"),
    ],
)
def test_each_is_told_with_link_key_and_value(
    config: Config, materials: Materials, changes: dict[str, Any], key: str, value: str
) -> None:
    link = changed(config, "hebei", **changes)
    [error] = link_faults(link, CATALOGUE, materials)
    assert (error.fault, str(error.place), error.value) == (faults.CONFIGURATION, f"link hebei: {key}", value)
    with pytest.raises(SetupError):
        wire(config.model_copy(update={"links": (link,)}), CATALOGUE, materials, no_transport)


@pytest.mark.parametrize("key", ["profile", "document_profile"])
@pytest.mark.parametrize("old", ["legacy-rsa-sha1", "legacy-ukey-sm2-sha1"])
def test_an_old_profile_needs_a_seal_of_ours_and_no_key_of_its_own(
    config: Config, materials: Materials, key: str, old: str
) -> None:
    link = changed(config, "hebei", **{key: old}, seal="sm2-sm3")
    assert list(link_faults(link, CATALOGUE, materials)) == []
    terms = link_terms(link, config, CATALOGUE, materials)
    signers = {terms.signer(terms.profile), terms.signer(terms.document_profile)} - {None}
    assert signers == {materials.signers["sm2-sm3"]}


KEY_FILE = Path("shared")
LEGACY: dict[str, Any] = {
    "envelope": "",
    "profile": "legacy-md5-prefix",
    "document_profile": "none",
    "shared_key_file": KEY_FILE,
    "constants": {},
}


def test_a_link_behind_the_md5_prefix_needs_no_certificate_and_no_key_of_ours(
    config: Config, materials: Materials
) -> None:
    link = changed(config, "beijing", party="nobody", **LEGACY)
    assert list(link_faults(link, CATALOGUE, materials)) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"envelope": "dxp"}, "envelope"),
        ({"document_profile": "sm2-sm3"}, "document_profile"),
        ({"shared_key_file": None}, "shared_key_file"),
        ({"prefixed": "sent"}, "prefixed"),
        ({"profile": "none"}, "shared_key_file"),
    ],
)
def test_the_md5_prefix_stands_in_nothing_we_sign_and_before_nothing_signed(
    config: Config, materials: Materials, changes: dict[str, Any], key: str
) -> None:
    link = changed(config, "beijing", **{**LEGACY, **changes})
    places = [str(error.place) for error in link_faults(link, CATALOGUE, materials)]
    assert f"link beijing: {key}" in places


def test_all_faults_of_a_link_are_told(config: Config, materials: Materials) -> None:
    link = changed(config, "hebei", dialect="x", party="y", profile="rsa-sha256", address="")
    assert len(list(link_faults(link, CATALOGUE, materials))) == 4


def test_a_link_that_nothing_is_signed_on_needs_no_certificate(config: Config, materials: Materials) -> None:
    link = changed(config, "tianjin", profile="none", party="nobody")
    assert list(link_faults(link, CATALOGUE, materials)) == []


def test_the_terms_of_a_link_are_what_it_says(config: Config, materials: Materials) -> None:
    terms = link_terms(changed(config, "hebei"), config, CATALOGUE, materials)
    assert (terms.party, terms.charset, terms.outer_charset()) == ("hebei", "GB18030", "UTF-8")
    assert (terms.our_address, terms.limit_bytes) == (config.address, config.limits.document_bytes)
    assert terms.profile is not None
    assert terms.document_profile is None
    assert terms.constants == {"SWImpData/DecMessage/DecHead/CopCode": "110000001"}
    assert link_terms(changed(config, "beijing"), config, CATALOGUE, materials).outer_charset() == "UTF-8"


def test_strangers_are_answered_in_the_common_envelope_and_never_signed(config: Config, materials: Materials) -> None:
    terms = stranger_terms(config, CATALOGUE, materials)
    assert (terms.profile, terms.signers, terms.party) == (None, {}, "")
    assert terms.envelope is not None


def test_an_id_may_be_as_long_as_its_envelope_says(config: Config, materials: Materials) -> None:
    link = changed(config, "hebei", envelope="gzeport", address="G" * 30, our_address="P" * 30)
    assert list(link_faults(link, CATALOGUE, materials)) == []
