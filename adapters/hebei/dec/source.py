"""Where the names come from, and the codecs that both forms of the declaration share."""

from __future__ import annotations

from gateway.model.declaration import Direction
from gateway.translation.codecs import choice, day, decimal, flag, moment
from gateway.translation.form import When
from gateway.translation.shapes import single

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
LATER = "a later kind of document of its own (转关, 随附单据, 税费 …), not carried yet"
DEPRECATED = "deprecated since the merger of 2018: CustomMaster and IEPort say it"
CLEARANCE = "Type names kinds of declaration, of which only SD and SS are clearance modes (TT is 纳税期限, no transit)"
