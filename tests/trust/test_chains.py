from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import Fault, SenderError
from gateway.trust import der
from gateway.trust.algorithms import USUAL, Algorithm
from gateway.trust.certificates import Certificate, is_issued_by, read_certificate, read_pem
from gateway.trust.chains import CHAINS_MAX, DEPTH_MAX, chains, missing, refuse_purpose, refuse_time
from gateway.trust.issue import IDENTIFIERS, Usage, issued, self_signed
from tests.trust.authorities import SERIALS, Authority, below, entity, key, odd, odd_root, root
from tests.trust.made import AT, FROM, UNTIL

SECOND = timedelta(seconds=1)
UNKNOWN = x509.UnrecognizedExtension(ObjectIdentifier("1.3.6.1.4.1.5315.100.99"), b"\x05\x00")


def refusal(chain: tuple[Certificate, ...]) -> tuple[Fault, str]:
    with pytest.raises(SenderError) as caught:
        refuse_purpose(chain)
    return caught.value.fault, caught.value.reason


@pytest.mark.parametrize("top", Algorithm)
@pytest.mark.parametrize("middle", Algorithm)
def test_a_chain_leads_over_an_authority_of_any_kind_of_key_to_a_root_of_any(top: Algorithm, middle: Algorithm) -> None:
    anchor = root(f"root-{top}", top)
    between = below(anchor, f"middle-{middle}", middle)
    leaf = entity(between)
    [found] = chains(leaf, [anchor.certificate, between.certificate])
    assert found == (leaf, between.certificate, anchor.certificate)
    refuse_purpose(found)
    refuse_time(found, AT)


def test_without_the_certificate_between_there_is_no_chain_and_it_is_named() -> None:
    anchor = root("root")
    leaf = entity(below(anchor, "middle"))
    assert chains(leaf, [anchor.certificate]) == []
    assert missing(leaf, [anchor.certificate]) == "the certificate of its issuer is missing: CN=middle"


def test_an_issuer_that_only_bears_the_name_is_told_as_such() -> None:
    leaf, namesake = entity(root("root")), root("root", key_of="another")
    assert "did not sign it" in missing(leaf, [namesake.certificate])
    assert chains(leaf, [namesake.certificate]) == []


def test_an_end_entity_vouches_for_nobody() -> None:
    plain = entity(root("root"), "plain")
    leaf = entity(Authority(name="plain", key=key(Algorithm.SM2, "plain"), certificate=plain))
    assert chains(leaf, [plain]) == []
    assert "is no authority" in missing(leaf, [plain])


def test_who_signed_himself_is_told_to_be_pinned() -> None:
    assert "pinned for nobody" in missing(root("root").certificate, [])


def test_an_authority_whose_own_issuer_is_elsewhere_is_the_anchor() -> None:
    between = below(root("root"), "middle")
    leaf = entity(between)
    assert chains(leaf, [between.certificate]) == [(leaf, between.certificate)]


def test_two_that_signed_each_other_lead_nowhere_without_an_anchor() -> None:
    one, other = root("one"), root("other")
    crossed = below(one, "other"), below(other, "one")
    leaf = entity(one)
    pool = [authority.certificate for authority in crossed]
    assert chains(leaf, pool) == []
    assert "leads to no anchor" in missing(leaf, pool)
    assert [found[-1] for found in chains(leaf, [*pool, one.certificate])] == [one.certificate]


def test_a_chain_has_no_more_than_so_many_authorities() -> None:
    line = [root("line-0", path_length=9)]
    for number in range(1, DEPTH_MAX + 1):
        line.append(below(line[-1], f"line-{number}", path_length=9 - number))
    pool = [one.certificate for one in line]
    assert [len(found) for found in chains(entity(line[-2]), pool)] == [DEPTH_MAX + 1]
    assert chains(entity(line[-1]), pool) == []


def test_an_authority_that_allows_no_others_below_it_vouches_for_no_others() -> None:
    anchor = root("root", path_length=0)
    between = below(anchor, "middle")
    fault, reason = refusal((entity(between), between.certificate, anchor.certificate))
    assert (fault, reason) == (faults.CERTIFICATE_PURPOSE, "it allows 0 authorities below it, and there are 1")
    refuse_purpose((entity(anchor), anchor.certificate))


