"""Where the names come from, and the codecs that both forms of the declaration share."""

from __future__ import annotations

from gateway.model.declaration import ClearanceMode, Direction
from gateway.translation.codecs import choice, day, decimal, flag, moment
from gateway.translation.form import Field, When
from gateway.translation.shapes import at_place, single

CHOICE = "that Hebei speaks this family is our choice: no format of Hebei's own is public"
PUBLIC_48 = (
    "interface of the national single window for declarations (DecMessage 4.8), as public code generated from it and"
    f" public clients carry it: names, lengths, meanings; {CHOICE}"
)
PUBLIC_2017 = (
    "a public export declaration as single-window clients sent it for Beijing offices (2013-17): names and wrapper;"
    f" lengths of the equal-named elements of 4.8; {CHOICE}"
)
PUBLIC_RECEIPTS = (
    f"receipts of the national single window as public clients read them (DEC_RESULT, DecImportResponse); {CHOICE}"
)

OF_TRANSIT = "the platform's number of the transit in the declaration: TRN_RESULT answers about that one"
NAMESPACE = "http://www.chinaport.gov.cn/dec"

IMPORT = When(name="direction", equals=Direction.IMPORT)
EXPORT = When(name="direction", equals=Direction.EXPORT)
DIRECTION = choice({"I": Direction.IMPORT, "E": Direction.EXPORT})
DAY = day("%Y%m%d")
DAY_OF_MOMENT = moment("%Y%m%d")
YES = flag("1", "0")
QUANTITY = decimal(19, 5)
PRICE = decimal(19, 4)

BOX = single(",;，；、/ ")
BOXES = "one element is one box, and here several stand in one text (箱号串), by no public separator"

SWAPPED = "原产国 and 最终目的国 change places in an export: the interface says so for 4.8"

NOT_IN_CUSTOMS = "the customs family has no element for it"
NOT_BEFORE_2018 = "an element of the inspection, which the customs form takes in with 4.8 only"
PERSONAL = "a person's telephone or mail address: not carried, no name of ours"
RESERVED = "reserved, or for one office outside the region"
SIGNED_BY_CARD = "the mark of the operator's card on the sender's own bytes: it is true of no other document"
DEPRECATED = "deprecated since the merger of 2018: CustomMaster and IEPort say it"
BOXES_48 = "the public part of the list is small"
SIZE_ALONE = "the list of this time is not public: the letters of the customs one are read, which say the size alone"

CLEARANCE = "Type names kinds of declaration, of which only SD and SS are clearance modes (TT is 纳税期限, no transit)"
LOCAL = {"SD": ClearanceMode.LOCAL_DECLARE_PORT_RELEASE, "SS": ClearanceMode.LOCAL_DECLARE_LOCAL_RELEASE}
STEPS = {"5": ClearanceMode.TWO_STEP_OUTLINE, "6": ClearanceMode.TWO_STEP_FULL}
TYPE_2017 = Field("DecHead/Type", "clearance_mode", choice(LOCAL), partly=CLEARANCE)
# Places 1 and 2 are the kind of declaration, place 3 the step of 两步申报; blanks in front are gone when it is read.
# A kind that is no mode (CL) is a named loss, and the step behind it is read: an outline is no whole declaration.
TYPE_48 = (
    Field(
        "DecHead/Type",
        "clearance_mode",
        choice(
            {**LOCAL, **{f"  {sign}": mode for sign, mode in STEPS.items()}},
            also={**STEPS, **{f"{sign}0": mode for sign, mode in LOCAL.items()}},
        ),
        partly=CLEARANCE,
    ),
    Field(
        "DecHead/Type",
        "clearance_mode",
        at_place(3, STEPS),
        when=When(name="clearance_mode", equals=None),
        note="read only, of a kind that is no mode",
    ),
)

# A, B and E upload (上载) and do not declare, G keeps (暂存). C declares, D the transit too.
UPLOADED = {"A": True, "B": True, "E": True}
OPERATION = "A, B and E upload and G keeps it: no declaration before it is declared"
DECLARE = choice({"C": False, "G": True}, also={**UPLOADED, "D": False})
DECLARE_WITH_TRANSIT = choice({"D": False, "G": True}, also={**UPLOADED, "C": False})
OPERATIONS = (
    *(
        Field("DecSign/OperType", "draft", DECLARE, when=When(name="transit_relation", equals=plain), note=OPERATION)
        for plain in (None, "0")
    ),
    Field(
        "DecSign/OperType",
        "draft",
        DECLARE_WITH_TRANSIT,
        when=When(name="transit_relation", equals="1"),
        note=OPERATION,
    ),
)
