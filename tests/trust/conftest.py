"""The tools of others that judge our signatures: missing ones fail in CI and are skipped loudly elsewhere."""

from __future__ import annotations

import os
import shutil

import pytest


def need(tool: str, package: str) -> None:
    if shutil.which(tool):
        return
    reason = f"NO {tool.upper()}: interoperation was NOT checked; apt-get install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture
def xmlsec1() -> None:
    need("xmlsec1", "xmlsec1")


@pytest.fixture
def openssl() -> None:
    need("openssl", "openssl")
