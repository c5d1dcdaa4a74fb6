"""The configuration reference: every field of the schema with its type, default and what its docstring says."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from gateway.service import config
from scripts.printed.markdown import quoted, section, table

SECTIONS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("Top level of gateway.toml", config.Config),
    ("`[listen]`", config.Listen),
    ("`[[keys]]`, one a profile", config.Key),
    ("`[limits]`", config.Limits),
    ("`[courier]`", config.Courier),
    ("`[retention]`", config.Retention),
    ("`[carry]`", config.Carry),
    ("`[watch]`", config.Watch),
    ("`[deciding]`", config.Deciding),
    ("A link: one file in links.d/, or `[[links]]`", config.Link),
    ("`[transport]` of a link, kind `http`", config.HttpTransport),
    ("`[transport]` of a link, kind `folder`", config.FolderTransport),
    ("`[retry]` of a link", config.Retry),
    ("`[[feeds]]` of a link", config.Feed),
)
UNITS = {"_s": "seconds", "_bytes": "bytes"}
SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "min_length": "items ≥", "max_length": "length ≤"}


def configuration() -> str:
    """All sections."""
    documented = _docstrings()
    return "\n\n".join(section(title, _fields(model, documented), level=3) for title, model in SECTIONS)


def _fields(model: type[BaseModel], documented: dict[tuple[str, str], str]) -> str:
    hints = get_type_hints(model)
    rows = (
        (quoted(name), _type(name, hints[name], field), _default(field), documented.get((model.__name__, name), ""))
        for name, field in model.model_fields.items()
    )
    return table(("key", "type", "default", "meaning"), rows)


def _type(name: str, hint: object, field: FieldInfo) -> str:
    text = hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
    text = (
        re.sub(r"(?:[A-Za-z_]\w*\.)+([A-Za-z_]\w*)", r"\1", text) if get_origin(hint) is not Literal else _choice(hint)
    )
    unit = next((unit for end, unit in UNITS.items() if name.endswith(end)), "")
    return ", ".join(part for part in (text.replace("NoneType", "None"), unit, *_bounds(field)) if part)


def _plain_type(hint: object) -> str:
    text = hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
    return re.sub(r"(?:[A-Za-z_]\w*\.)+([A-Za-z_]\w*)", r"\1", text)


def _choice(hint: object) -> str:
    return "one of " + " ".join(quoted(f'"{value}"') for value in get_args(hint))


def _bounds(field: FieldInfo) -> Iterator[str]:
    """What the schema demands beyond the type."""
    for one in field.metadata:
        yield from (
            f"{sign} {bound:g}" for key, sign in SIGNS.items() if (bound := getattr(one, key, None)) is not None
        )
        if pattern := getattr(one, "pattern", None):
            yield quoted(pattern)


def _default(field: FieldInfo) -> str:
    value = field.default
    if field.default_factory is not None or value in ((), frozenset()):
        return "empty"
    if value is PydanticUndefined:
        return "**must be given**"
    if isinstance(value, BaseModel):
        return "its defaults"
    return quoted(f'"{value}"') if isinstance(value, Path | str) else _plain(value)


def _plain(value: object) -> str:
    return "none" if value is None else quoted(str(value).lower())


def _docstrings() -> dict[tuple[str, str], str]:
    """The string under each field."""
    found: dict[tuple[str, str], str] = {}
    modules = {inspect.getmodule(model) for _, model in SECTIONS}
    nodes = (node for module in modules if module for node in ast.parse(inspect.getsource(module)).body)
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            found |= {(node.name, name): text for name, text in _strings(node)}
    return found


def _strings(node: ast.ClassDef) -> list[tuple[str, str]]:
    pairs = zip(node.body, node.body[1:], strict=False)
    return [
        (first.target.id, " ".join(inspect.cleandoc(second.value.value).split()))
        for first, second in pairs
        if isinstance(first, ast.AnnAssign)
        and isinstance(first.target, ast.Name)
        and isinstance(second, ast.Expr)
        and isinstance(second.value, ast.Constant)
        and isinstance(second.value.value, str)
    ]
