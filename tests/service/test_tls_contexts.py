"""The bounds of TLS, asked of a whole handshake in memory, both ends ours or one of them somebody else's."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.tls_contexts import client_context, live, server_context
from gateway.service.transport_config import ClientTls
from gateway.service.trust_config import ServerTls
from tests.service.tls_material import DAY, HERE, Shown, made, rsa_key, talker
from tests.trust.made import party

SECRET = b"made up"


def shaken(server: ssl.SSLContext, client: ssl.SSLContext, host: str = HERE) -> tuple[ssl.SSLObject, ssl.SSLObject]:
    """Both ends after a handshake; raises what either end finds wrong."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (
        client.wrap_bio(to_client, to_server, server_hostname=host),
        server.wrap_bio(to_server, to_client, server_side=True),
    )
    for _ in range(10):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return ends


def serving(folder: Path, shown: Shown, passphrase: bytes = b"") -> ServerTls:
    certificate, key = shown.write(folder, "server", passphrase)
    return ServerTls(certificate_file=certificate, key_file=key)


@pytest.fixture
def server() -> Shown:
    return made("gateway")


def believing(folder: Path, shown: Shown) -> ClientTls:
    return ClientTls(server_certificates=shown.pin(folder, "receiver"))


def test_two_of_ours_agree_on_tls_1_3_and_no_ticket_is_given(tmp_path: Path, server: Shown) -> None:
    context = server_context(serving(tmp_path, server), None)
    client, theirs = shaken(context, client_context(believing(tmp_path, server)))
    assert (theirs.version(), theirs.compression()) == ("TLSv1.3", None)
    assert (context.num_tickets, bool(context.options & ssl.OP_NO_TICKET)) == (0, True)
    assert client.session is None or not client.session.has_ticket


def test_tls_1_2_is_forward_secret_and_authenticated(tmp_path: Path, server: Shown) -> None:
    context, client = server_context(serving(tmp_path, server), None), talker(server, trusted=tmp_path)
    client.maximum_version = ssl.TLSVersion.TLSv1_2
    _, theirs = shaken(context, client)
    cipher = theirs.cipher()
    assert cipher is not None
    assert (theirs.version(), cipher[0].split("-")[0]) == ("TLSv1.2", "ECDHE")
    names = {one["name"] for one in context.get_ciphers()}
    assert all(name.startswith(("TLS_", "ECDHE-")) and ("GCM" in name or "CHACHA20" in name) for name in names)
    assert context.options & ssl.OP_NO_RENEGOTIATION
    assert context.options & ssl.OP_NO_COMPRESSION


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
def test_tls_1_1_is_refused_by_both_sides(tmp_path: Path, server: Shown) -> None:
    old_client = talker(server, trusted=tmp_path)
    old_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    old_server.load_cert_chain(*server.write(tmp_path, "server"))
    for old in (old_client, old_server):
        old.set_ciphers("ALL:@SECLEVEL=0")
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    assert shaken(old_server, old_client)[0].version() == "TLSv1.1"
    with pytest.raises(ssl.SSLError, match=r"PROTOCOL|protocol"):
        shaken(server_context(serving(tmp_path, server), None), old_client)
    with pytest.raises(ssl.SSLError, match=r"PROTOCOL|protocol"):
        shaken(old_server, client_context(believing(tmp_path, server)))


def test_ciphers_without_forward_secrecy_are_refused(tmp_path: Path) -> None:
    shown = made("gateway", key=rsa_key(2048))
    client = talker(shown, trusted=tmp_path)
    client.maximum_version = ssl.TLSVersion.TLSv1_2
    client.set_ciphers("AES256-GCM-SHA384:ECDHE-RSA-AES256-SHA384:DHE-RSA-AES256-GCM-SHA384")
    with pytest.raises(ssl.SSLError, match="NO_SHARED_CIPHER"):
        shaken(server_context(serving(tmp_path, shown), None), client)


def test_a_client_certificate_is_asked_for_only_where_a_link_wants_one(tmp_path: Path, server: Shown) -> None:
    mine = made("hebei")
    client = talker(server, mine=mine.write(tmp_path, "mine"), trusted=tmp_path)
    assert shaken(server_context(serving(tmp_path, server), None), client)[1].getpeercert(True) is None
    asking = server_context(serving(tmp_path, server), [mine.der])
    assert shaken(asking, client)[1].getpeercert(True) == mine.der
    assert shaken(asking, talker(server, trusted=tmp_path))[1].getpeercert(True) is None


def test_a_pinned_leaf_is_enough_and_its_authority_too(tmp_path: Path, server: Shown) -> None:
    authority = made("authority", ca=True)
    leaf = made("hebei", by=authority)
    client = talker(server, mine=leaf.write(tmp_path, "mine"), trusted=tmp_path)
    for pinned in (leaf, authority):
        asking = server_context(serving(tmp_path, server), [pinned.der])
        assert shaken(asking, client)[1].getpeercert(True) == leaf.der


