"""The machine that a figure belongs to: figures of two machines are not to be compared, ratios are."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from gateway.trust.libcrypto import library

CPUINFO = Path("/proc/cpuinfo")


def machine() -> Mapping[str, str]:
    """What the figures depend on."""
    return {
        "cpu": _cpu(),
        "cores": str(os.cpu_count()),
        "system": platform.platform(),
        "python": platform.python_version(),
        "eport-gateway": version("eport-gateway"),
        "lxml": version("lxml"),
        "libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
        "cryptography": version("cryptography"),
        "libcrypto": _libcrypto(),
    }


def _cpu() -> str:
    lines = CPUINFO.read_text(encoding="utf-8").splitlines() if CPUINFO.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _libcrypto() -> str:
    """OPENSSL_VERSION_NUMBER as 0xMNN00PP0: major, minor, patch (openssl/opensslv.h, 3.0)."""
    number = library().OpenSSL_version_num()
    return f"{number >> 28}.{number >> 20 & 0xFF}.{number >> 4 & 0xFF}"
