from __future__ import annotations

import pytest

from gateway.trust.algorithms import Algorithm
from gateway.trust.digests import DIGESTS
from gateway.trust.profiles import PROFILES, SEALING, Encoding


def test_the_preferred_profile_is_the_official_rule() -> None:
    profile = PROFILES["sm2-sm3"]
    assert profile.signature_method == "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3"
    assert profile.digest_method == "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3"
    assert profile.canonicalization_method == "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    assert profile.transform == "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    assert (profile.encoding, profile.key_name_required) == (Encoding.RAW, True)


def test_every_profile_stands_under_its_name_with_a_digest_we_have() -> None:
    assert all(PROFILES[name].name == name and PROFILES[name].digest in DIGESTS for name in PROFILES)


def test_only_what_is_never_signed_under_uses_sha_1() -> None:
    assert "none" not in PROFILES
    weak = {one.name for one in PROFILES.values() if "sha1" in one.signature_method + one.digest_method}
    assert weak == {"legacy-rsa-sha1", "legacy-ukey-sm2-sha1"}
    assert weak == {one.name for one in PROFILES.values() if one.receive_only}
    assert weak.isdisjoint(SEALING)
    assert weak | set(SEALING) == set(PROFILES)


def test_the_legacy_profiles_are_the_older_official_rule_and_that_of_the_u_key() -> None:
    old, ukey = PROFILES["legacy-rsa-sha1"], PROFILES["legacy-ukey-sm2-sha1"]
    assert (old.signature_method, old.key_bits_min) == ("http://www.w3.org/2000/09/xmldsig#rsa-sha1", 1024)
    assert ukey.signature_method == "http://www.w3.org/2000/09/xmldsig#sm2-sm3"
    assert old.digest_method == ukey.digest_method == "http://www.w3.org/2000/09/xmldsig#sha1"
    assert ukey.scheme is PROFILES["sm2-sm3"].scheme


def test_pss_is_the_method_whose_parameters_are_fixed() -> None:
    assert PROFILES["rsa-pss-sha256"].signature_method == "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"


@pytest.mark.parametrize(("bits", "wanted"), [(1024, 128), (2048, 256), (2049, 257), (3072, 384)])
def test_an_rsa_block_is_as_long_as_its_key(bits: int, wanted: int) -> None:
    assert PROFILES["rsa-sha256"].value_bytes(bits) == wanted
    assert PROFILES["sm2-sm3"].value_bytes(256) == 64


def test_there_is_a_profile_for_every_kind_of_key() -> None:
    assert {profile.algorithm for profile in PROFILES.values()} == set(Algorithm)