def test_an_unknown_client_certificate_does_not_come_in(tmp_path: Path, server: Shown) -> None:
    client = talker(server, mine=made("stranger").write(tmp_path, "mine"), trusted=tmp_path)
    for known in ([made("hebei").der], []):
        with pytest.raises(ssl.SSLCertVerificationError):
            shaken(server_context(serving(tmp_path, server), known), client)


def test_one_whose_time_is_over_is_left_to_the_request(tmp_path: Path, server: Shown) -> None:
    mine = made("hebei", life=(-2 * DAY, -DAY))
    client = talker(server, mine=mine.write(tmp_path, "mine"), trusted=tmp_path)
    assert shaken(server_context(serving(tmp_path, server), [mine.der]), client)[1].getpeercert(True) == mine.der


@pytest.mark.parametrize(
    ("shown", "host", "reason"),
    [
        (made("other"), "localhost", "IP address|Hostname mismatch"),
        (made("other", host="elsewhere.example"), HERE, "IP address mismatch"),
        (made("old", life=(-2 * DAY, -DAY)), HERE, "expired"),
        (made("early", life=(DAY, 2 * DAY)), HERE, "not yet valid"),
    ],
)
def test_a_pinned_receiver_must_still_be_the_host_and_in_its_time(
    tmp_path: Path, shown: Shown, host: str, reason: str
) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=reason):
        shaken(server_context(serving(tmp_path, shown), None), client_context(believing(tmp_path, shown)), host)


def test_whom_the_system_trusts_is_not_believed_where_others_are_named(tmp_path: Path, server: Shown) -> None:
    assert client_context(None).cert_store_stats()["x509"] == client_context(ClientTls()).cert_store_stats()["x509"]
    assert client_context(believing(tmp_path, server)).cert_store_stats()["x509"] == 1
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(server_context(serving(tmp_path, server), None), client_context(None))


def test_a_key_under_a_passphrase_opens_with_it_and_never_asks_a_terminal(tmp_path: Path, server: Shown) -> None:
    tls = serving(tmp_path, server, SECRET)
    secret = tmp_path / "passphrase"
    secret.write_bytes(SECRET + b"\n")
    server_context(tls.model_copy(update={"passphrase_file": secret}), None)
    secret.with_name("wrong").write_bytes(b"another\n")
    for passphrase_file in (None, secret.with_name("wrong")):
        with pytest.raises(GatewayError, match="passphrase") as caught:
            server_context(tls.model_copy(update={"passphrase_file": passphrase_file}), None)
        assert caught.value.fault is faults.KEY_UNUSABLE
        assert SECRET.decode() not in str(caught.value)


def test_what_does_not_belong_together_or_is_no_pem_says_so(tmp_path: Path, server: Shown) -> None:
    tls = serving(tmp_path, server)
    tls.key_file.write_bytes(made("other").key_pem())
    with pytest.raises(GatewayError, match="the key is not the certificate's"):
        server_context(tls, None)
    tls.key_file.write_bytes(b"-----BEGIN PRIVATE KEY-----\nMIG")
    with pytest.raises(GatewayError, match="not whole"):
        server_context(tls, None)
    tls.key_file.unlink()
    with pytest.raises(GatewayError, match="No such file") as caught:
        server_context(tls, None)
    assert str(tls.key_file) in str(caught.value.place)


def test_of_certificate_and_key_the_one_that_is_at_fault_is_named(tmp_path: Path, server: Shown) -> None:
    tls = serving(tmp_path, server)
    whole = tls.certificate_file.read_bytes()
    for content, reason in ((whole[:300], "no whole certificate"), (b"", "no whole"), (party().pem, "no SM2")):
        tls.certificate_file.write_bytes(content)
        with pytest.raises(GatewayError, match=reason) as caught:
            server_context(tls, None)
        assert caught.value.place.path == str(tls.certificate_file)


def test_a_short_key_is_no_servers(tmp_path: Path) -> None:
    with pytest.raises(GatewayError, match="2048"):
        server_context(serving(tmp_path, made("weak", key=rsa_key(1024))), None)


def test_a_file_of_receivers_without_a_certificate_is_a_fault(tmp_path: Path) -> None:
    for file, fault in ((tmp_path / "missing", faults.CONFIGURATION), (tmp_path / "empty", faults.TRUST_UNUSABLE)):
        (tmp_path / "empty").write_bytes(b"nothing\n")
        with pytest.raises(GatewayError) as caught:
            client_context(ClientTls(server_certificates=file))
        assert (caught.value.fault, caught.value.place.path) == (fault, str(file))


def test_a_live_context_hands_on_what_is_in_force_and_forgets_the_rest(tmp_path: Path) -> None:
    """An RSA certificate followed by one of a curve: a context that both were loaded into would show either."""
    old, new = made("gateway", key=rsa_key(2048)), made("gateway")
    context = live(server_context(serving(tmp_path, old), None))
    client = client_context(believing(tmp_path, old))
    assert shaken(context, client)[0].getpeercert(True) == old.der
    context.current = server_context(serving(tmp_path, new), None)
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(context, client)
    assert shaken(context, client_context(believing(tmp_path, new)))[0].getpeercert(True) == new.der
