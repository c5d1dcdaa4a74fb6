"""Small records that hang on a declaration: charges, certificates asked for, documents, qualifications, users."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Freight, insurance or another charge: mark 1 rate, 2 unit price, 3 total; `amount` in that measure.

    Real documents fill in some of the three alone, such as a currency that the client presets.
    """

    mark: str | None = None
    amount: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedCertificate:
    """A certificate asked for (所需单证): code, originals and copies wanted."""

    code: str
    originals: int | None = None
    copies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedDocument:
    """An accompanying document (随附单证): a supervision-condition code and its number."""

    code: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """An enterprise's qualification that the declaration uses (企业资质)."""

    kind: str
    number: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement that the enterprise makes (企业承诺), by its code: 101040 of an import, 102053 of an export."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A using organisation (使用人)."""

    name: str | None = None
    contact: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicDocument:
    """An accompanying document kept as a file elsewhere (随附单据): named here, never carried inside."""

    number: str
    """EdocID, as the platform that keeps the file names it."""
    code: str
    """00000001 invoice, 00000002 packing list, 00000003 bill of lading, 00000004 contract."""
    form: str | None = None
    """S structured, US not."""
    file_name: str | None = None
    """EdocCopId: the enterprise's own name of the file."""
    owner_code: str | None = None
    owner_name: str | None = None
    signer: str | None = None
    signed_at: datetime | None = None
    size: int | None = None
    """Bytes."""
    goods_lines: tuple[int, ...] = ()
    resend_reason: str | None = None
    """操作说明: why it is sent once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """Which line of an accompanying certificate is which goods line (随附单证对应关系), above all of origin."""

    kind: str
    """CertType: Y and the code of the trade agreement for a certificate of origin, else the document's code."""
    number: str
    goods_line: int
    document_line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoStageRequest:
    """What the enterprise asks for under 两段准入, in its declaration."""

    transfer: bool | None = None
    """转场: the port's check is to be done at another site."""
    transfer_site: str | None = None
    """The customs code of the site, 11 characters at most."""
    conditional_leave: bool | None = None
    """附条件提离."""
    merged_check: bool | None = None
    """口岸与目的地合并检查."""
