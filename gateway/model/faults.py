"""The catalogue of faults: one row a code. Official codes: DXP message specification (202205), table 7-1."""

from __future__ import annotations

from gateway.model.errors import Fault, Turn
from gateway.model.remedies import REMEDIES_ZH


def _row(code: str, name: str, turn: Turn, official: str, status: int, remedy: str) -> Fault:
    told = REMEDIES_ZH[code]
    return Fault(code=code, name=name, turn=turn, official=official, status=status, remedy=remedy, remedy_zh=told)


S, U, A = Turn.SENDER, Turn.SETUP, Turn.AGAIN

# 40xx: reading bytes
EMPTY = _row("4001", "empty", S, "0001", 400, "send the document in the body")
TOO_LARGE = _row("4002", "too-large", S, "0001", 413, "split the document, or ask for a higher limit")
NOT_XML = _row("4003", "not-xml", S, "0001", 400, "send well-formed XML")
DOCTYPE = _row("4004", "doctype", S, "0001", 400, "remove the DOCTYPE")
TOO_DEEP = _row("4005", "too-deep", S, "0001", 400, "nest no deeper than 100 elements")
CHARSET_UNKNOWN = _row("4006", "charset-unknown", S, "0001", 400, "declare UTF-8, GB18030, GBK or GB2312")
CHARSET_MISMATCH = _row("4007", "charset-mismatch", S, "0001", 400, "declare the charset the bytes are in")
INSTRUCTION = _row("4008", "processing-instruction", S, "0001", 400, "remove processing instructions")
ROOT_UNKNOWN = _row("4009", "root-unknown", S, "0001", 422, "send a document of this link's dialect")
NAMESPACE_WRONG = _row("4010", "namespace-wrong", S, "0001", 422, "use the dialect's namespace")
ENVELOPE_DATA = _row("4011", "envelope-data", S, "0001", 422, "put the business document, base64, into Data")
ARCHIVE = _row("4012", "archive", S, "0001", 422, "send one XML of the archive's own base name")

# 41xx: trust
SIGNATURE_MISSING = _row("4101", "signature-missing", S, "1001", 401, "sign the document under the link's profile")
SIGNATURE_INVALID = _row("4102", "signature-invalid", S, "1001", 401, "sign what is sent, with the registered key")
DIGEST_MISMATCH = _row("4103", "digest-mismatch", S, "1004", 401, "the document changed after signing: sign it again")
ALGORITHM_REFUSED = _row("4104", "algorithm-refused", S, "1001", 401, "use the algorithms of the link's profile")
SIGNATURE_SHAPE = _row(
    "4105", "signature-shape", S, "1001", 401, "one enveloped Signature, last in the root, over the whole document"
)
CERTIFICATE_EXPIRED = _row("4106", "certificate-expired", S, "1002", 401, "sign with a certificate that is valid now")
CERTIFICATE_UNTRUSTED = _row(
    "4107", "certificate-untrusted", S, "1001", 401, "register the certificate or its issuer for this link"
)
CERTIFICATE_OTHER_PARTY = _row(
    "4108", "certificate-other-party", S, "1001", 403, "use your own link, or your own certificate"
)
KEY_NAME_WRONG = _row("4109", "key-name-wrong", S, "1001", 401, "KeyName is the certificate's serial in lower-case hex")
CERTIFICATE_UNREADABLE = _row(
    "4110", "certificate-unreadable", S, "1001", 401, "send an X.509 certificate of an SM2, RSA or P-256 key"
)
TRUST_UNUSABLE = _row("4111", "trust-unusable", U, "1999", 500, "mend the party's folder of trusted certificates")
KEY_UNUSABLE = _row("4112", "key-unusable", U, "1999", 500, "give the right key, passphrase and certificate")
CRYPTO_MISSING = _row(
    "4113", "crypto-missing", U, "1999", 500, "install OpenSSL 3.0 or later with SM2 (Debian: libssl3)"
)
PREFIX_WRONG = _row(
    "4114",
    "prefix-wrong",
    S,
    "1001",
    401,
    "put md5(document + shared key) before the document, in lower case",
)

