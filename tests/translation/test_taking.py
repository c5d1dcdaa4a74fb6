from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from lxml import etree

from gateway.commands.demo.region import ADDRESSES
from gateway.model import faults
from gateway.model.errors import Fault, GatewayError
from gateway.model.message import Hop
from gateway.translation.taking import Taken, open_document, prove, read_head, understand, unwrap
from gateway.translation.terms import Terms
from gateway.translation.translator import EnvelopeTranslator
from gateway.trust.md5_prefix import Md5Prefix
from tests.translation.agreed import AT, ON, OTHERS, SM2, THEIRS, beijing, enveloped, hebei, sealed, terms
from tests.trust.made import UNTIL

PLAIN = terms("beijing-ciq", profile=None)
PREFIX = Md5Prefix(key=b"a made-up key of a test")
BEIJING = terms("beijing-ciq")
HEBEI = terms("hebei-dec", "dxp")
BOTH = terms("hebei-dec", "dxp", document_profile=SM2)


def taken(raw: bytes, agreed: Terms, at: datetime = AT) -> Taken:
    return understand(open_document(raw, agreed, header=None, at=at, on=ON), agreed, on=ON)


def refused(fault: Fault, raw: bytes, agreed: Terms, at: datetime = AT) -> GatewayError:
    with pytest.raises(GatewayError) as caught:
        taken(raw, agreed, at)
    assert caught.value.fault is fault, caught.value
    return caught.value


def test_a_document_of_one_layer_is_known_by_its_own_number() -> None:
    one = taken(sealed(beijing("7")), BEIJING)
    assert (one.number, one.message.number, one.message.sender, one.message.receivers) == ("7", "7", "", ())
    assert one.notes["certificate"] == THEIRS.certificate.fingerprint
    assert (one.notes["profile"], one.notes["charset"], one.notes["repairs"]) == ("sm2-sm3", "utf-8", "0")


def test_an_envelope_gives_number_sender_receivers_and_moment() -> None:
    one = taken(sealed(enveloped(hebei("inner").encode(), "outer")), HEBEI)
    assert one.number == "outer", "the envelope's id is the identity"
    assert (one.message.sender, one.message.receivers) == (ADDRESSES["hebei"], (ADDRESSES["gateway"],))
    assert one.message.sent_at == datetime(2014, 10, 15, 8, 30, tzinfo=UTC)


def test_both_layers_may_be_signed_and_both_are_verified() -> None:
    one = taken(sealed(enveloped(sealed(hebei()))), BOTH)
    assert one.notes["certificate"] == one.notes["document.certificate"] == THEIRS.certificate.fingerprint


@pytest.mark.parametrize(
    ("fault", "data"),
    [
        (faults.SIGNATURE_MISSING, hebei().encode()),
        (faults.CERTIFICATE_OTHER_PARTY, sealed(hebei(), OTHERS)),
        (faults.DIGEST_MISMATCH, sealed(hebei()).replace(b"18000", b"98000")),
        (faults.NOT_XML, b"beef"),
        (faults.EMPTY, b" "),
    ],
)
def test_a_good_envelope_vouches_for_no_document_in_it(fault: Fault, data: bytes) -> None:
    error = refused(fault, sealed(enveloped(data)), BOTH)
    assert (error.place.path or "").startswith("in Data")


def test_a_document_signed_within_an_envelope_of_somebody_else_is_refused() -> None:
    refused(faults.CERTIFICATE_OTHER_PARTY, sealed(enveloped(sealed(hebei())), OTHERS), BOTH)
    refused(faults.SIGNATURE_MISSING, enveloped(sealed(hebei())).encode(), BOTH)


@pytest.mark.parametrize("seconds", [-1, 1])
def test_a_certificate_is_judged_at_the_moment_given(seconds: int) -> None:
    at = UNTIL + timedelta(seconds=seconds)
    if seconds > 0:
        refused(faults.CERTIFICATE_EXPIRED, sealed(beijing()), BEIJING, at)
    else:
        assert taken(sealed(beijing()), BEIJING, at).number == "7"


def test_an_envelope_must_name_the_link_as_its_sender() -> None:
    text = enveloped(hebei().encode()).replace(ADDRESSES["hebei"], ADDRESSES["tianjin"], 1)
    error = refused(faults.SENDER_WRONG, sealed(text), HEBEI)
    assert error.value == ADDRESSES["tianjin"]
    assert taken(sealed(text), replace(HEBEI, address="")).message.sender == ADDRESSES["tianjin"]


def between(start: str | None, end: str | None) -> bytes:
    """From node to node, as they say; sealed."""
    us = terms("hebei-dec", "dxp-sv", node="13000001", our_node="12000001")
    hop = Hop(number=f"13000001{'0' * 24}", sent_at=AT, start_node=start, end_node=end)
    read, _ = cast("EnvelopeTranslator", HEBEI.envelope).read(etree.fromstring(enveloped(hebei().encode())), on=ON)
    outer, _ = cast("EnvelopeTranslator", us.envelope).write(replace(read, hop=hop), on=ON)
    return sealed(outer.decode())


