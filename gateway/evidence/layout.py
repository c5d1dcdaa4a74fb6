"""Which file of a container holds what of a dossier, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from gateway.evidence.broken import BROKEN, unreadable
from gateway.evidence.dossier import Dossier, Proven, SealedBatch, SealedDay, Sent, SentReceipt
from gateway.evidence.readme import README as TOLD
from gateway.evidence.records import digest, encoded
from gateway.model import faults

RECEIVED, RECEIPT, TRACE, TIMELINE, README = "received.xml", "receipt.xml", "trace.json", "timeline.json", "README.txt"
CODES, USED, PLACES = "tables/codes.json", "tables/used.json", "chain/places.json"
MATERIALS = ("tables/codes.json", "links/", "certificates/", "materials/")
SENT = re.compile(r"sent/([^/]+)/([^/]+)\.xml")
EARLIER = re.compile(r"sent/([^/]+)/([^/]+)/earlier-([0-9]+)\.xml")
ANSWERED = re.compile(r"sent/([^/]+)/([^/]+)/receipt-([0-9]+)\.xml")


def files_of(dossier: Dossier) -> dict[str, bytes]:
    """Every file but those of META-INF. Raises EVIDENCE_UNREADABLE for a dossier without its acceptance, or broken."""
    try:
        trace = trace_of(dossier)
        return {
            README: TOLD.encode(),
            RECEIVED: dossier.received,
            RECEIPT: dossier.receipt,
            TRACE: trace,
            TIMELINE: b"[\n" + b",\n".join(one.body for one in dossier.records) + b"\n]\n",
            USED: _used(json.loads(trace)),
            **dict(_sent(dossier.sent)),
            **dict(_materials(dossier.materials, json.loads(trace))),
            **dict(_chain(dossier)),
        }
    except BROKEN as error:
        raise unreadable("the records", error) from None


def trace_of(dossier: Dossier) -> bytes:
    """The record of the acceptance. Raises EVIDENCE_UNREADABLE where there is none."""
    for one in dossier.records:
        if json.loads(one.body)["what"] == "accepted":
            return one.body
    raise faults.EVIDENCE_UNREADABLE.error("no record says that this message was accepted")


def dossier_of(files: Mapping[str, bytes], made_at: datetime) -> Dossier:
    """The dossier that these files hold. Raises EVIDENCE_UNREADABLE."""
    try:
        places = json.loads(files[PLACES])
        return Dossier(
            message=str(places["message"]),
            received=files[RECEIVED],
            receipt=files[RECEIPT],
            sent=tuple(_sent_of(files)),
            records=tuple(_record(one, files) for one in places["records"]),
            batches=tuple(_batch(one, files) for one in places["batches"]),
            days=tuple(_day(one, files) for one in places["days"]),
            materials={digest(content): content for name, content in files.items() if name.startswith(MATERIALS)},
            made_at=made_at,
        )
    except BROKEN as error:
        raise unreadable("the container", error, PLACES) from None


def _used(trace: Mapping[str, Any]) -> bytes:
    return encoded({name: trace[name] for name in ("release", "tables", "codes")})


def _sent(sent: Sequence[Sent]) -> Iterator[tuple[str, bytes]]:
    for one in sent:
        base = f"sent/{one.link}/{one.number}"
        if one.document:
            yield f"{base}.xml", one.document
        for number, earlier in enumerate(one.earlier, 1):
            yield f"{base}/earlier-{number}.xml", earlier
        for answer in one.receipts:
            yield f"{base}/receipt-{answer.attempt}.xml", answer.receipt


def _sent_of(files: Mapping[str, bytes]) -> Iterator[Sent]:
    """In the order of names: nothing says another."""
    for name in sorted(files):
        if found := SENT.fullmatch(name):
            link, number = found.groups()
            yield Sent(
                link=link,
                number=number,
                document=files[name],
                earlier=tuple(content for _, content in _numbered(files, EARLIER, link, number)),
                receipts=tuple(
                    SentReceipt(attempt=attempt, receipt=content)
                    for attempt, content in _numbered(files, ANSWERED, link, number)
                ),
            )


def _numbered(
    files: Mapping[str, bytes], pattern: re.Pattern[str], link: str, number: str
) -> Sequence[tuple[int, bytes]]:
    found = ((pattern.fullmatch(name), content) for name, content in files.items())
    return sorted((int(one[3]), content) for one, content in found if one and one.groups()[:2] == (link, number))


def _materials(materials: Mapping[str, bytes], trace: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Under a name that says what each is, where the trace does."""
    known = dict(_known(trace))
    for name, content in materials.items():
        yield known.get(name, f"materials/{name.removeprefix('sm3:')}.bin"), content


def _known(trace: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for proof in trace["proof"].values():
        for one in (proof["certificate"], *proof["chain"]):
            yield one, f"certificates/{_hex(one)}.der"
        for one in proof["lists"]:
            yield one, f"certificates/{_hex(one)}.crl"
    for one in trace["deliveries"]:
        yield one["terms"], f"links/{one['link']}.json"
    yield trace["sender_terms"], f"links/{trace['link']}.json"
    yield trace["codes"], CODES


def _hex(name: str | None) -> str:
    return str(name).removeprefix("sm3:")


def _chain(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    for number, record in enumerate(dossier.records, 1):
        yield _record_file(number), record.body
    for batch in dossier.batches:
        yield _batch_file(batch.number), batch.statement
    for day in dossier.days:
        yield f"chain/days/{day.day}.xml", day.statement
        if day.timestamp:
            yield f"chain/days/{day.day}.tsr", day.timestamp
    yield PLACES, _places(dossier)


def _places(dossier: Dossier) -> bytes:
    records = [
        {"file": _record_file(number), "batch": one.batch, "index": one.index, "path": _path(one.path)}
        for number, one in enumerate(dossier.records, 1)
    ]
    batches = [
        {"number": one.number, "day": one.day and one.day.isoformat(), "index": one.index, "path": _path(one.path)}
        for one in dossier.batches
    ]
    days = [one.day.isoformat() for one in dossier.days]
    return encoded({"message": dossier.message, "records": records, "batches": batches, "days": days})


def _record_file(number: int) -> str:
    return f"chain/records/{number:04d}.json"


def _batch_file(number: int) -> str:
    return f"chain/batches/{number}.xml"


def _record(said: Mapping[str, Any], files: Mapping[str, bytes]) -> Proven:
    batch = said["batch"]
    return Proven(
        body=files[said["file"]],
        batch=None if batch is None else int(batch),
        index=int(said["index"]),
        path=_path_of(said["path"]),
    )


def _batch(said: Mapping[str, Any], files: Mapping[str, bytes]) -> SealedBatch:
    number, day = int(said["number"]), said["day"]
    return SealedBatch(
        number=number,
        statement=files[_batch_file(number)],
        day=None if day is None else date.fromisoformat(day),
        index=int(said["index"]),
        path=_path_of(said["path"]),
    )


def _day(said: str, files: Mapping[str, bytes]) -> SealedDay:
    day = date.fromisoformat(said)
    stamp = files.get(f"chain/days/{day}.tsr", b"")
    return SealedDay(day=day, statement=files[f"chain/days/{day}.xml"], timestamp=stamp)


def _path(path: Sequence[bytes]) -> list[str]:
    return [one.hex() for one in path]


def _path_of(said: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(one) for one in said)
