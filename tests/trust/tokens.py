"""A token made on the spot by SoftHSM2, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
TOKEN, PIN = "made-up", "737-made-up-pin"


@dataclass(frozen=True)
class SoftToken:
    folder: Path
    module: str

    def put(self, label: str, key_pem: bytes) -> None:
        """A private key of PKCS #8 PEM."""
        file = self.folder / "key.pem"
        file.write_bytes(key_pem)
        number = f"{len(list(self.folder.rglob('*.object'))):04x}"
        softhsm("--import", str(file), "--token", TOKEN, "--label", label, "--id", number, "--pin", PIN)

    def pulled_out(self) -> None:
        (self.folder / "tokens").rename(self.folder / "elsewhere")
        (self.folder / "tokens").mkdir()

    def put_back(self) -> None:
        (self.folder / "tokens").rmdir()
        (self.folder / "elsewhere").rename(self.folder / "tokens")


def softhsm(*arguments: str) -> None:
    done = subprocess.run(["softhsm2-util", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def soft_token(folder: Path, monkeypatch: pytest.MonkeyPatch) -> SoftToken:
    """An empty token; where SoftHSM2 is missing the test is skipped loudly, and fails in CI."""
    module = next((path for path in MODULES if Path(path).exists()), "")
    if not module or not shutil.which("softhsm2-util"):
        reason = "NO SOFTHSM2: keys in a token were NOT tried; apt-get install softhsm2"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    softhsm("--init-token", "--free", "--label", TOKEN, "--so-pin", "made-up-so", "--pin", PIN)
    return SoftToken(folder, module)
