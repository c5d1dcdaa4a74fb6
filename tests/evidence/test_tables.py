from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from gateway.evidence import tables
from gateway.evidence.tables import codes_bytes, codes_of, tables_digest
from gateway.model.code_table import CodeTable, TableCode, TableRow
from gateway.model.errors import GatewayError
from gateway.resources import PACKAGE, data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.code_updates import updated
from gateway.translation.codes import Codes

UPDATE = CodeTable(
    family="unit",
    version="2014-2",
    effective_from=date(2014, 10, 15),
    issuer="GACC",
    rows=(TableRow(canonical="XXT", name="试", codes=(TableCode(column="customs", code="998"),)),),
)


@pytest.fixture(scope="module")
def codes() -> Codes:
    return read_codes(data_folder("config") / "codes")


def test_code_tables_come_back_whole(codes: Codes) -> None:
    found = codes_of(codes_bytes(codes))
    assert found.version == codes.version
    assert {name: (one.rows, one.coded) for name, one in found.families.items()} == {
        name: (one.rows, one.coded) for name, one in codes.families.items()
    }
    assert found.families == codes.families


def test_an_update_comes_back_with_them(codes: Codes) -> None:
    newer = updated(codes, UPDATE)
    found = codes_of(codes_bytes(newer))
    assert found["unit"].write("customs", "XXT", date(2014, 10, 16)).text == "998"
    assert codes_bytes(found) == codes_bytes(newer) != codes_bytes(codes)


@pytest.mark.parametrize("data", [b"", b"{}", b'{"families":{"a":3},"version":""}', b"\xff"])
def test_what_are_no_code_tables_is_told(data: bytes) -> None:
    with pytest.raises(GatewayError, match="4131"):
        codes_of(data)


def test_a_row_with_something_unknown_is_told(codes: Codes) -> None:
    said = json.loads(codes_bytes(codes))
    said["families"]["unit"]["rows"][0]["colour"] = "red"
    with pytest.raises(GatewayError, match="colour"):
        codes_of(json.dumps(said).encode())


def test_tables_that_contradict_themselves_are_told(codes: Codes) -> None:
    said = json.loads(codes_bytes(codes))
    said["families"]["unit"]["rows"] *= 2
    with pytest.raises(GatewayError, match="4131"):
        codes_of(json.dumps(said).encode())


def test_the_digest_of_the_tables_is_over_dialects_schemas_and_the_code_that_walks_them() -> None:
    names = {name for name, _ in tables._files()}
    assert {"gateway/translation/walk.py", "adapters/tianjin/ciq/declaration.py", "xsd/dxp/receipt.xsd"} <= names
    assert not {name for name in names if name.startswith(("gateway/service", "gateway/evidence"))}


def test_one_changed_file_is_another_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables_digest.cache_clear()
    before = tables_digest()
    for room in tables.ROOMS:
        (tmp_path / "gateway" / room).mkdir(parents=True)
        for path in (PACKAGE / room).glob("*.py"):
            (tmp_path / "gateway" / room / path.name).write_bytes(path.read_bytes())
    (tmp_path / "adapters").symlink_to(PACKAGE.parent / "adapters")
    monkeypatch.setattr(tables, "PACKAGE", tmp_path / "gateway")
    tables_digest.cache_clear()
    assert tables_digest() == before
    (tmp_path / "gateway" / "model" / "bills.py").write_bytes(b"# changed")
    tables_digest.cache_clear()
    assert tables_digest() != before
    tables_digest.cache_clear()
