"""ROOT: the declaration (报检单) as e-CIQ took it until the merger, everything nested in ITF_DCL_IO_DECL."""

from __future__ import annotations

from adapters.beijing.eciq.source import DAY, LAST_DAY, MOMENT, OURS, PUBLIC
from adapters.beijing.records.goods import REST, WHAT
from adapters.beijing.records.groups import CERTIFICATES, CONTAINERS, MARKS, PAPERS, QUALIFICATIONS, USERS
from adapters.beijing.records.head import CLOSE, DECLARANT, HEAD, NUMBERS, ONLY_DECLARED, ROLES, TRADERS, WAY
from adapters.beijing.records.lacks import LACKS
from adapters.beijing.records.values import TOLD_BY_CODE
from gateway.model.attachments import Qualification, RequestedCertificate, User
from gateway.model.declaration import Declaration, Direction
from gateway.model.goods import Container, GoodsLine
from gateway.translation.codecs import TEXT, choice
from gateway.translation.form import Coded, Field, Form, Group, Ignored, Row

MODES = "the two digits of the inspection's trade modes (贸易方式) say less than customs' four, and its list is longer"
OF_THE_OFFICE = "the office's own state of the declaration: its answers tell it"
NO_USCC = "before the merger this family names an enterprise by its inspection code and its name"

TOLD = "Org InspOrg PurpOrg VsaOrg TradeCountry DespCtry DespPort EntyPort ArrivPort Dest"
KEPT = """
    ExcInspDeptCode IsListGood IsCont FfjFlag FfjStatus ResendNum IsDraw FeeHandleState RelsState FlgPortInland
    EnableTransFlag FalgArchive ProcessStatus ProcessLink OperCode OperTime CertCancelFlag ArchiveTime TransFlag
    TransBatch IsMove DeclWorkNo PrnSign
"""
NAMES: tuple[Row, ...] = tuple(Ignored(f"{HEAD}/{of}Name", TOLD_BY_CODE) for of in TOLD.split())
STATES: tuple[Row, ...] = tuple(Ignored(f"{HEAD}/{name}", OF_THE_OFFICE) for name in KEPT.split())

ROWS: tuple[Row, ...] = (
    *NUMBERS,
    Field(f"{HEAD}/DeclGetNo", "inspection_number", TEXT, max_length=36, note="报检号"),
    Ignored(f"{HEAD}/DeclId", "报检单ID, the sender's own id of the record; DeclGetNo is the 报检号"),
    Field(
        f"{HEAD}/AplKind",
        "direction",
        choice({"I": Direction.IMPORT, "O": Direction.EXPORT}, also={"E": Direction.EXPORT}),
        required=True,
        note="出入境类别, I or O",
    ),
    Field(f"{HEAD}/DeclCode", "inspection_category", TEXT, max_length=10, note="报检类别"),
    Field(f"{HEAD}/DeclDate", "declared_at", MOMENT),
    Field(f"{HEAD}/TradeModeCode", "trade_mode", Coded("trade_mode", "eciq"), partly=MODES),
    *WAY,
    Field(f"{HEAD}/GdsArvlDate", "arrival_date", DAY),
    Field(f"{HEAD}/CmplDschrgDt", "unloading_date", DAY),
    Field(f"{HEAD}/DespDate", "departure_date", DAY),
    *ROLES,
    *DECLARANT,
    *TRADERS,
    *CLOSE,
    *NAMES,
    *STATES,
    Ignored(f"{HEAD}/IqRegisterno", "a registration number beside DeclRegNo, whose it is no public code says"),
    Ignored(f"{HEAD}/InvoiceNo", "the number of the invoice, which no other family names"),
    Group(
        f"{HEAD}/ITF_DCL_IO_DECL_GOODS",
        "goods",
        GoodsLine,
        (*WHAT, Field("ProdValidDt", "valid_until", DAY), *REST),
        required=True,
    ),
    Ignored(f"{HEAD}/ITF_DCL_IO_DECL_ATT", PAPERS),
    Group(f"{HEAD}/ITF_DCL_IO_DECL_LIMIT", "qualifications", Qualification, QUALIFICATIONS),
    Group(f"{HEAD}/ITF_DCL_IO_DECL_USER", "users", User, USERS),
    Ignored(f"{HEAD}/ITF_DCL_MARK_LOB", MARKS),
    Group(f"{HEAD}/ITF_DCL_IO_DECL_CONT", "containers", Container, CONTAINERS),
    Group(
        f"{HEAD}/ITF_DCL_IO_DECL_CERT_TYPE",
        "certificates",
        RequestedCertificate,
        CERTIFICATES,
        note="ours: the element of EEntDeclIo, for e-CIQ's three texts have no public separator",
    ),
)

DECLARATION = Form(
    kind=Declaration.KIND,
    variant="ROOT",
    body=Declaration,
    root="ROOT",
    schema="beijing-eciq/declaration.xsd",
    rows=ROWS,
    when=ONLY_DECLARED,
    message_type="EEntDeclIo",
    lacks={**LACKS, **dict.fromkeys(("declarant_uscc", "consignee_uscc", "consignor_uscc"), NO_USCC)},
    until=LAST_DAY,
    source=(
        f"{PUBLIC}. Ours: {OURS}; the order of the elements; certificates in ITF_DCL_IO_DECL_CERT_TYPE; the chosen"
        " mode and place in spare3 and spare4; and that it is written until the day before the merger"
    ),
)