def test_a_transfer_between_nodes_comes_from_the_links_node_and_goes_to_ours() -> None:
    us = terms("hebei-dec", "dxp-sv", node="13000001", our_node="12000001")
    for start, end in (("13000001", "12000001"), (None, None)):
        assert taken(between(start, end), us).message.sender == ADDRESSES["hebei"]
    assert refused(faults.SENDER_WRONG, between("14000001", "12000001"), us).value == "14000001"
    assert refused(faults.RECEIVER_UNKNOWN, between("13000001", "14000001"), us).value == "14000001"


def test_step_by_step_more_is_known_and_what_is_wrong_later_takes_nothing_back() -> None:
    raw = sealed(enveloped(b"beef", "outer"))
    proven = prove(raw, HEBEI, header=None, at=AT)
    assert (proven.number, proven.envelope) == ("outer", None)
    headed = read_head(proven, HEBEI, on=ON)
    assert headed.envelope is not None
    assert (headed.number, headed.envelope.data, headed.notes) == ("outer", b"beef", proven.notes)
    with pytest.raises(GatewayError):
        unwrap(headed, HEBEI, at=AT)


@pytest.mark.parametrize("text", ["<Other/>", '<DxpMsg xmlns="urn:other"/>', enveloped(b"x").replace("CopMsgId", "Id")])
def test_a_number_that_cannot_be_read_is_not_there(text: str) -> None:
    assert prove(sealed(text), HEBEI, header=None, at=AT).number == ""


@pytest.mark.parametrize("data", ["<Data></Data>", "<Data> </Data>", "<Data>a</Data>", "<Data>肉</Data>", ""])
def test_data_that_holds_no_document_has_a_fault_of_its_own(data: str) -> None:
    text = enveloped(b"x").replace("<Data>eA==</Data>", data)
    assert refused(faults.ENVELOPE_DATA, sealed(text), HEBEI).place.path == "/DxpMsg/Data"


def test_places_name_the_lines_of_the_senders_file_behind_a_signature_too() -> None:
    text = beijing(origin="999").replace("><", ">\n<")
    lines = text.splitlines()
    wanted = next(n for n, line in enumerate(lines, 1) if "OriCtryCode" in line)
    for raw, agreed in ((sealed(text), BEIJING), (text.encode(), PLAIN)):
        assert refused(faults.CODE_UNKNOWN, raw, agreed).place.line == wanted
        declared = b'<?xml version="1.0" encoding="UTF-8"?>\n\n' + raw
        assert refused(faults.CODE_UNKNOWN, declared, agreed).place.line == wanted + 2


UNKNOWN_ELEMENT = ("<Qty>", "<Extra>1</Extra><Qty>")


def test_what_no_name_of_ours_carries_is_a_named_loss() -> None:
    one = taken(sealed(beijing().replace(*UNKNOWN_ELEMENT)), BEIJING)
    assert [loss.path for loss in one.losses if "Extra" in loss.path] == ["/EEntDeclIo/ITF_DCL_IO_DECL_GOODS/Extra"]


def test_a_strict_link_refuses_what_would_be_lost() -> None:
    strict = replace(BEIJING, strict=True)
    error = refused(faults.SCHEMA, sealed(beijing().replace(*UNKNOWN_ELEMENT)), strict)
    assert (error.place.path, error.value) == ("/EEntDeclIo/ITF_DCL_IO_DECL_GOODS/Extra", "1")


def test_a_link_without_losses_may_be_strict() -> None:
    losses = taken(sealed(beijing()), BEIJING).losses
    if losses:
        pytest.fail(f"the demo's own document loses {losses}")
    assert taken(sealed(beijing()), replace(BEIJING, strict=True)).number == "7"


def test_what_is_over_the_limit_is_refused_on_each_layer() -> None:
    raw = sealed(enveloped(hebei().encode()))
    refused(faults.TOO_LARGE, raw, replace(HEBEI, limit_bytes=len(raw) - 1))
    assert taken(raw, replace(HEBEI, limit_bytes=len(raw))).number == "E7"


def test_the_label_beside_a_document_goes_before_its_own() -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?>' + beijing()
    opened = prove(text.encode("gbk"), PLAIN, header="GBK", at=AT)
    assert (opened.notes["charset"], opened.notes["charset-source"], opened.notes["repairs"]) == ("gbk", "header", "1")


def contents(*texts: str, agreed: Terms = BEIJING) -> list[str]:
    return [taken(sealed(text), agreed).content for text in texts]


def test_a_copy_that_was_signed_anew_has_equal_content_and_other_bytes() -> None:
    one, other = sealed(beijing()), sealed(beijing())
    assert one != other, "SM2 is randomised"
    assert taken(one, BEIJING).content == taken(other, BEIJING).content
    first, second = (sealed(enveloped(sealed(hebei()))) for _ in range(2))
    assert taken(first, BOTH).content == taken(second, BOTH).content


@pytest.mark.parametrize("change", [{"remark": "y"}, {"bill": "B8"}, {"number": "8"}, {"origin": "554"}])
def test_another_content_is_another(change: dict[str, str]) -> None:
    assert len(set(contents(beijing(), beijing(**change)))) == 2


