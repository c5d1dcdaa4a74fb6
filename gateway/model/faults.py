"""The catalogue of faults: one row a code. Official codes: DXP message specification (202205), table 7-1."""

from __future__ import annotations

from gateway.model.errors import Fault, Turn


def _row(code: str, name: str, turn: Turn, official: str, status: int, remedy: str, remedy_zh: str) -> Fault:
    return Fault(code=code, name=name, turn=turn, official=official, status=status, remedy=remedy, remedy_zh=remedy_zh)


S, U, A = Turn.SENDER, Turn.SETUP, Turn.AGAIN

# 40xx: reading bytes
EMPTY = _row("4001", "empty", S, "0001", 400, "send the document in the body", "请在报文体中发送单证")
TOO_LARGE = _row(
    "4002", "too-large", S, "0001", 413, "split the document, or ask for a higher limit", "请拆分报文或申请提高上限"
)
NOT_XML = _row("4003", "not-xml", S, "0001", 400, "send well-formed XML", "请发送格式良好的XML")
DOCTYPE = _row("4004", "doctype", S, "0001", 400, "remove the DOCTYPE", "请删除DOCTYPE声明")
TOO_DEEP = _row("4005", "too-deep", S, "0001", 400, "nest no deeper than 100 elements", "元素嵌套不得超过100层")
CHARSET_UNKNOWN = _row(
    "4006",
    "charset-unknown",
    S,
    "0001",
    400,
    "declare UTF-8, GB18030, GBK or GB2312",
    "请声明UTF-8、GB18030、GBK或GB2312",
)
CHARSET_MISMATCH = _row(
    "4007", "charset-mismatch", S, "0001", 400, "declare the charset the bytes are in", "请使声明的字符集与实际字节一致"
)
INSTRUCTION = _row("4008", "processing-instruction", S, "0001", 400, "remove processing instructions", "请删除处理指令")
ROOT_UNKNOWN = _row(
    "4009", "root-unknown", S, "0001", 422, "send a document of this link's dialect", "请发送本链路方言的报文"
)
NAMESPACE_WRONG = _row(
    "4010", "namespace-wrong", S, "0001", 422, "use the dialect's namespace", "请使用该方言的命名空间"
)
ENVELOPE_DATA = _row(
    "4011",
    "envelope-data",
    S,
    "0001",
    422,
    "put the business document, base64, into Data",
    "请在Data中放入base64编码的业务报文",
)
ARCHIVE = _row(
    "4012", "archive", S, "0001", 422, "send one XML of the archive's own base name", "压缩包内须有一个同名XML"
)

# 41xx: trust
SIGNATURE_MISSING = _row(
    "4101", "signature-missing", S, "1001", 401, "sign the document under the link's profile", "请按链路规定加签"
)
SIGNATURE_INVALID = _row(
    "4102",
    "signature-invalid",
    S,
    "1001",
    401,
    "sign what is sent, with the registered key",
    "请用登记的密钥对所发报文加签",
)
DIGEST_MISMATCH = _row(
    "4103",
    "digest-mismatch",
    S,
    "1004",
    401,
    "the document changed after signing: sign it again",
    "加签后报文被改动,请重新加签",
)
ALGORITHM_REFUSED = _row(
    "4104", "algorithm-refused", S, "1001", 401, "use the algorithms of the link's profile", "请使用链路规定的算法"
)
SIGNATURE_SHAPE = _row(
    "4105",
    "signature-shape",
    S,
    "1001",
    401,
    "one enveloped Signature, last in the root, over the whole document",
    "须有且仅有一个封内签名,位于根元素末尾",
)
CERTIFICATE_EXPIRED = _row(
    "4106", "certificate-expired", S, "1002", 401, "sign with a certificate that is valid now", "请使用在有效期内的证书"
)
CERTIFICATE_UNTRUSTED = _row(
    "4107",
    "certificate-untrusted",
    S,
    "1001",
    401,
    "register the certificate or its issuer for this link",
    "请登记该证书或其签发者",
)
CERTIFICATE_OTHER_PARTY = _row(
    "4108",
    "certificate-other-party",
    S,
    "1001",
    403,
    "use your own link, or your own certificate",
    "请使用本单位的链路和证书",
)
KEY_NAME_WRONG = _row(
    "4109",
    "key-name-wrong",
    S,
    "1001",
    401,
    "KeyName is the certificate's serial in lower-case hex",
    "KeyName须为证书序列号的小写十六进制",
)
CERTIFICATE_UNREADABLE = _row(
    "4110",
    "certificate-unreadable",
    S,
    "1001",
    401,
    "send an X.509 certificate of an SM2, RSA or P-256 key",
    "请使用SM2、RSA或P-256密钥的X.509证书",
)
TRUST_UNUSABLE = _row(
    "4111",
    "trust-unusable",
    U,
    "1999",
    500,
    "mend the party's folder of trusted certificates",
    "请修正该单位的信任证书目录",
)
KEY_UNUSABLE = _row(
    "4112",
    "key-unusable",
    U,
    "1999",
    500,
    "give the right key, passphrase and certificate",
    "请提供正确的密钥、口令和证书",
)
CRYPTO_MISSING = _row(
    "4113",
    "crypto-missing",
    U,
    "1999",
    500,
    "install OpenSSL 3.0 or later with SM2 (Debian: libssl3)",
    "请安装支持SM2的OpenSSL 3.0或更高版本",
)

