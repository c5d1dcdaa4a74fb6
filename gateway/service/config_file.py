"""Reading gateway.toml and links.d: every fault with its place and remedy, not only the first."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.service import config as schema
from gateway.service.config import Config, Section

PATH_KEYS = frozenset(
    {
        *("key_file", "certificate_file", "passphrase_file", "shared_key_file", "ops_token_file"),
        *("restricted_token_file", "draw_secret_file"),
        *("trust", "authorities", "state", "root", "server_certificates", "timestamp_authorities", "module"),
        "archive_folder",
    }
)
DEFAULTS: Mapping[str, object] = {
    name: str(Config.model_fields[name].default) for name in ("trust", "authorities", "journal", "state")
}
"""Paths too, so that they start where written ones do."""
SQLITE = "sqlite:///"
ENVIRONMENT = "EPORT__"
WORDS = {"extra_forbidden": "there is no such key", "missing": "it must be given"}
"""What pydantic words for programmers, by its name of the fault."""
SECTIONS: list[type[Section]] = [
    one for one in vars(schema).values() if isinstance(one, type) and issubclass(one, Section)
]
KEYS = sorted({key for model in (Config.model_fields, *(one.model_fields for one in SECTIONS)) for key in model})


def load_config(path: Path) -> Config:
    """Read the configuration. Raises the first of `config_faults`."""
    found = config_faults(path)
    if isinstance(found, Config):
        return found
    raise found[0]


def config_faults(path: Path) -> Config | tuple[GatewayError, ...]:
    """The configuration, or every fault of it: CONFIGURATION errors that name file, key, value and reason."""
    base, files = path.resolve().parent, list[Path]()
    strangers = tuple(_strangers())
    try:
        data = _toml(path)
        links = data.get("links", [])
        files = _link_files(base / "links.d")
        parts = [_toml(file) for file in files]
        data = {**DEFAULTS, **data}
        data["links"] = [*links, *parts] if isinstance(links, list) else links
        config = Config(**{key: _absolute(key, value, base) for key, value in data.items()})  # type: ignore[arg-type]
        return strangers or config
    except ValidationError as error:
        first = len(links) if isinstance(links, list) else 0
        return (*_worded(error, path, {first + at: file.name for at, file in enumerate(files)}), *strangers)
    except GatewayError as error:
        return (error, *strangers)


def _link_files(folder: Path) -> list[Path]:
    """A folder that is not there has no links; one that cannot be listed is a fault, and no gateway without links."""
    try:
        return sorted(file for file in folder.iterdir() if file.match("*.toml"))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise faults.CONFIGURATION.error(error.strerror or "unreadable", place=Place(path=folder.name)) from None


def _strangers() -> Iterator[GatewayError]:
    """Variables whose first word is no key: pydantic passes over them, and a mistyped one would do nothing."""
    for name in sorted(os.environ):
        words = name.upper().removeprefix(ENVIRONMENT).lower().split("__")
        if name.upper().startswith(ENVIRONMENT) and words[0] not in Config.model_fields:
            reason = WORDS["extra_forbidden"] + _meant(words[:1])
            yield faults.CONFIGURATION.error(reason, place=Place(path=f"environment: {name}"))


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


def _worded(error: ValidationError, path: Path, files: Mapping[int, str]) -> Iterator[GatewayError]:
    """`files`: which file of links.d a link came from, by its place among the links."""
    for fault in error.errors(include_url=False):
        where, loc = path.name, fault["loc"]
        if len(loc) > 1 and loc[0] == "links" and loc[1] in files:
            where, loc = f"links.d/{files[int(loc[1])]}", loc[2:]
        place = _variable(fault["loc"]) or ": ".join(filter(None, (where, ".".join(map(str, loc)))))
        unknown = fault["type"] == "extra_forbidden"
        # What stands under a key we do not know may be a secret in the wrong place, and a section is too much to quote.
        told = isinstance(fault["input"], (str, int, float)) and not unknown and loc[-1:] != ("redis",)
        value = str(fault["input"]) if told else None
        reason = WORDS.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
        yield faults.CONFIGURATION.error(
            reason + (_meant(loc) if unknown else ""), place=Place(path=place), value=value
        )


def _variable(loc: Sequence[int | str]) -> str:
    """The environment's word for it, if it said one: that is what was taken."""
    wanted = ENVIRONMENT + "__".join(map(str, loc)).upper()
    return next((f"environment: {name}" for name in os.environ if name.upper() == wanted), "")


def _meant(loc: Sequence[int | str]) -> str:
    """The key of ours that an unknown one looks like, of the same section where that is known."""
    field = Config.model_fields.get(str(loc[0])) if len(loc) > 1 else None
    section = field.annotation if field else None
    known = section.model_fields if isinstance(section, type) and issubclass(section, Section) else KEYS
    near = get_close_matches(str(loc[-1]), known, 1)
    return f"; did you mean {near[0]}?" if near else ""
