"""One worker: a process with its own loop, ports and courier; workers share nothing but the stores."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from ssl import SSLContext

import structlog
from aiohttp import ClientSession, web

from gateway.model import faults
from gateway.model.errors import Place
from gateway.service import blame
from gateway.service.adapter import Adapter
from gateway.service.carrying.wiring import carrier_of
from gateway.service.catalogue import Catalogue
from gateway.service.channels import Channels, Doorkeeper
from gateway.service.code_keeper import CodeKeeper
from gateway.service.config import Config
from gateway.service.courier import Courier
from gateway.service.deciding.wiring import decider_of
from gateway.service.exchange import Exchange
from gateway.service.exchange_port import ExchangePort, listen
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.mailboxes.journal_mailboxes import JournalMailboxes
from gateway.service.mailboxes.motion import Motion
from gateway.service.mailboxes.redis_mailboxes import RedisMailboxes
from gateway.service.materials import read_materials, read_tokens
from gateway.service.metrics import Metrics
from gateway.service.notary_wiring import notary_of
from gateway.service.operations.desk import Desk
from gateway.service.operations.port import operations_port
from gateway.service.pack_keeper import PackKeeper
from gateway.service.parts import Judges, Keepers, Seen, Shared
from gateway.service.surroundings import Observer, Surroundings
from gateway.service.tls_keeper import TlsKeeper
from gateway.service.tracing import Tracer
from gateway.service.transports.http import open_session
from gateway.service.trust_keeper import TrustKeeper
from gateway.service.watching.watcher import watcher_of
from gateway.service.ways import Ways
from gateway.service.wiring import resigned, retabled, stranger_terms, wire
from gateway.translation.codes import Codes

LOG = structlog.get_logger()
DRAIN_S = 10.0
VERSION = version("eport-gateway")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """What a running worker is made of; for those who start one in their own process."""

    config: Config
    adapters: Mapping[str, Adapter]
    journal: Journal
    mailboxes: Motion
    exchange: Exchange
    keeper: CodeKeeper
    packs: PackKeeper
    trust: TrustKeeper
    tls: TlsKeeper
    courier: Courier
    desk: Desk


def watched(metrics: Metrics) -> Observer:
    """The observer of a worker in production."""
    return metrics


async def run_worker(
    config: Config,
    catalogue: Catalogue,
    *,
    index: int = 0,
    redis: str = "",
    observer: Callable[[Metrics], Observer] = watched,
    started: Callable[[Gateway], None] | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT, then drain: readiness first, then what is under way, then the courier.

    `index` counts workers from 0; its ops port is ops_port + index. `redis` is the URL in force ("" for none).
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(blame.of_loop)
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with (
        assembled(config, catalogue, index=index, redis=redis, observer=observer) as gateway,
        ports(gateway, index),
        background(gateway),
    ):
        LOG.info("started", worker=index, links=sorted(gateway.adapters))
        if started is not None:
            started(gateway)
        await stop.wait()
        gateway.desk.draining = True
        LOG.info("draining", worker=index)


@asynccontextmanager
async def assembled(
    config: Config,
    catalogue: Catalogue,
    *,
    index: int = 0,
    redis: str = "",
    observer: Callable[[Metrics], Observer] = watched,
) -> AsyncIterator[Gateway]:
    """Everything but the ports and the running courier. Raises what reading the materials and wiring raise."""
    metrics = Metrics()
    world = Surroundings(observer=observer(metrics), business_date=config.business_date)
    trust = TrustKeeper(config, world.now)
    materials = read_materials(config, trust.trust, trust.signers)
    metrics.built(VERSION, materials.codes.version)
    async with AsyncExitStack() as stack:
        journal, mailboxes = await stores(stack, config, redis)
        adapters: dict[str, Adapter] = {}
        shared: Shared = {"adapters": adapters, "journal": journal, "mailboxes": mailboxes}
        tracer, packs = Tracer(release=VERSION), PackKeeper(journal.packs)
        decider = decider_of(config, catalogue, materials, journal, world, tracer, packs.pack)

        def taken_in(codes: Codes) -> None:
            now = replace(materials, codes=codes, trust=trust.trust, signers=trust.signers)
            adapters.update(retabled(adapters, config, catalogue, now))
            decider.retable(now)
            metrics.built(VERSION, codes.version)

        keeper = CodeKeeper(materials.codes, journal, taken_in)
        stranger, kept_bytes = stranger_terms(config, catalogue, materials), config.limits.refusal_bytes
        judges: Judges = {"world": world, "keeper": keeper, "tracer": tracer, "decider": decider}
        exchange = Exchange(**shared, **judges, stranger=stranger, kept_bytes=kept_bytes)
        session, tls = await stack.enter_async_context(open_session()), TlsKeeper(config)
        # A transport that unpacks must be able to refuse, so the adapters come after the exchange that knows them.
        ways = Ways(session=session, config=config, exchange=exchange, tls=tls, observer=world.observer)
        adapters |= _closed_with(stack, wire(config, catalogue, materials, ways.transport))
        await asyncio.gather(keeper.refresh(), packs.refresh())
        trust.put = lambda store, signers: adapters.update(resigned(adapters, store, signers))
        courier = Courier(**shared, worker=f"worker-{index}", world=world, lease_margin_s=config.courier.lease_margin_s)
        keepers: Keepers = {"keeper": keeper, "packs": packs, "trust": trust, "tls": tls}
        desk = _desk(config, shared, keepers, exchange, session, metrics, world)
        yield Gateway(config=config, **shared, **keepers, exchange=exchange, courier=courier, desk=desk)


def _desk(
    config: Config,
    shared: Shared,
    keepers: Keepers,
    exchange: Exchange,
    session: ClientSession,
    metrics: Metrics,
    world: Surroundings,
) -> Desk:
    trust, tls, now = keepers["trust"], keepers["tls"], world.now
    notary = notary_of(config, shared["journal"].evidence, session, signers=lambda: trust.signers, now=now)
    carrier = carrier_of(config.carry, **shared, exchange=exchange, world=world, signer=notary.signer)
    seen: Seen = {"trust": trust, "tls": tls, "notary": notary, "carrier": carrier, "metrics": metrics}
    return Desk(**shared, **seen, **read_tokens(config.listen), now=now, version=VERSION)


def _closed_with(stack: AsyncExitStack, adapters: Mapping[str, Adapter]) -> Mapping[str, Adapter]:
    for adapter in adapters.values():
        stack.push_async_callback(adapter.transport.close)
    return adapters


async def stores(stack: AsyncExitStack, config: Config, redis: str) -> tuple[Journal, Motion]:
    """The journal, and the mailboxes that move what it holds; both closed with the stack."""
    journal = await stack.enter_async_context(open_journal(config.journal))
    keeper = RedisMailboxes(redis, dedup_s=config.dedup_s, journal=await journal.name()) if redis else None
    names = tuple(link.name for link in config.links)
    return journal, await stack.enter_async_context(Motion(keeper, JournalMailboxes(journal), names))


@asynccontextmanager
async def ports(gateway: Gateway, index: int) -> AsyncIterator[None]:
    """Both listeners; several workers share the exchange port, each has an ops port of its own.

    That no two share an ops port tells us of a second gateway on the same configuration: it would start unseen.
    """
    at = gateway.config.listen
    forms = {link.name: getattr(link.transport, "form_field", "") for link in gateway.config.links}
    channels = Channels(gateway.config.links, pins=lambda: gateway.tls.pins, now=gateway.desk.now)
    exchange = ExchangePort(
        gateway.exchange.accept,
        gateway.config.limits,
        form_fields=forms,
        turned_away=Doorkeeper(channels=channels, refuse=gateway.exchange.refuse).turned_away,
    ).app()
    operations = operations_port(gateway.desk)
    async with AsyncExitStack() as stack:
        ops_port = at.ops_port + index if at.ops_port else 0
        ops = await _opened("ops_port", operations, at.ops_host, ops_port, shared=False)
        stack.push_async_callback(ops.cleanup)
        door = await _opened("port", exchange, at.host, at.port, shared=True, tls=gateway.tls.listening)
        stack.push_async_callback(door.cleanup)
        yield


async def _opened(
    key: str, app: web.Application, host: str, port: int, *, shared: bool, tls: SSLContext | None = None
) -> web.AppRunner:
    """A listener; CONFIGURATION where its address is taken, or none of ours."""
    try:
        return await listen(app, host, port, shared=shared, tls=tls, drain_s=DRAIN_S)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise faults.CONFIGURATION.error(reason, place=Place(path=f"listen.{key}"), value=f"{host}:{port}") from None


@asynccontextmanager
async def background(gateway: Gateway) -> AsyncIterator[None]:
    """The courier, and the transports that fetch what comes in; cancelled at the end, and waited for."""
    work: list[Awaitable[None]] = [
        gateway.courier.run(),
        gateway.keeper.run(),
        gateway.packs.run(),
        gateway.trust.run(),
    ]
    work += [gateway.tls.run(), gateway.desk.notary.run()]
    work.append(watcher_of(gateway.config, gateway.journal, gateway.desk.metrics, gateway.desk.now).run())
    for name, adapter in gateway.adapters.items():
        work.append(adapter.transport.receive(partial(gateway.exchange.accept, name)))
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        yield
    finally:
        await gateway.courier.drain(DRAIN_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
