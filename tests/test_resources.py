from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gateway import resources

ROOT = Path(__file__).resolve().parent.parent


def test_a_checkout_has_its_data_beside_the_package() -> None:
    assert resources.data_folder("config") == ROOT / "config"


def test_an_installed_wheel_has_its_data_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "gateway" / "_data" / "xsd"
    inside.mkdir(parents=True)
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "gateway")
    assert resources.data_folder("xsd") == inside


def test_data_that_is_nowhere_is_told_with_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "gateway")
    with pytest.raises(FileNotFoundError, match=r"_data/xsd nor .*/xsd"):
        resources.data_folder("xsd")


@pytest.mark.slow
def test_the_wheel_carries_the_schemas_and_the_configuration(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("xsd", "config"):
        files = [path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files, f"{folder}/ is empty"
        assert {f"gateway/_data/{file}" for file in files} <= names
    assert {"gateway/py.typed", "adapters/py.typed"} <= names