ALGORITHM_WEAK = _row("4115", "algorithm-weak", S, "1001", 401, "use SM3 or SHA-256, and RSA of 2048 bits or more")
ALGORITHM_SHARED = _row(
    "4116", "algorithm-shared", S, "1001", 401, "sign with a private key: an HMAC proves nothing under a public one"
)
SIGNATURE_TRUNCATED = _row("4117", "signature-truncated", S, "1001", 401, "send the whole signature value")
TRANSFORM_REFUSED = _row("4118", "transform-refused", S, "1001", 401, "use the enveloped-signature transform alone")
REFERENCE_EXTERNAL = _row(
    "4119", "reference-external", S, "1001", 401, "let the Reference name the document it stands in (URI empty)"
)
KEY_INFO_REFUSED = _row(
    "4120", "key-info-refused", S, "1001", 401, "put KeyName and X509Data into KeyInfo, and nothing else"
)
SIGNATURE_SEVERAL = _row("4121", "signature-several", S, "1001", 401, "sign each layer once, with one Reference")
REFERENCE_PARTIAL = _row(
    "4122", "reference-partial", S, "1001", 401, "sign the whole document (URI empty), no part of it by Id"
)
ID_TWICE = _row("4123", "id-twice", S, "1001", 401, "give each Id once")
SIGNATURE_MISPLACED = _row(
    "4124", "signature-misplaced", S, "1001", 401, "put the Signature last in the root of what it signs"
)
CERTIFICATE_REVOKED = _row("4125", "certificate-revoked", S, "1001", 401, "sign with a certificate that is not revoked")
REVOCATION_UNKNOWN = _row(
    "4126", "revocation-unknown", U, "1001", 503, "have the authority's list of revoked certificates brought up to date"
)
SIGNING_TIME_WRONG = _row(
    "4127", "signing-time-wrong", S, "1002", 401, "sign with a certificate that was valid when the document was made"
)
CHANNEL_WRONG = _row(
    "4128", "channel-wrong", S, "1001", 403, "connect with the client certificate that is registered for this link"
)
CERTIFICATE_PURPOSE = _row(
    "4129",
    "certificate-purpose",
    S,
    "1001",
    401,
    "sign with a certificate whose key usage allows it, under an authority that may issue it",
)
EVIDENCE_WRONG = _row(
    "4130", "evidence-wrong", S, "1004", 422, "trust nothing in this container: ask whoever gave it for another"
)
EVIDENCE_UNREADABLE = _row(
    "4131", "evidence-unreadable", S, "0001", 400, "name an evidence container made by `evidence export`"
)
TIMESTAMP_WRONG = _row(
    "4132", "timestamp-wrong", A, "3999", 502, "see what the time-stamping authority answers, and timestamp_authorities"
)

# 42xx: meaning
SCHEMA = _row("4201", "schema", S, "0002", 422, "send what the published schema allows")
ELEMENT_MISSING = _row("4202", "element-missing", S, "0002", 422, "fill in the element")
VALUE_INVALID = _row("4203", "value-invalid", S, "0002", 422, "write the value in the documented form")
CODE_UNKNOWN = _row("4204", "code-unknown", S, "0002", 422, "use a code of the published table")
CODE_AMBIGUOUS = _row("4205", "code-ambiguous", S, "0002", 422, "use the code that names one thing")
TARGET_LACKS = _row(
    "4206",
    "target-lacks",
    S,
    "0002",
    422,
    "fill in what the receiver requires, or agree on another way to it where its format cannot say this",
)
TARGET_CHARSET = _row("4207", "target-charset", S, "0002", 422, "use characters the receiver's charset holds")
TARGET_LENGTH = _row("4208", "target-length", S, "0002", 422, "shorten the value to what the receiver holds")
CONTRADICTION = _row("4209", "contradiction", S, "0002", 422, "mend one of the values that contradict each other")
CODE_TABLE_REFUSED = _row("4210", "code-table-refused", S, "0002", 422, "mend the rows named, and send a new version")
IDENTIFIER_WRONG = _row(
    "4211", "identifier-wrong", S, "0002", 422, "look the number up again: it was misread or mistyped"
)

