"""What all reports of the national manifest (新舱单) have in common: head, codes, and what is left out.

TRAP: the namespace names the message type, so each type is a form of its own; and TypeCode says the mode of transport
in two lists: 1 water, 2 rail, 3 road, 4 air in the reports of water and air, and 4 road in those of the road.
"""

from __future__ import annotations

from gateway.model.cargo import ReportAct
from gateway.translation.codecs import MOMENT_17, TEXT, choice, decimal, flag, joined, moment
from gateway.translation.form import Coded, Constant, Field, Ignored, Implied, When

GUIDES = (
    "message guides of the national manifest for water and air (V1.1 of 2010, after GACC announcement 70/2010) as"
    " public pages, a carrier's packer, a port's reader and test documents of customs platforms carry them"
)
ROAD_CLIENTS = "public single-window clients of the road manifest (MT1401 to MT4406), which show names and no schema"
OURS = (
    "Lengths, and that nothing is required which an e-port that passes a report on may not have, are ours. That Hebei"
    " speaks it is our choice"
)

OFFICE = Coded("office", "customs")
QUANTITY = decimal(19, 5)
MONEY = decimal(19, 4)
MOMENT = moment("%Y%m%d%H%M%S", "%Y%m%d%H%M086", "%Y%m%d", "%Y%m%d%H%M%S%L")
"""14 digits are written; public documents also have 12 and 086, which is China's zone (+8), and a day alone."""
DAY = moment("%Y%m%d", "%Y%m%d%H%M%S", "%Y%m%d%H%M086")
FULL = flag("5", "4")
FULL_NOTE = "inferred: UN/EDIFACT 8169, of which public documents show 5"
FULL_PARTLY = "of UN/EDIFACT 8169 only 4 (empty) and 5 (full) say all or nothing"
PARTIAL = flag("1", "0")

OF_MANIFEST = choice(
    {"9": ReportAct.ORIGINAL, "2": ReportAct.ADD, "5": ReportAct.CHANGE, "3": ReportAct.DELETE},
)
"""9 is public for manifests, 2 and 3 for arrivals and tallies; 5 is inferred."""
OF_ARRIVAL = choice({"2": ReportAct.ADD, "3": ReportAct.DELETE})
"""The guides of arrivals and tallies list these two: a change has no code there and is refused."""

BY_WATER = choice({"1": "2"})
BY_AIR = choice({"4": "5"})
BY_ROAD = choice({"4": "4"}, also={"3": "4"})

WATER = When(name="transport_mode", equals="2")
AIR = When(name="transport_mode", equals="5")
ROAD = When(name="transport_mode", equals="4")

UNNUMBERED = Implied(
    "message.number", "", note="MessageID names the report for customs, and the answer repeats it: the envelope's"
)
NUMBER = Field("Head/MessageID", "report_number", TEXT, required=True, max_length=255)
SENDER = Field("Head/SenderID", "message.sender", TEXT, required=True, max_length=255, note="the link's constant")
SENT = Field("Head/SendTime", "message.sent_at", MOMENT_17, required=True)
VERSION = Constant("Head/Version", "1.0")
TO_OFFICE = Field(
    "Head/ReceiverID",
    "office",
    OFFICE,
    required=True,
    note="the office of 4 digits that the guides ask for; EPORT, which some clients write, names none and is refused",
)
TO_RECEIVER = Field(
    "Head/ReceiverID",
    "message.receivers",
    joined(" "),
    required=True,
    max_length=255,
    note="the link's constant; which office it is made at, DeclarationOfficeID says",
)
DECLARED_AT = Field("Declaration/DeclarationOfficeID", "office", OFFICE, required=True)

REPORTER = Field(
    "Declaration/RepresentativePerson/Name",
    "reporter_code",
    TEXT,
    max_length=70,
    note="舱单传输人名称; every public document has the code in it",
)
AGENT = Field("Declaration/Agent/ID", "agent_code", TEXT, max_length=17)
CARRIER = Field("Declaration/Carrier/ID", "carrier_code", TEXT, max_length=17)
REMARK = Field("Declaration/AdditionalInformation/Content", "remark", TEXT, max_length=512)

PERSONAL = "a person, or how one is reached: not carried, no name of ours"
ADDRESS = "a party's address: no name of ours"
NO_PACKAGING = "UN/ECE recommendation 21, of which our table of packagings has no column"
NO_ELEMENT = "the report has no element for it"
RECEIVES = "ReceiverID is the office that the report is made at"
EXIT_OFFICE = "运输工具离境地: public documents have ports, offices and dummies in it, and no list of codes is public"

ROUTED = {
    "message.number": "MessageID is the report's own number, by which customs answers",
    "message.answer_to": NO_ELEMENT,
    "recipients": "offices that are told beside the one it is made at: the routes of ours know them",
    "reporter_name": NO_ELEMENT,
    "carrier_name": NO_ELEMENT,
}


MEANS: tuple[Field, ...] = (
    Field("Declaration/BorderTransportMeans/ID", "transport_id", TEXT, max_length=35),
    Field("Declaration/BorderTransportMeans/Name", "transport_name", TEXT, max_length=70),
)
JOURNEY = Field("Declaration/BorderTransportMeans/JourneyID", "voyage_number", TEXT, max_length=35)
MODE = "Declaration/BorderTransportMeans/TypeCode"
MASTER = Ignored("Declaration/BorderTransportMeans/Master", PERSONAL, secret=True)
