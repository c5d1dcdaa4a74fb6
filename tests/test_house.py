"""The house's rules that neither ruff, mypy nor import-linter can keep."""

from __future__ import annotations

import ast
import functools
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("gateway", "adapters")
SHARED_BY_PORTS = {"national", "regional"}

FUNCTION_LINES = 40
FILE_LINES = 250
TABLE_LINES = 300

NO_ROOM = {"utils", "util", "helpers", "helper", "common", "types", "misc"}
HOMES_OF_ASYNC = ("gateway/service/", "gateway/commands/")
ASYNC = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
RUBBISH = ("*.pyc", "*/__pycache__/*", ".venv/*", "*.sqlite*", "*.aof", "*.rdb", "*.log", "*.sock", "*.egg-info/*")


def sources(*folders: str) -> Iterator[str]:
    """The paths of our modules, from the root of the checkout."""
    for folder in folders:
        yield from sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.py"))


@functools.cache
def tree(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), path)


def places(path: str, kinds: tuple[type[ast.AST], ...]) -> list[str]:
    return [f"{path}:{node.lineno}" for node in ast.walk(tree(path)) if isinstance(node, kinds)]  # type: ignore[attr-defined]


def is_comprehension_async(node: ast.AST) -> bool:
    return isinstance(node, ast.comprehension) and bool(node.is_async)


def is_table(path: str) -> bool:
    """A table is adapters/<port>/<dialect>/*.py, or of our own dialect."""
    parts = path.split("/")
    of_port = len(parts) == 4 and parts[1] not in SHARED_BY_PORTS
    return parts[0] == "adapters" and (of_port or parts[1] == "regional")


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from its `def`, without its docstring."""
    has_docstring = ast.get_docstring(function) is not None
    first = function.body[0]
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def tracked() -> list[str]:
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    return [path for path in listed.stdout.split("\0") if path]


def none_of(offenders: Iterable[str]) -> None:
    assert not list(offenders)


def test_async_occurs_in_the_service_and_the_commands_only() -> None:
    none_of(
        place
        for path in sources(*PACKAGES)
        if not path.startswith(HOMES_OF_ASYNC)
        for place in [*places(path, ASYNC), *(path for node in ast.walk(tree(path)) if is_comprehension_async(node))]
    )


def test_the_tables_of_a_port_define_no_function() -> None:
    none_of(place for path in sources("adapters") if is_table(path) for place in places(path, LOGIC))


def test_no_file_is_named_for_having_no_subject() -> None:
    none_of(path for path in sources(*PACKAGES) if NO_ROOM & set(path.removesuffix(".py").split("/")))


def test_no_function_is_longer_than_a_screen() -> None:
    none_of(
        f"{path}:{node.lineno} {node.name} has {body_lines(node)} lines"
        for path in sources(*PACKAGES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_lines(node) > FUNCTION_LINES
    )


def test_no_file_is_longer_than_a_reader_holds() -> None:
    lengths = {path: len((ROOT / path).read_bytes().splitlines()) for path in sources(*PACKAGES)}
    none_of(
        f"{path} has {lines} lines"
        for path, lines in lengths.items()
        if lines > (TABLE_LINES if path.startswith("adapters/") else FILE_LINES)
    )


def test_every_folder_with_modules_is_a_package_that_says_what_it_holds() -> None:
    folders = {str(Path(path).parent) for path in sources(*PACKAGES)}
    inits = {folder: f"{folder}/__init__.py" for folder in folders}
    none_of(
        f"{folder}: no docstring in __init__.py"
        for folder, init in sorted(inits.items())
        if not (ROOT / init).is_file() or not ast.get_docstring(tree(init))
    )


def test_nothing_is_tracked_that_a_run_makes() -> None:
    none_of(path for path in tracked() for pattern in RUBBISH if fnmatch(path, pattern))


def test_a_private_key_made_by_the_guides_is_not_offered_to_git() -> None:
    tracked()
    made = ("beijing/beijing.key.pem", "my-region/keys/ops-token", "keys/gateway.pass")
    asked = subprocess.run(["git", "check-ignore", *made], cwd=ROOT, capture_output=True, text=True, check=False)
    assert asked.stdout.split() == list(made)


def test_nothing_tracked_is_also_ignored() -> None:
    tracked()
    ignored = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--ignored", "--exclude-standard"]
    listed = subprocess.run(ignored, capture_output=True, text=True, check=True).stdout
    none_of(path for path in listed.split("\0") if path)


def test_the_locks_pin_every_dependency_and_name_no_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {text.split(">")[0].strip().lower() for text in project["dependencies"]}
    for lock in ("requirements.lock", "requirements-dev.lock", "requirements-embedded.lock"):
        text = (ROOT / lock).read_text()
        pinned = {line.split("==")[0] for line in text.splitlines() if line[:1].isalpha()}
        assert wanted <= pinned, f"{lock} is older than pyproject.toml: run make lock"
        assert "://" not in text
