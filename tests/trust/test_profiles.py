from __future__ import annotations

from gateway.trust.algorithms import Algorithm
from gateway.trust.digests import DIGESTS
from gateway.trust.profiles import PROFILES, Encoding


def test_the_preferred_profile_is_the_official_rule() -> None:
    profile = PROFILES["sm2-sm3"]
    assert profile.signature_method == "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3"
    assert profile.digest_method == "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3"
    assert profile.canonicalization_method == "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    assert profile.transform == "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    assert (profile.encoding, profile.key_name_required) == (Encoding.RAW, True)


def test_every_profile_stands_under_its_name_with_a_digest_we_have() -> None:
    assert all(PROFILES[name].name == name and PROFILES[name].digest in DIGESTS for name in PROFILES)


def test_no_profile_means_no_signature_and_none_uses_sha_1() -> None:
    assert "none" not in PROFILES
    assert not any("sha1" in profile.signature_method + profile.digest_method for profile in PROFILES.values())


def test_there_is_a_profile_for_every_kind_of_key() -> None:
    assert {profile.algorithm for profile in PROFILES.values()} == set(Algorithm)