def test_an_authority_that_renewed_its_own_key_does_not_count_as_another() -> None:
    old, new = root("root", path_length=0), key(Algorithm.SM2, "renewed")
    pem = issued(old.issuer, new.spki, "root", serial=77, not_before=FROM, not_after=UNTIL, usage=Usage.AUTHORITY)
    renewed = Authority(name="root", key=new, certificate=read_pem(pem))
    refuse_purpose((entity(renewed), renewed.certificate, old.certificate))


def test_an_authority_whose_key_may_not_sign_certificates_is_told_so() -> None:
    usage = x509.KeyUsage(True, False, False, False, False, False, True, False, False)
    above = odd_root("odd", ((x509.BasicConstraints(True, None), True), (usage, True)))
    leaf = odd(Authority(name="odd", key=key(Algorithm.P256, "odd"), certificate=above), "leaf")
    [found] = chains(leaf, [above])
    assert refusal(found)[0] is faults.CERTIFICATE_PURPOSE
    assert "signatures on certificates" in refusal(found)[1]


@pytest.mark.parametrize("value", [UNKNOWN, x509.NameConstraints([x509.DNSName("a.example")], None)])
def test_a_critical_extension_that_nobody_here_enforces_is_refused_wherever_it_stands(
    value: x509.ExtensionType,
) -> None:
    above = odd_root("plain")
    by = Authority(name="plain", key=key(Algorithm.P256, "plain"), certificate=above)
    assert "critical extension" in refusal((odd(by, "leaf", [(value, True)]), above))[1]
    strict = odd_root("plain", ((x509.BasicConstraints(True, None), True), (value, True)))
    assert "critical extension" in refusal((odd(by, "leaf"), strict))[1]
    refuse_purpose((odd(by, "leaf", [(UNKNOWN, False)]), above))


@pytest.mark.parametrize(
    ("purposes", "good"),
    [
        ([ExtendedKeyUsageOID.SERVER_AUTH], False),
        ([ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.OCSP_SIGNING], False),
        ([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH], True),
        ([ObjectIdentifier("1.3.6.1.4.1.5315.100.1")], True),
    ],
)
def test_a_certificate_for_something_else_alone_signs_no_documents(
    purposes: list[ObjectIdentifier], good: bool
) -> None:
    above = odd_root("plain")
    by = Authority(name="plain", key=key(Algorithm.P256, "plain"), certificate=above)
    assert odd(by, "leaf", [(x509.ExtendedKeyUsage(purposes), False)]).may_sign is good


def test_a_short_rsa_key_of_an_authority_is_weak() -> None:
    anchor = root("root", Algorithm.RSA)
    refuse_purpose((entity(anchor), anchor.certificate))
    short = replace(anchor.certificate, key_bits=1024)
    assert refusal((entity(anchor), short))[0] is faults.ALGORITHM_WEAK


@pytest.mark.usefixtures("openssl")
@pytest.mark.parametrize(("digest", "good"), [("sha1", False), ("sha256", True), ("sha512", True)])
@pytest.mark.parametrize("kind", ["ec -pkeyopt ec_paramgen_curve:P-256", "rsa:2048"])
def test_a_signature_with_sha_1_makes_nobody_an_issuer(kind: str, digest: str, good: bool, tmp_path: Path) -> None:
    """Made by the openssl command: `cryptography` does not even sign so."""
    for command in (
        f"req -new -x509 -nodes -newkey {kind} -keyout ca.key -subj /CN=ca -out ca.pem",
        f"req -new -nodes -newkey {kind} -keyout leaf.key -subj /CN=leaf -out leaf.csr",
        f"x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 5 -{digest} -out leaf.pem",
    ):
        subprocess.run(["openssl", *command.split()], cwd=tmp_path, capture_output=True, check=True)
    leaf, above = (read_pem((tmp_path / name).read_bytes()) for name in ("leaf.pem", "ca.pem"))
    assert is_issued_by(leaf, above) is good


