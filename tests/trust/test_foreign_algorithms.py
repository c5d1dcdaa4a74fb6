from __future__ import annotations

import pytest

from gateway.trust.foreign_algorithms import fault_of

DSIG, MORE, NEWER = (
    "http://www.w3.org/2000/09/xmldsig#",
    "http://www.w3.org/2001/04/xmldsig-more#",
    "http://www.w3.org/2007/05/xmldsig-more#",
)


@pytest.mark.parametrize(
    "identifier", [f"{DSIG}hmac-sha1", f"{MORE}hmac-sha512", f"{MORE}hmac-md5", f"{NEWER}poly1305"]
)
def test_who_checks_an_hmac_can_make_it(identifier: str) -> None:
    assert fault_of(identifier).code == "4116"


@pytest.mark.parametrize(
    "identifier",
    [
        f"{DSIG}sha1",
        f"{DSIG}rsa-sha1",
        f"{DSIG}dsa-sha1",
        f"{MORE}md5",
        f"{MORE}rsa-md5",
        f"{MORE}ecdsa-sha1",
        f"{NEWER}sha1-rsa-MGF1",
        f"{NEWER}md2-rsa-MGF1",
        "http://www.w3.org/2001/04/xmlenc#ripemd160",
    ],
)
def test_broken_digests_are_weak_wherever_they_stand(identifier: str) -> None:
    assert fault_of(identifier).code == "4115"


@pytest.mark.parametrize("identifier", ["", "sha", f"{MORE}rsa-sha512", f"{NEWER}sha256-rsa-MGF1", "urn:hmac:md5"])
def test_every_other_is_just_not_the_profiles(identifier: str) -> None:
    assert fault_of(identifier).code == "4104"
