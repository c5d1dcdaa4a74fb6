"""Where the data folders stand: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parent


def data_folder(name: Literal["xsd", "config"]) -> Path:
    """Return the folder of schemas or of configuration; FileNotFoundError names both places that were looked at."""
    candidates = (PACKAGE / "_data" / name, PACKAGE.parent / name)
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"data folder {name!r} is neither {candidates[0]} nor {candidates[1]}")
