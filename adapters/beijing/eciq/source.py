"""Where the names of e-CIQ's ROOT and DCL_RESPONSE come from, and how they write days and moments."""

from __future__ import annotations

from datetime import date

from gateway.translation.codecs import day, moment

PUBLIC = (
    "public code of regional platforms that spoke with e-CIQ until 2018 (com.easy.app: AppUtility, InspectionUtility,"
    " and a document of 2016 in its tests): root, nesting, names of the elements, GBK; lengths are those of EEntDeclIo"
)
OURS = "no format of Beijing is public: that Beijing spoke it is our own design, and so is what must be there"

LAST_DAY = date(2018, 7, 31)
"""The day before the inspection's declaration became part of the customs declaration (2018-08-01)."""

# A public document of 2016 writes days and moments alike, a day as its midnight: 20160824T00:00:00, 20160906T15:40:11.
MOMENT = moment("%Y%m%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%Y%m%d")
DAY = day("%Y%m%dT00:00:00", "%Y-%m-%d", "%Y%m%d", "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00", "%Y%m%d000000")
ANSWERED = moment("%Y-%m-%d %H:%M:%S", "%Y%m%dT%H:%M:%S", "%Y%m%d%H%M%S", "%Y-%m-%dT%H:%M:%S")
"""Of an answer: public code fills in its own clock, spaced."""

ANSWER = "ITF_DCL_RECEIPTS"
ALWAYS = "1 in all public code, and its list is not public"
EMPTY = "empty in all public code"
