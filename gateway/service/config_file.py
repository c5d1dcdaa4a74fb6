"""Reading gateway.toml and links.d: every fault with its place and remedy, not only the first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.service.config import Config

PATH_KEYS = frozenset({"key_file", "certificate_file", "passphrase_file", "ops_token_file", "trust", "root"})
SQLITE = "sqlite:///"


def load_config(path: Path) -> Config:
    """Read the configuration. Raises the first of `config_faults`."""
    found = config_faults(path)
    if isinstance(found, Config):
        return found
    raise found[0]


def config_faults(path: Path) -> Config | tuple[GatewayError, ...]:
    """The configuration, or every fault of it: CONFIGURATION errors that name file, key, value and reason."""
    base = path.resolve().parent
    try:
        data = _toml(path)
        links = data.get("links", [])
        parts = [_toml(file) for file in sorted((base / "links.d").glob("*.toml"))]
        data["links"] = [*links, *parts] if isinstance(links, list) else links
        return Config(**{key: _absolute(key, value, base) for key, value in data.items()})  # type: ignore[arg-type]
    except ValidationError as error:
        return tuple(_worded(error, path))
    except GatewayError as error:
        return (error,)


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise faults.CONFIGURATION.error(str(error), place=Place(path=path.name)) from None


def _absolute(key: str, value: object, base: Path) -> object:
    """The same with relative paths begun at the file's folder, so that the working directory changes nothing."""
    if isinstance(value, dict):
        return {inner: _absolute(inner, item, base) for inner, item in value.items()}
    if isinstance(value, list):
        return [_absolute(key, item, base) for item in value]
    if not isinstance(value, str):
        return value
    if key in PATH_KEYS:
        return str(base / value)
    if key == "journal" and value.startswith(SQLITE):
        return f"{SQLITE}{base / value.removeprefix(SQLITE)}"
    return value


def _worded(error: ValidationError, path: Path) -> Iterator[GatewayError]:
    for fault in error.errors(include_url=False):
        key = ".".join(str(part) for part in fault["loc"])
        # An input may be a secret or a whole section: only plain values that are no text of ours are quoted.
        value = str(fault["input"]) if isinstance(fault["input"], (str, int, float)) else None
        yield faults.CONFIGURATION.error(fault["msg"], place=Place(path=f"{path.name}: {key}"), value=value)
