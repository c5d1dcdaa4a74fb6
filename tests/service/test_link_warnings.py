"""What works and is hardly meant is told before anybody waits for a document that goes elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gateway.service.config import Link
from gateway.service.link_warnings import link_warnings
from tests.service.laid import CATALOGUE

OLD, NEW = date(2014, 10, 15), date(2026, 1, 1)
FOLDER = {"kind": "folder", "root": "boxes"}


def link(name: str, dialect: str, *, party: str = "beijing", **changes: Any) -> Link:
    given = {"profile": "none", "offices": ("01",), "receives": {"declaration"}, "transport": FOLDER, **changes}
    return Link.model_validate({"name": name, "party": party, "dialect": dialect, **given})


def warned(*links: Link, on: date = OLD) -> list[str]:
    return list(link_warnings(links, CATALOGUE, on))


def test_two_links_of_one_party_that_receive_one_kind_are_told_with_who_goes_without() -> None:
    (warning,) = warned(link("one", "beijing-ciq"), link("two", "regional", offices=("0110",)))
    assert "one, two" in warning
    assert "receive declaration" in warning
    assert "two gets only" in warning


@pytest.mark.parametrize(
    "changes", [{"party": "tianjin"}, {"offices": ("02",)}, {"receives": {"declaration-status"}}], ids=str
)
def test_links_that_share_nothing_are_not_told_of(changes: dict[str, Any]) -> None:
    assert warned(link("one", "beijing-ciq"), link("two", "regional", **changes)) == []


def test_what_goes_to_every_subscriber_is_shared_whatever_the_offices() -> None:
    given: dict[str, Any] = {"receives": {"credit-update"}}
    assert len(warned(link("one", "regional", **given), link("two", "regional", offices=("02",), **given))) == 1


def test_a_feed_without_a_subscription_is_told_for_its_receiver_sees_little_of_it() -> None:
    given: dict[str, Any] = {"receives": {"fx-declaration"}}
    (warning,) = warned(link("fx", "regional", **given))
    assert "no [[feeds]]" in warning
    assert warned(link("fx", "regional", feeds=[{"kind": "fx-declaration"}], **given)) == []


def test_a_kind_that_is_no_longer_written_is_told_with_its_last_day() -> None:
    assert warned(link("one", "beijing-eciq"), on=OLD) == []
    (warning,) = warned(link("one", "beijing-eciq"), on=NEW)
    assert "2018-07-31" in warning
    assert "on 2026-01-01 it is refused" in warning


def test_a_kind_whose_form_was_followed_by_another_is_not_told_of() -> None:
    assert warned(link("one", "hebei-dec"), on=OLD) == warned(link("one", "hebei-dec"), on=NEW) == []


def test_a_link_that_proves_little_is_told_each_time() -> None:
    (warning,) = warned(link("one", "tianjin-customs", profile="legacy-md5-prefix", shared_key_file="shared"))
    assert warning.startswith("link one: legacy-md5-prefix is no signature")


@pytest.mark.parametrize("old", ["legacy-rsa-sha1", "legacy-ukey-sm2-sha1"])
def test_an_old_profile_is_told_once_on_whichever_layer_it_stands(old: str) -> None:
    given: dict[str, Any] = {"envelope": "dxp", "address": "DXPENT0000000001", "seal": "sm2-sm3"}
    for layers in ({"profile": old}, {"document_profile": old}, {"profile": old, "document_profile": old}):
        (warning,) = warned(link("one", "hebei-dec", **{**given, "profile": "sm2-sm3", **layers}))
        assert warning.startswith(f"link one: {old} ")
        assert "SHA-1" in warning
