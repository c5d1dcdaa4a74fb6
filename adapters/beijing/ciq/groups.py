"""What stands beside the declaration and its goods: qualifications, users, containers, certificates asked for."""

from __future__ import annotations

from adapters.beijing.ciq.source import LINK, TOLD_BY_CODE
from gateway.model.attachments import Qualification, RequestedCertificate, User
from gateway.model.goods import Container
from gateway.translation.codecs import INTEGER, TEXT, flag
from gateway.translation.form import Coded, Field, Group, Ignored

PAPERS = Ignored(
    "ITF_DCL_IO_DECL_ATT",
    "the papers (随附单据: contract, invoice …) by CIQ's own codes, which no public table ties to customs' documents",
)

QUALIFICATIONS = Group(
    "ITF_DCL_IO_DECL_LIMIT",
    "qualifications",
    Qualification,
    (
        Ignored("DeclLimitId", LINK),
        Ignored("EntDeclNo", LINK),
        Field("EntQualifTypeCode", "kind", TEXT, required=True, max_length=10),
        Field("EntQualifNo", "number", TEXT, max_length=64),
        Ignored("EntQualifName", TOLD_BY_CODE),
        Ignored("EntOrgCode", "the organisation's code; its name is carried"),
        Field("EntName", "organisation", TEXT, max_length=100),
        Ignored("OperTime", "when the sender's system last touched the record"),
        Ignored("FalgArchive", "the sender's own archive flag"),
    ),
)

USERS = Group(
    "ITF_DCL_IO_DECL_USER",
    "users",
    User,
    (
        Ignored("UserId", LINK),
        Ignored("EntDeclNo", LINK),
        Ignored("ConsumerUsrCode", "the user's code; its name is carried"),
        Field("UserName", "name", TEXT, max_length=100),
        Field("UseOrgPersonCode", "contact", TEXT, max_length=50, note="使用单位联系人, a person for all its name"),
        Field("UseOrgPersonTel", "phone", TEXT, max_length=50),
    ),
)

CONTAINERS = Group(
    "ITF_DCL_IO_DECL_CONT",
    "containers",
    Container,
    (
        Ignored("ContId", LINK),
        Ignored("EntDeclNo", LINK),
        Ignored("SeqNo", "the order of the elements says it"),
        Field("CntnrModeCode", "model", Coded("container_model", "ciq"), partly="the public part of the list is small"),
        Field("ContainerQty", "count", INTEGER),
        Field("LclFlag", "shared", flag("1", "0")),
        Field("ContNo", "number", TEXT, max_length=255, note="箱号串: of like containers all numbers may stand here"),
        Ignored("ITF_DCL_IO_DECL_CONT_DETAIL", "each number of ContNo again, with the same model and flag"),
    ),
)

CERTIFICATES = Group(
    "ITF_DCL_IO_DECL_CERT_TYPE",
    "certificates",
    RequestedCertificate,
    (
        Field("AppCertCode", "code", Coded("certificate", "ciq"), required=True),
        Field("ApplOri", "originals", INTEGER),
        Field("ApplCopyQuan", "copies", INTEGER),
    ),
)

ATTACHMENTS = Ignored(
    "ITF_DCL_MARK_LOB", "a file (picture of the marks); the words of MarkNo are carried, files are not"
)
