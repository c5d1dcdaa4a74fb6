"""Certificates for TLS, made on the spot: authorities, servers, clients, and those whose time is not now."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = timedelta(days=1)
HERE = "127.0.0.1"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def key_pem(self, passphrase: bytes = b"") -> bytes:
        lock = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)

    def write(self, folder: Path, name: str, passphrase: bytes = b"") -> tuple[Path, Path]:
        """As files: certificate and key."""
        folder.mkdir(parents=True, exist_ok=True)
        files = folder / f"{name}.crt.pem", folder / f"{name}.key.pem"
        for file, content in zip(files, (self.pem, self.key_pem(passphrase)), strict=True):
            file.write_bytes(content)
        return files

    def pin(self, folder: Path, name: str = "pin") -> Path:
        """As the certificate alone, in a folder that pins it."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{name}.pem"
        file.write_bytes(self.pem)
        return file


def made(
    name: str,
    *,
    by: Shown | None = None,
    ca: bool = False,
    life: tuple[timedelta, timedelta] = (-DAY, DAY),
    host: str = HERE,
    key: Key | None = None,
) -> Shown:
    """A certificate called `name`, self-signed unless issued `by`, for `host` where it is a server's."""
    key, now = key or ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    issuer = by.certificate.subject if by else called(name)
    names: list[x509.GeneralName] = [x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)]
    builder = (
        x509.CertificateBuilder()
        .subject_name(called(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + life[0])
        .not_valid_after(now + life[1])
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if ca:
        builder = builder.add_extension(usage_of_authority(), critical=True)
    else:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False).add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False
        )
    return Shown(builder.sign(by.key if by else key, hashes.SHA256()), key)


def called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def usage_of_authority() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def crl(authority: Shown, *revoked: Shown, next_update: timedelta = DAY) -> bytes:
    """Its list of what it revoked, PEM."""
    now = datetime.now(UTC)
    builder = x509.CertificateRevocationListBuilder().issuer_name(authority.certificate.subject)
    builder = builder.last_update(now - 2 * DAY).next_update(now + next_update)
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(now - DAY).build())
    return builder.sign(authority.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def rsa_key(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def talker(server: Shown, *, mine: tuple[Path, Path] | None = None, trusted: Path) -> ssl.SSLContext:
    """The context of a plain client, not of our making, that believes `server` and shows `mine`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cafile=server.pin(trusted, "server"))
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    if mine:
        context.load_cert_chain(*mine)
    return context
