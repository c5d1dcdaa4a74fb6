"""What hangs on a declaration beside its goods: qualifications, users, containers, certificates asked for."""

from __future__ import annotations

from adapters.beijing.records.values import LINK, TOLD_BY_CODE
from gateway.translation.codecs import INTEGER, TEXT, flag
from gateway.translation.form import Coded, Field, Ignored, Row

QUALIFICATIONS: tuple[Row, ...] = (
    Ignored("DeclLimitId", LINK),
    Ignored("EntDeclNo", LINK),
    Field("EntQualifTypeCode", "kind", TEXT, required=True, max_length=10),
    Field("EntQualifNo", "number", TEXT, max_length=64),
    Ignored("EntQualifName", TOLD_BY_CODE),
    Ignored("EntOrgCode", "the organisation's code; its name is carried"),
    Field("EntName", "organisation", TEXT, max_length=100),
    Ignored("OperTime", "when the sender's system last touched the record"),
    Ignored("FalgArchive", "the sender's own archive flag"),
)

USERS: tuple[Row, ...] = (
    Ignored("UserId", LINK),
    Ignored("EntDeclNo", LINK),
    Ignored("ConsumerUsrCode", "the user's code; its name is carried"),
    Field("UserName", "name", TEXT, max_length=100),
    Field("UseOrgPersonCode", "contact", TEXT, max_length=50, note="使用单位联系人, a person for all its name"),
    Field("UseOrgPersonTel", "phone", TEXT, max_length=50),
)

CONTAINERS: tuple[Row, ...] = (
    Ignored("ContId", LINK),
    Ignored("EntDeclNo", LINK),
    Ignored("SeqNo", "the order of the elements says it"),
    Field("CntnrModeCode", "model", Coded("container_model", "ciq"), partly="the public part of the list is small"),
    Field("ContainerQty", "count", INTEGER),
    Field("LclFlag", "shared", flag("1", "0")),
    Field("ContNo", "number", TEXT, max_length=255, note="箱号串: of like containers all numbers may stand here"),
    Ignored("ITF_DCL_IO_DECL_CONT_DETAIL", "each number of ContNo again, with the same model and flag"),
)

CERTIFICATES: tuple[Row, ...] = (
    Field("AppCertCode", "code", Coded("certificate", "ciq"), required=True),
    Field("ApplOri", "originals", INTEGER),
    Field("ApplCopyQuan", "copies", INTEGER),
)

PAPERS = (
    "a paper (随附单据) by kind and number: what it grants off is CIQ's own, and no other family names a paper that is"
    " no file and no supervision document"
)
MARKS = "a file (picture of the marks); the words of MarkNo are carried, files are not"
