"""A port of tables alone through a whole gateway: a list of one parcel in a signed envelope, as a field of a form."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from lxml import etree

from adapters.guangzhou.gzeport import DIALECT as GZEPORT
from adapters.guangzhou.kj import DIALECT as KJ
from gateway.commands.demo.identities import Identity, new_identity, write_private
from gateway.commands.demo.wording import sealed
from gateway.document.parse import parse
from gateway.model.declaration import Declaration
from gateway.model.message import Envelope
from gateway.routing.delivery import State
from gateway.service.exchange_port import ExchangePort, listen
from gateway.service.journal.views import MessageView
from gateway.service.transports.forms import as_form, from_form
from gateway.translation.translator import EnvelopeTranslator, Translator
from gateway.trust.certificates import read_pem
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_verify import verify
from tests.adapters.contract import CODES, SCHEMAS
from tests.samples.messages import BUSINESS_DATE
from tests.service.laid import PROFILE, SAMPLES, Laid, laid

ADDRESS, OURS, FIELD = "EXAMPLE-SHOP-OF-GUANGZHOU-0001", "EXAMPLE-GATEWAY-OF-PINGGU-00001"[:30], "messageText"
LINK = f"""\
name = "guangzhou"
party = "guangzhou"
dialect = "guangzhou-kj"
envelope = "gzeport"
profile = "{PROFILE}"
address = "{ADDRESS}"
our_address = "{OURS}"
offices = ["51"]
may_send = ["declaration"]
receives = ["declaration"]
transport = {{{{ kind = "http", url = "{{url}}", form_field = "{FIELD}" }}}}

[constants]
"Head/Sender" = "EXAMPLEGATE"
"Head/Receiver" = "EXAMPLEPORT"
"""
SHOP = """\
name = "shop"
party = "shop"
dialect = "regional"
profile = "none"
offices = ["07"]
may_send = ["declaration"]
receives = ["declaration"]
transport = {{ kind = "folder", root = "{root}", business_type = "Shop" }}
"""
TRANSFER = """\
<GzeportTransfer><Head><MessageID>{number}</MessageID><MessageType>KJ881110</MessageType><Sender>{sender}</Sender>
<Receivers><Receiver>{receiver}</Receiver></Receivers><SendTime>20141015090000</SendTime><Version>1.0</Version>{more}</Head>
<Data>{data}</Data></GzeportTransfer>
"""
ANSWER = """\
<DocRec><Head><MessageType>KJDOCREC</MessageType><Sender>{sender}</Sender><Receiver>{receiver}</Receiver>
<SendTime>20141015090001</SendTime><Version>3.0</Version></Head><Declaration><OrgMessageID>{number}</OrgMessageID>
<OrgMessageType>KJ881110</OrgMessageType><OrgSenderID>{receiver}</OrgSenderID><OrgReceiverID>{sender}</OrgReceiverID>
<RespondBy>01</RespondBy><RespondStatus>{status}</RespondStatus><RespondNotes>{notes}</RespondNotes>
<Status>{status}</Status><Notes>{notes}</Notes></Declaration></DocRec>
"""


@cache
def speaks() -> tuple[EnvelopeTranslator, Translator]:
    return EnvelopeTranslator(GZEPORT, CODES, SCHEMAS), Translator(KJ, CODES, SCHEMAS)


@dataclass
class Platform:
    """Guangzhou's e-port: what it got, and what it answers."""

    identity: Identity
    status: str = "S"
    got: list[Envelope] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    trusts: TrustStore | None = None

    async def answer(self, request: web.BaseRequest) -> web.Response:
        envelope, losses = speaks()[0].read(self.proven(from_form(FIELD, await request.read())), on=BUSINESS_DATE)
        assert losses == ()
        self.got.append(envelope)
        self.asked.set()
        words = {"number": envelope.number, "status": self.status, "notes": "已接收"}
        text = ANSWER.format(sender=ADDRESS, receiver=envelope.sender, **words)
        return web.Response(body=sealed(text.replace("\n", ""), self.identity.signer), content_type="application/xml")

    def proven(self, document: bytes) -> etree._Element:
        assert self.trusts is not None
        proven = verify(parse(document).root, PROFILES[PROFILE], self.trusts, party="gateway", at=datetime.now(UTC))
        return parse(proven.content).root


@dataclass
class Scene:
    there: Laid
    platform: Platform
    url: str
    session: aiohttp.ClientSession

    async def post(self, text: str) -> etree._Element:
        """As Guangzhou hands over: signed, as a field of a form; the answer without its seal."""
        document = sealed(text.replace("\n", ""), self.platform.identity.signer)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        async with self.session.post(self.url, data=as_form(FIELD, document), headers=headers) as response:
            return self.platform.proven(await response.read())

    async def delivered(self, message: str) -> MessageView:
        """The message, when its delivery is over."""
        courier = self.there.gateway.courier
        running = asyncio.create_task(courier.run())
        async with asyncio.timeout(30):
            await self.platform.asked.wait()
        await courier.drain(30)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return await self.view(message)

    async def view(self, message: str) -> MessageView:
        """The message, as the journal has it."""
        view = await self.there.gateway.journal.message(message)
        assert view is not None
        return view


@asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Scene]:
    platform = Platform(new_identity("guangzhou", PROFILE))
    (folder / "trust").mkdir()
    write_private(folder / "trust" / "guangzhou" / "guangzhou.pem", platform.identity.certificate_pem)
    async with AsyncExitStack() as stack:
        runner = web.ServerRunner(web.Server(platform.answer))
        stack.push_async_callback(runner.cleanup)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        links = {
            "guangzhou": LINK.format(url=f"http://127.0.0.1:{runner.addresses[0][1]}/inbox"),
            "shop": SHOP.format(root=folder / "shop"),
        }
        there = await stack.enter_async_context(laid(folder, **links))
        platform.trusts = TrustStore.of([("gateway", read_pem(there.region.identities["gateway"].certificate_pem))])
        gateway = there.gateway
        port = ExchangePort(gateway.exchange.accept, gateway.config.limits, form_fields={"guangzhou": FIELD})
        door = await listen(port.app(), "127.0.0.1", 0, drain_s=1, linger_s=0.05)
        stack.push_async_callback(door.cleanup)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield Scene(there, platform, f"http://127.0.0.1:{door.addresses[0][1]}/exchange/guangzhou", session)


def listed(more: str = "<ZipFlag>0</ZipFlag>") -> str:
    """A list declared at Guangzhou for a parcel that lands where the shop's offices are, in its envelope."""
    text = (SAMPLES / "guangzhou-kj" / "declaration.full.xml").read_text(encoding="utf-8")
    text = text.replace("SeaPort>0110", "SeaPort>5101").replace("CustomsCode>0110", "CustomsCode>5101")
    text = text.replace("IEPort>0202", "IEPort>0700")
    text = text.replace("<CIQOrgCode>110110</CIQOrgCode>", "<EListType>1</EListType>")
    data = base64.b64encode(text.encode()).decode()
    return TRANSFER.format(number="KJ881110_EXAMPLE_1", sender=ADDRESS, receiver=OURS, data=data, more=more)


async def test_a_list_comes_in_is_answered_in_the_words_of_the_port_and_goes_on(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = speaks()[0].read_receipt(await here.post(listed()), on=BUSINESS_DATE)
        assert (answer.accepted, answer.number) == (True, "KJ881110_EXAMPLE_1"), answer.reason
        assert (answer.receiver, answer.answerer) == (ADDRESS, OURS)
        view = await here.view(answer.gateway_number)
        assert [one.link for one in view.deliveries] == ["shop"]
        assert [loss for loss in answer.losses if "EListType" in loss]
        again = speaks()[0].read_receipt(await here.post(listed()), on=BUSINESS_DATE)
        assert again == answer


async def test_data_that_is_zipped_is_refused_and_the_answer_says_so(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        root = await here.post(listed(more="<ZipFlag>1</ZipFlag>"))
        assert root.findtext("Declaration/RespondStatus") == "F"
        notes = root.findtext("Declaration/Notes") or ""
        assert "Head/ZipFlag" in notes
        assert not (await here.there.gateway.journal.invariant()).deliveries


async def test_another_sender_than_the_links_own_is_refused(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        root = await here.post(listed().replace(ADDRESS, "SOMEBODY-ELSE"))
        assert root.findtext("Declaration/Status") == "F"


@pytest.mark.parametrize(("status", "state"), [("S", State.DELIVERED), ("F", State.DEAD)])
async def test_a_parcel_of_the_region_is_given_over_signed_and_its_answer_is_believed(
    tmp_path: Path, status: str, state: State
) -> None:
    async with scene(tmp_path) as here:
        here.platform.status = status
        text = (SAMPLES / "regional" / "declaration.parcel.xml").read_text(encoding="utf-8")
        text = text.replace("PortOffice>0202", "PortOffice>5101").replace(
            "DeclarationOffice>0110", "DeclarationOffice>0700"
        )
        text = text.replace("DXPENT0000000001", "").replace("<Receiver>DXPGTW0000000001</Receiver>", "")
        taken = await here.there.accept("shop", text.encode())
        assert taken.accepted, taken.receipt
        view = await here.delivered(taken.message)
        assert [(one.link, one.state) for one in view.deliveries] == [("guangzhou", state)]
        [envelope] = here.platform.got
        assert (envelope.sender, envelope.receivers, envelope.message_type) == (OURS, (ADDRESS,), "KJ881110")
        body = speaks()[1].read(parse(envelope.data).root, on=BUSINESS_DATE).message.body
        assert isinstance(body, Declaration)
        assert (body.port_office, body.waybill_number) == ("5101", "EX0000000001")
        assert not any("identity" in loss or "created_at" in loss for loss in view.deliveries[0].losses)
