"""The operators' port as a command sees it: its address, its token, and its answers or problems."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlencode, urlsplit

import typer

from gateway.model import faults
from gateway.model.errors import Fault, GatewayError, Place
from gateway.service.config_file import load_config
from gateway.service.materials import read_secret

TIMEOUT_S = 30.0
USUAL_CONFIG = Path("/etc/eport-gateway/gateway.toml")
TOKEN = "EPORT_OPS_TOKEN"  # noqa: S105  (the name of the variable)
BY_CODE = {fault.code: fault for fault in faults.FAULTS}

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", envvar="EPORT_CONFIG", help="gateway.toml: it names the operators' port and the token."),
]
UrlOption = Annotated[
    str, typer.Option("--url", envvar="EPORT_OPS_URL", help="The operators' port, if no configuration is at hand.")
]
TokenOption = Annotated[
    Path | None, typer.Option("--token-file", help="Its bearer token; else the text of EPORT_OPS_TOKEN.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="For machines.")]
ReasonOption = Annotated[str, typer.Option(help="Why; it is kept in the journal.")]
LimitOption = Annotated[int, typer.Option(help="How many at most.", min=1, max=500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """One gateway's operators' port."""

    url: str
    token: str = field(default="", repr=False)
    timeout_s: float = TIMEOUT_S

    def patient(self, timeout_s: float) -> Operations:
        """The same, for what takes longer."""
        return replace(self, timeout_s=timeout_s)

    def get(self, path: str, query: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401  (JSON)
        """The JSON of an answer; `query` without what is None. Raises GATEWAY_AWAY, or the problem it tells."""
        wanted = {name: str(value) for name, value in (query or {}).items() if value is not None}
        return _json(self.ask("GET", f"{path}?{urlencode(wanted)}" if wanted else path))

    def post(self, path: str, body: Mapping[str, object]) -> Any:  # noqa: ANN401  (JSON)
        """The JSON of an answer to an act."""
        return _json(self.ask("POST", path, json.dumps(body).encode()))

    def ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """The bytes of a good answer."""
        place = urlsplit(self.url)
        kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
        headers = {"Authorization": f"Bearer {self.token}", "Eport-Operator": operator()}
        try:
            # No proxy stands between an operator and a loopback port, whatever the environment says.
            with closing(kind(place.hostname or "", place.port, timeout=self.timeout_s)) as connection:
                connection.request(method, place.path.rstrip("/") + path, body, headers)
                answer = connection.getresponse()
                return _good(answer, answer.read())
        except (OSError, HTTPException) as error:
            reason = f"nothing answers at {self.url}: {getattr(error, 'strerror', None) or error}"
            raise faults.GATEWAY_AWAY.error(reason) from None


def segment(text: str) -> str:
    """A name within a path."""
    return quote(text, safe="")


def operations(config: Path | None, url: str, token_file: Path | None, *, token: bool = True) -> Operations:
    """Where the port is: --url, else the configuration, else the usual one. Raises CONFIGURATION, SetupErrors of it."""
    if url:
        if urlsplit(url).scheme not in ("http", "https"):
            raise typer.BadParameter(f"{url!r} is no http address", param_hint="--url")
        return Operations(url=url, token=_token(token_file) if token else "")
    path = config or USUAL_CONFIG
    if not path.is_file():
        raise typer.BadParameter(f"there is no {path}; name it, or the port by --url", param_hint="--config")
    listen = load_config(path).listen
    host = f"[{listen.ops_host}]" if ":" in listen.ops_host else listen.ops_host
    secret = _token(token_file, listen.ops_token_file) if token else ""
    return Operations(url=f"http://{host}:{listen.ops_port}", token=secret)


def _token(named: Path | None, configured: Path | None = None) -> str:
    if named:
        return read_secret(named)
    if said := os.environ.get(TOKEN):
        return said
    return read_secret(configured) if configured else ""


def operator() -> str:
    """Who acts, as the journal will say; a container may have no name for its user."""
    with suppress(OSError, KeyError):
        return getpass.getuser().encode("ascii", "replace").decode()[:64]
    return "operator"


def _good(answer: HTTPResponse, body: bytes) -> bytes:
    if answer.status < 400:
        return body
    raise _problem(answer.status, body)


def _problem(status: int, body: bytes) -> GatewayError:
    """The problem that the port tells (RFC 9457), as the error it was made of."""
    try:
        told = json.loads(body)
        code, detail = str(told.get("code", "")), str(told["detail"])
    except (ValueError, KeyError, AttributeError):
        return faults.GATEWAY_AWAY.error(f"HTTP {status}, and no word of ours")
    place = Place(path=str(told["place"])) if told.get("place") else Place()
    value = told.get("value")
    return _fault_of(code, status).error(detail, place=place, value=None if value is None else str(value))


def _fault_of(code: str, status: int) -> Fault:
    if code in BY_CODE:
        return BY_CODE[code]
    if status in (401, 403):
        return faults.TOKEN_WRONG
    return faults.REQUEST_INVALID if status < 500 else faults.GATEWAY_AWAY


def _json(body: bytes) -> Any:  # noqa: ANN401  (JSON)
    try:
        return json.loads(body)
    except ValueError:
        raise faults.GATEWAY_AWAY.error("what answers there is no gateway: it sends no JSON") from None