def test_other_receivers_make_another_content_and_their_order_does_not() -> None:
    def to(*addresses: str) -> str:
        one = enveloped(hebei().encode())
        return one.replace(
            f"<ReceiverId>{ADDRESSES['gateway']}</ReceiverId>",
            "".join(f"<ReceiverId>{address}</ReceiverId>" for address in addresses),
        )

    a, b = ADDRESSES["tianjin"], ADDRESSES["beijing"]
    ab, ba, alone = contents(to(a, b), to(b, a), to(a), agreed=HEBEI)
    assert ab == ba != alone


def test_the_envelope_is_no_part_of_the_content() -> None:
    later = enveloped(hebei().encode()).replace("16:30:00", "17:30:00")
    one, other = contents(enveloped(hebei().encode()), later, agreed=HEBEI)
    assert one == other


def test_the_key_words_of_an_envelope_are_part_of_the_content_and_their_order_is_not() -> None:
    def with_keys(*names: str) -> str:
        keys = "".join(f'<Key name="{name}">1</Key>' for name in names)
        told = f"</Data><AddInfo><BizKey>{keys}</BizKey></AddInfo>"
        return enveloped(hebei().encode()).replace("</Data>", told)

    bare, one, both, turned = contents(
        enveloped(hebei().encode()), with_keys("a"), with_keys("a", "b"), with_keys("b", "a"), agreed=HEBEI
    )
    assert len({bare, one, both}) == 3
    assert both == turned


def test_content_is_told_by_its_digest() -> None:
    [content] = contents(beijing())
    assert content.startswith("sm3:")
    assert len(content) == 4 + 64


def test_where_nobody_asked_for_a_signature_one_that_stands_there_says_nothing() -> None:
    bare, signed, forged = (
        taken(raw, PLAIN)
        for raw in (beijing().encode(), sealed(beijing()), sealed(beijing()).replace(b"<ds:KeyName>", b"<ds:KeyName>0"))
    )
    assert bare.content == signed.content == forged.content
    assert "certificate" not in signed.notes
    assert taken(sealed(beijing().replace("18000", "98000")), PLAIN).content != bare.content


def test_behind_the_md5_prefix_a_document_is_taken_as_it_is_and_the_prefix_is_no_certificate() -> None:
    agreed = replace(PLAIN, prefix=PREFIX)
    behind, bare = taken(PREFIX.prefixed(beijing().encode()), agreed), taken(beijing().encode(), PLAIN)
    assert (behind.number, behind.content) == (bare.number, bare.content)
    assert behind.notes["profile"] == "legacy-md5-prefix"
    assert "certificate" not in behind.notes


@pytest.mark.parametrize("wrong", ["", "0" * 32], ids=["missing", "wrong"])
def test_without_its_prefix_nothing_of_a_document_is_read(wrong: str) -> None:
    refused(faults.PREFIX_WRONG, wrong.encode() + b"beef", replace(PLAIN, prefix=PREFIX))


def test_a_prefix_before_what_no_prefix_was_agreed_for_is_no_xml() -> None:
    refused(faults.NOT_XML, PREFIX.prefixed(beijing().encode()), PLAIN)


def test_a_document_without_any_number_is_known_by_its_content() -> None:
    text = (
        '<Ciqresult xmlns="http://www.chinaport.gov.cn/ciq"><CusCiqNo>D7</CusCiqNo>'
        "<OperTime>2014-10-15 16:30:00</OperTime><RspCodes>2000</RspCodes></Ciqresult>"
    )
    one = taken(text.encode(), PLAIN)
    assert one.number == one.content


def test_terms_name_the_signer_of_each_profile() -> None:
    agreed: Any = BEIJING
    assert agreed.signer(None) is None
    assert agreed.signer(SM2).certificate.subject == "CN=gateway"


TYPO = ("ProdHsCode>0202300090<", "ProdHsCode>02023000<")


def test_a_number_that_is_surely_wrong_is_carried_with_a_note_and_refused_on_a_strict_link() -> None:
    raw = sealed(beijing().replace(*TYPO))
    assert taken(raw, BEIJING).notes["doubtful"] == "goods[1].hs_code"
    error = refused(faults.IDENTIFIER_WRONG, raw, replace(BEIJING, strict=True))
    assert (error.place.path, error.value) == ("goods[1].hs_code", "02023000")


KEPT = ("</DecMessage>", "<DecSign><OperType>G</OperType></DecSign></DecMessage>")


def test_a_draft_stays_one_unless_the_link_says_that_its_drafts_are_declared() -> None:
    text = hebei()
    if "<OperType>" in text:
        pytest.fail("the demo's own document says by itself what it is")
    raw = sealed(enveloped(text.replace(*KEPT).encode()))
    assert getattr(taken(raw, HEBEI).message.body, "draft", None) is True
    declared = taken(raw, replace(HEBEI, drafts_are_declared=True))
    assert getattr(declared.message.body, "draft", None) is False
    assert "draft" in {loss.name for loss in declared.losses}
