"""What a hostile or careless authority makes: one key under two names, one name for two, lists without an end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.service.expiry import stale
from gateway.translation.sealing_times import outside
from gateway.trust.trust_store import TrustStore
from gateway.trust.vouching import Believed, Folder
from tests.trust.authorities import DAY, below, entity, read, revoking, root
from tests.trust.made import AT

LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""How RFC 5280, 4.1.2.5, writes that there is no end."""


def refused(trust: TrustStore, name: str = "port") -> str:
    with pytest.raises(SenderError) as caught:
        trust.party_of(entity(root("top"), name), AT)
    assert caught.value.fault is faults.CERTIFICATE_UNTRUSTED
    return caught.value.reason


def test_a_list_without_an_end_is_fresh_for_ever() -> None:
    above = root("top")
    endless = read(above, revoking(above, until=LAST))
    trust = TrustStore.of([("hebei", above.certificate)], lists={"hebei": (endless,)})
    assert trust.party_of(entity(above), AT) == "hebei"
    assert stale(endless, AT, trust) == ""


def test_grace_without_an_end_is_grace() -> None:
    above = root("top")
    late = read(above, revoking(above, until=AT - timedelta(seconds=1)))
    trust = TrustStore.of(
        [("hebei", above.certificate)], lists={"hebei": (late,)}, believed=Believed(grace=timedelta.max)
    )
    assert trust.party_of(entity(above), AT) == "hebei"
    assert stale(late, AT, trust) == "grace"


def test_a_certificate_without_an_end_contradicts_no_moment_after_it_began() -> None:
    assert outside(AT, entity(root("top"), until=LAST)) == ""
    assert outside(LAST, entity(root("top"))).startswith("made 9999-12-31")


def test_an_authority_that_certifies_anothers_pinned_key_makes_nobody_of_it() -> None:
    """Whoever signed stays who he is, whichever certificate of his key somebody puts beside his signature."""
    beijing = entity(root("beijing-ca"), "port")
    trust = TrustStore.of([("beijing", beijing), ("hebei", root("top").certificate)])
    assert "its key is pinned for beijing" in refused(trust)
    assert trust.party_of(entity(root("top"), "other"), AT) == "hebei"
    assert trust.party_of(beijing, AT) == "beijing"


def test_an_authority_may_renew_the_certificate_of_its_own_partys_pinned_key() -> None:
    first, second = entity(root("top")), entity(root("top"))
    trust = TrustStore.of([("hebei", first), ("hebei", root("top").certificate)])
    assert trust.party_of(second, AT) == "hebei"


def test_a_certificate_that_two_folders_take_for_two_parties_names_neither() -> None:
    subjects = {"CN=port": "hebei"}, {"CN=port": "beijing"}
    folders = [
        Folder(name=f"authorities/{name}", subjects=one, authorities=(root("top").certificate,))
        for name, one in zip(("first", "second"), subjects, strict=True)
    ]
    assert "beijing and hebei" in refused(TrustStore.of([], shared=folders))
    same = [Folder(name=one.name, subjects=subjects[0], authorities=one.authorities) for one in folders]
    assert TrustStore.of([], shared=same).party_of(entity(root("top")), AT) == "hebei"


def test_lists_of_several_authorities_in_one_file_are_refused_and_not_half_read() -> None:
    top = root("top")
    middle = below(top, "middle")
    both = revoking(middle, pem=True) + revoking(top, [middle.certificate], pem=True)
    with pytest.raises(Exception, match="several lists"):
        read(middle, both)
    assert read(middle, revoking(middle, pem=True)).next_update == AT + DAY
