"""EEntDeclIo: the inspection declaration (报检单), of an import and of an export."""

from __future__ import annotations

from adapters.beijing.ciq.source import DAY, MOMENT, NAMESPACE, OURS, PUBLIC
from adapters.beijing.records.goods import REST, WHAT
from adapters.beijing.records.groups import CERTIFICATES, CONTAINERS, MARKS, PAPERS, QUALIFICATIONS, USERS
from adapters.beijing.records.head import CLOSE, DECLARANT, HEAD, NUMBERS, ONLY_DECLARED, ROLES, TRADERS, WAY
from adapters.beijing.records.lacks import LACKS
from gateway.model.attachments import Qualification, RequestedCertificate, User
from gateway.model.declaration import Declaration, Direction
from gateway.model.goods import Container, GoodsLine
from gateway.translation.codecs import TEXT, choice
from gateway.translation.form import Coded, Field, Form, Group, Ignored, Row
from gateway.translation.shapes import sized

RECORD_ID = "报检单ID, the sender's own id of the record: no 报检号 of 15 digits"

ROWS: tuple[Row, ...] = (
    *NUMBERS,
    Field(f"{HEAD}/DeclId", "inspection_number", sized(15), partly=RECORD_ID, note="inferred, where it has 15 digits"),
    Field(
        f"{HEAD}/AplKind",
        "direction",
        choice({"I": Direction.IMPORT, "E": Direction.EXPORT}, also={"O": Direction.EXPORT}),
        required=True,
        note="the public reader of this family knows an export by E; e-CIQ before it wrote O",
    ),
    Field(f"{HEAD}/DeclCode", "inspection_category", TEXT, max_length=10, note="报检类别"),
    Field(f"{HEAD}/DeclDate", "declared_at", MOMENT),
    Field(f"{HEAD}/TradeModeCode", "trade_mode", Coded("trade_mode", "ciq")),
    *WAY,
    Field(f"{HEAD}/GdsArvlDate", "arrival_date", DAY),
    Field(f"{HEAD}/CmplDschrgDt", "unloading_date", DAY),
    Field(f"{HEAD}/DespDate", "departure_date", DAY),
    *ROLES,
    *DECLARANT,
    Field(f"{HEAD}/DeclRegScc", "declarant_uscc", TEXT, max_length=18, note="CustomCert, 2026"),
    *TRADERS,
    Field(f"{HEAD}/ConsigneeScc", "consignee_uscc", TEXT, max_length=18, note="inferred: as ConsignorScc"),
    Field(f"{HEAD}/ConsignorScc", "consignor_uscc", TEXT, max_length=18, note="CustomCert, 2026"),
    *CLOSE,
    Ignored("ITF_DCL_IO_DECL_ATT", PAPERS),
    Group(
        "ITF_DCL_IO_DECL_GOODS",
        "goods",
        GoodsLine,
        (*WHAT, Field("ProdValidDt", "valid_until", DAY), *REST),
        required=True,
    ),
    Group("ITF_DCL_IO_DECL_LIMIT", "qualifications", Qualification, QUALIFICATIONS),
    Group("ITF_DCL_IO_DECL_USER", "users", User, USERS),
    Ignored("ITF_DCL_MARK_LOB", MARKS),
    Group("ITF_DCL_IO_DECL_CONT", "containers", Container, CONTAINERS),
    Group("ITF_DCL_IO_DECL_CERT_TYPE", "certificates", RequestedCertificate, CERTIFICATES),
)

DECLARATION = Form(
    kind=Declaration.KIND,
    variant="EEntDeclIo",
    body=Declaration,
    root="EEntDeclIo",
    namespace=NAMESPACE,
    schema="beijing-ciq/declaration.xsd",
    rows=ROWS,
    when=ONLY_DECLARED,
    message_type="EEntDeclIo",
    lacks=LACKS,
    source=f"{PUBLIC}. Ours: {OURS}; the enterprise's chosen mode and place stand in spare3 and spare4",
)
