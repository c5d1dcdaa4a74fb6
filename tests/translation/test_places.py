"""Paths of elements."""

from __future__ import annotations

from lxml import etree

from gateway.model.errors import Place
from gateway.translation.places import Places, local

TREE = etree.fromstring(b'<a xmlns="urn:a">\n<b><c/><d/><c x="1"/></b><!-- --><b/></a>')


def test_elements_of_one_name_are_numbered_and_others_are_not() -> None:
    places = Places()
    paths = [places.path(element) for element in TREE.iter(etree.Element)]
    assert paths == ["/a", "/a/b[1]", "/a/b[1]/c[1]", "/a/b[1]/d", "/a/b[1]/c[2]", "/a/b[2]"]


def test_what_stands_below_an_element_is_added() -> None:
    assert Places().place(TREE[0][2], "@x") == Place(path="/a/b[1]/c[2]/@x", line=2)
    assert Places().path(TREE, ".") == "/a"
    assert local(TREE) == "a"