def test_a_signature_whose_algorithm_is_another_inside_than_beside_it_makes_nobody_an_issuer() -> None:
    above = root("root")
    whole = entity(above).der
    tbs, beside, _ = der.children(whole)
    for inside, good in ((beside, True), (IDENTIFIERS[Algorithm.P256], False)):
        changed = der.wrap(der.SEQUENCE, b"".join(inside if one == beside else one for one in der.children(tbs)))
        value = der.wrap(der.BIT_STRING, b"\x00" + above.key.sign(changed, USUAL[Algorithm.SM2]))
        found = read_certificate(der.wrap(der.SEQUENCE, changed + beside + value))
        assert is_issued_by(found, above.certificate) is good


def test_each_of_a_chain_must_be_valid() -> None:
    anchor = root("root", until=AT)
    between = below(anchor, "middle")
    chain = (entity(between), between.certificate, anchor.certificate)
    refuse_time(chain, AT)
    with pytest.raises(SenderError) as caught:
        refuse_time(chain, AT + SECOND)
    assert (caught.value.fault, caught.value.value) == (faults.CERTIFICATE_EXPIRED, "CN=root")


NAMES = [f"ca-{number}" for number in range(5)]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Certificate, list[Certificate]]:
    """Authorities that signed one another at random, loops and several certificates of one among them."""
    edges = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=14))
    pool = [signed(above, name) for above, name in edges]
    return signed(draw(st.sampled_from(NAMES)), "leaf"), draw(st.permutations(pool))


CACHE: dict[tuple[str, str], Certificate] = {}


def signed(above: str, name: str) -> Certificate:
    """What `above` signed for `name`: made once, for signing is slow."""
    if (above, name) not in CACHE:
        usage = Usage.SIGN if name == "leaf" else Usage.AUTHORITY
        times = {"serial": next(SERIALS), "not_before": FROM, "not_after": UNTIL}
        by, own = key(Algorithm.P256, above), key(Algorithm.P256, name)
        if above == name:
            pem = self_signed(own, name, usage=usage, path_length=9, **times)  # type: ignore[arg-type]
        else:
            top = Authority(name=above, key=by, certificate=root(above, Algorithm.P256).certificate)
            pem = issued(top.issuer, own.spki, name, usage=usage, path_length=9, **times)  # type: ignore[arg-type]
        CACHE[above, name] = read_pem(pem)
    return CACHE[above, name]


@given(graphs())
@settings(max_examples=150, deadline=None)
def test_in_any_graph_each_chain_is_signed_bounded_free_of_loops_and_ends_at_an_anchor(
    graph: tuple[Certificate, list[Certificate]],
) -> None:
    leaf, pool = graph
    found = chains(leaf, pool)
    assert len(found) <= CHAINS_MAX
    for chain in found:
        assert chain[0] == leaf
        assert set(chain[1:]) <= set(pool)
        assert 2 <= len(chain) <= DEPTH_MAX + 1
        assert all(is_issued_by(low, high) for low, high in pairwise(chain))
        assert len({one.subject for one in chain}) == len(chain)
        above = [one for one in pool if is_issued_by(chain[-1], one)]
        assert not above or chain[-1] in above


@given(graphs())
@settings(max_examples=150, deadline=None)
def test_in_any_graph_a_way_that_is_there_is_found(graph: tuple[Certificate, list[Certificate]]) -> None:
    """Against a search that knows nothing but names: here no two authorities share one."""
    leaf, pool = graph
    anchors = {one.subject for one in pool if one.subject == one.issuer}
    parents: dict[str, set[str]] = {one.subject: set() for one in pool}
    for one in pool:
        parents[one.subject] |= {one.issuer} & {each.subject for each in pool} - {one.subject}
    anchors |= {one.subject for one in pool if one.issuer not in parents}
    reached, edge = set(), {leaf.issuer} & parents.keys()
    for _ in range(DEPTH_MAX):
        reached |= edge
        edge = {above for name in edge for above in parents[name]}
    assert bool(chains(leaf, pool)) == bool(reached & anchors)