# 43xx: authority and routes
LINK_UNKNOWN = _row("4301", "link-unknown", S, "2002", 404, "post to the address of your own link")
KIND_NOT_ALLOWED = _row("4302", "kind-not-allowed", S, "2002", 403, "ask the operator for the right to send this kind")
OFFICE_NOT_ALLOWED = _row("4303", "office-not-allowed", S, "2002", 403, "send what concerns an office of yours")
SENDER_WRONG = _row("4304", "sender-wrong", S, "2002", 403, "name yourself as the sender")
RECEIVER_UNKNOWN = _row(
    "4305", "receiver-unknown", U, "2001", 422, "name a receiver the gateway knows, or have it set up"
)
NO_RECEIVER = _row("4306", "no-receiver", U, "2001", 422, "have a route set up for these offices")
REFERENCE_UNKNOWN = _row("4307", "reference-unknown", S, "2002", 422, "answer with the number you were sent")
NOT_DECLARED = _row("4308", "not-declared", S, "2002", 422, "declare it first, and send what was declared")

# 44xx: identity
CONFLICTING_COPY = _row("4401", "conflicting-copy", S, "1004", 409, "a new content needs a new message id")
NUMBER_TAKEN = _row(
    "4402", "number-taken", S, "1004", 409, "use a number of your own: this one names another's document there"
)
TABLE_VERSION_TAKEN = _row("4403", "table-version-taken", S, "1004", 409, "give the update a version of its own")

# 45xx: delivery
UNREACHABLE = _row("4501", "unreachable", A, "3002", 502, "see that the receiver's address answers")
TIMEOUT = _row("4502", "timeout", A, "3003", 504, "see why the receiver is slow")
PEER_BUSY = _row("4503", "peer-busy", A, "3002", 503, "nothing: it is sent again")
RECEIPT_INVALID = _row(
    "4504", "receipt-invalid", A, "1001", 502, "see that the receiver signs its receipts as registered"
)
RECEIPT_OTHER = _row("4505", "receipt-other", A, "1004", 502, "ask the receiver why its receipt names other bytes")
PEER_REFUSED = _row("4506", "peer-refused", U, "2999", 502, "read the receiver's reason, mend, and replay")
ALREADY_WAITING = _row("4507", "already-waiting", U, "2999", 409, "nothing: it will be sent")
NO_DOCUMENT = _row("4508", "no-document", U, "2999", 409, "mend the table and reprocess")
DELIVERY_UNKNOWN = _row("4509", "delivery-unknown", U, "2999", 404, "name a message and its link")
NOT_DEAD = _row("4510", "not-dead", U, "2999", 409, "skip dead letters only")
REQUEST_INVALID = _row("4512", "request-invalid", S, "0002", 422, "mend the parameter named")
TOKEN_WRONG = _row("4513", "token-wrong", U, "2999", 401, "give the operators' token by --token-file or --config")
REASON_MISSING = _row("4511", "reason-missing", U, "2999", 422, "say why")

# 46xx: what we were set up with
CODES_INVALID = _row("4601", "codes-invalid", U, "3999", 500, "mend the code table at the place named")

CONFIGURATION = _row("4602", "configuration", U, "3999", 500, "mend the configuration at the place named")
RULES_INVALID = _row("4604", "rules-invalid", U, "3999", 500, "mend the rule pack at the place named")
JOURNAL_UNUSABLE = _row("4603", "journal-unusable", U, "3999", 500, "name a journal of ours on a local disk")

# 4605 to 4612: the protocol of clearance; 4613 to 4617: enforcement aid
ORDER_UNKNOWN = _row("4605", "order-unknown", S, "2002", 422, "name an order that was issued for this consignment")
ORDER_USED = _row("4606", "order-used", S, "2002", 409, "have another order issued: each is executed once")
ORDER_OUT_OF_TIME = _row("4607", "order-out-of-time", S, "2002", 422, "execute an order while it is valid")
OFFICE_OTHER = _row("4608", "office-other", S, "2002", 403, "have the office act that the order names")
GOODS_UNEXAMINED = _row("4609", "goods-unexamined", S, "2002", 422, "release only what was examined and passed")
DUTIES_JOINED = _row("4610", "duties-joined", S, "2002", 403, "have another person do one of the two duties")
TRANSITION_ILLEGAL = _row(
    "4611", "transition-illegal", S, "2002", 422, "see docs/rules/protocol.md for what may follow"
)
ORDERER_WRONG = _row("4612", "orderer-wrong", S, "2002", 403, "have the office order to which the goods were declared")
AID_UNFOUNDED = _row("4613", "aid-unfounded", S, "0002", 422, "name its purpose and its legal basis")
RECIPIENT_TRADER = _row("4614", "recipient-trader", S, "2002", 403, "address offices only: no trader may be told")
RECIPIENT_UNNAMED = _row("4615", "recipient-unnamed", S, "2002", 403, "name the office among the recipients")
LIFT_NOT_YOURS = _row("4616", "lift-not-yours", S, "2002", 403, "have its issuer lift it, or the office above that")
RIGHT_MISSING = _row("4617", "right-missing", U, "2999", 403, "ask with the token that has the right named")