# 42xx: meaning
SCHEMA = _row("4201", "schema", S, "0002", 422, "send what the published schema allows", "请按公布的schema填写")
ELEMENT_MISSING = _row("4202", "element-missing", S, "0002", 422, "fill in the element", "请填写该元素")
VALUE_INVALID = _row(
    "4203", "value-invalid", S, "0002", 422, "write the value in the documented form", "请按规定格式填写"
)
CODE_UNKNOWN = _row(
    "4204", "code-unknown", S, "0002", 422, "use a code of the published table", "请使用公布代码表中的代码"
)
CODE_AMBIGUOUS = _row(
    "4205", "code-ambiguous", S, "0002", 422, "use the code that names one thing", "请使用唯一对应的代码"
)
TARGET_LACKS = _row(
    "4206", "target-lacks", S, "0002", 422, "fill in what the receiver requires", "请补充接收方必填的内容"
)
TARGET_CHARSET = _row(
    "4207",
    "target-charset",
    S,
    "0002",
    422,
    "use characters the receiver's charset holds",
    "请使用接收方字符集所含的字符",
)
TARGET_LENGTH = _row(
    "4208", "target-length", S, "0002", 422, "shorten the value to what the receiver holds", "请缩短至接收方允许的长度"
)

# 43xx: authority and routes
LINK_UNKNOWN = _row(
    "4301", "link-unknown", S, "2002", 404, "post to the address of your own link", "请发送至本单位链路地址"
)
KIND_NOT_ALLOWED = _row(
    "4302",
    "kind-not-allowed",
    S,
    "2002",
    403,
    "ask the operator for the right to send this kind",
    "请向运维方申请该报文类型的权限",
)
OFFICE_NOT_ALLOWED = _row(
    "4303", "office-not-allowed", S, "2002", 403, "send for your own offices only", "只能代表本单位机构发送"
)
SENDER_WRONG = _row("4304", "sender-wrong", S, "2002", 403, "name yourself as the sender", "请填写本单位为发送方")
RECEIVER_UNKNOWN = _row(
    "4305",
    "receiver-unknown",
    U,
    "2001",
    422,
    "name a receiver the gateway knows, or have it set up",
    "请填写已登记的接收方",
)
NO_RECEIVER = _row(
    "4306", "no-receiver", U, "2001", 422, "have a route set up for these offices", "请为相关机构配置路由"
)
REFERENCE_UNKNOWN = _row(
    "4307", "reference-unknown", S, "2002", 422, "answer with the number you were sent", "请使用所收报文的编号回复"
)
STRANGER = _row("4308", "stranger", S, "2002", 401, "authenticate as a registered party", "请以登记单位身份认证")

# 44xx: identity
CONFLICTING_COPY = _row(
    "4401", "conflicting-copy", S, "1004", 409, "a new content needs a new message id", "内容不同须使用新的报文编号"
)

# 45xx: delivery
UNREACHABLE = _row(
    "4501", "unreachable", A, "3002", 502, "see that the receiver's address answers", "请检查接收方地址是否可达"
)
TIMEOUT = _row("4502", "timeout", A, "3003", 504, "see why the receiver is slow", "请检查接收方响应缓慢的原因")
PEER_BUSY = _row("4503", "peer-busy", A, "3002", 503, "nothing: it is sent again", "无需处理,将自动重发")
RECEIPT_INVALID = _row(
    "4504",
    "receipt-invalid",
    A,
    "1001",
    502,
    "see that the receiver signs its receipts as registered",
    "请检查接收方回执的加签",
)
RECEIPT_OTHER = _row(
    "4505",
    "receipt-other",
    A,
    "1004",
    502,
    "ask the receiver why its receipt names other bytes",
    "请核实接收方回执为何对应其他报文",
)
PEER_REFUSED = _row(
    "4506", "peer-refused", U, "2999", 502, "read the receiver's reason, mend, and replay", "请按接收方说明修正后重放"
)

# 46xx: what we were set up with
CODES_INVALID = _row(
    "4601", "codes-invalid", U, "3999", 500, "mend the code table at the place named", "请修正所指位置的代码表"
)

CONFIGURATION = _row(
    "4602", "configuration", U, "3999", 500, "mend the configuration at the place named", "请修正所指位置的配置"
)

# 49xx: ourselves
JOURNAL_AWAY = _row(
    "4901", "journal-away", A, "3001", 503, "send again later; nothing was accepted", "请稍后重发,报文未被接收"
)
BUSY = _row("4902", "busy", A, "3999", 503, "send again after Retry-After", "请在Retry-After之后重发")
OURS = _row("4999", "our-fault", A, "3999", 500, "send again later; we have been told", "请稍后重发,我方已收到告警")

FAULTS: tuple[Fault, ...] = tuple(row for row in globals().values() if isinstance(row, Fault))
