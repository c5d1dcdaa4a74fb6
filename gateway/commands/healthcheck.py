"""`healthcheck`: one question to the operators' port, for a container's HEALTHCHECK; says nothing when all is well."""

from __future__ import annotations

from gateway.commands.ending import told
from gateway.commands.operations import ConfigOption, UrlOption, operations


@told
def healthcheck(config: ConfigOption = None, url: UrlOption = "") -> None:
    """Exit 0 if the gateway is ready to take documents, 3 if not.

    For example: eport-gateway healthcheck --config /etc/eport-gateway/gateway.toml
    """
    operations(config, url, None, token=False).ask("GET", "/readyz")