# 4620: the gateway's own decisions
FACTS_STALE = _row("4620", "facts-stale", A, "3999", 503, "send it again: the registries changed while we decided")

# 4621 to 4623: changes of the rule packs
CHANGE_UNKNOWN = _row("4621", "change-unknown", U, "2999", 404, "name a change that packs list shows, by its digest")
CHANGE_OVERTAKEN = _row("4622", "change-overtaken", U, "2999", 409, "propose it anew against the packs of today")
FOUR_EYES = _row("4623", "four-eyes", U, "2999", 403, "have another person approve it")

STOPPED = _row("4701", "stopped", U, "2999", 409, "have the office release anew: what was stopped is never sent again")
# 473x: reconciliation
STATEMENT_MISSING = _row("4730", "statement-missing", U, "2999", 404, "give the other side's file by --theirs")
STATEMENT_INVALID = _row("4731", "statement-invalid", S, "0001", 422, "have the other side write its statement again")
STATEMENT_FOREIGN = _row("4732", "statement-foreign", S, "1004", 403, "name the link and day that the statement is of")
DAY_NOT_OVER = _row("4733", "day-not-over", U, "2999", 409, "reconcile it after midnight in China")

# 474x: retention
RETIRED = _row("4740", "retired", U, "2999", 410, "retention restore it, if its timeline names an archive")
HOLD_TARGET_UNKNOWN = _row("4741", "hold-target-unknown", U, "2999", 404, "name a message, alias or party there is")
HOLD_UNKNOWN = _row("4742", "hold-unknown", U, "2999", 404, "name a hold that stands: retention plan lists them")
ARCHIVE_WRONG = _row("4743", "archive-wrong", U, "2999", 422, "keep the file apart and take a good copy of it")
ARCHIVE_AWAY = _row("4744", "archive-away", A, "3999", 503, "see that the archive's folder can be written and has room")
CLOCK_DOUBTFUL = _row("4745", "clock-doubtful", U, "3999", 409, "set the clock, or say --clock-is-right if it is")

# 475x: the emergency channel
CARRY_NOT_MANUAL = _row("4750", "carry-not-manual", U, "2999", 409, "stop the link first: links pause")
CARRY_NOTHING = _row("4751", "carry-nothing", U, "2999", 404, "nothing: see what the link waits for by messages ls")
CARRY_INVALID = _row("4752", "carry-invalid", S, "0001", 422, "have the sender write the bundle's file once more")
CARRY_FOREIGN = _row("4753", "carry-foreign", S, "1004", 403, "keep the file, and ask the sender by another way")
CARRY_EXPIRED = _row("4754", "carry-expired", S, "2002", 410, "have the sender export what still waits")
CARRY_REPEATED = _row("4755", "carry-repeated", U, "2999", 409, "nothing: fetch its receipts by carry receipts")
CARRY_UNKNOWN = _row("4756", "carry-unknown", U, "2999", 404, "name a bundle that carry ls shows")

# 49xx: ourselves
JOURNAL_AWAY = _row("4901", "journal-away", A, "3001", 503, "send again later; nothing was accepted")
BUSY = _row("4902", "busy", A, "3999", 503, "send again after Retry-After")
GATEWAY_AWAY = _row(
    "4903", "gateway-away", A, "3001", 503, "start the gateway, or name its operators' address by --url"
)
KEY_AWAY = _row(
    "4904", "key-away", A, "3001", 503, "see that the token with the gateway's key is plugged in and answers"
)
OURS = _row("4999", "our-fault", A, "3999", 500, "send again later; we have been told")

FAULTS: tuple[Fault, ...] = tuple(row for row in globals().values() if isinstance(row, Fault))
