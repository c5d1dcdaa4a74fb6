"""The forms of values, and the reasons, that both dialects share."""

from __future__ import annotations

from gateway.translation.codecs import decimal
from gateway.translation.form import Coded

QUANTITY = decimal(19, 5)
MONEY = decimal(19, 4)

OFFICE = Coded("office", "ciq")
PORT = Coded("port", "ciq")
COUNTRY = Coded("country", "ciq")
UNIT = Coded("unit", "ciq")

LINK = "repeats the number that ties the records of one declaration together; here the nesting of the elements does it"
TOLD_BY_CODE = "the name of what the code beside it says"
