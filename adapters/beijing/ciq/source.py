"""Where the names of EEntDeclIo and Ciqresult come from, and how they write days and moments."""

from __future__ import annotations

from gateway.translation.codecs import day, moment

PUBLIC = (
    "public code that reads or makes this family for the national single window (Chenxueqing0/dec-eciq-analyzing, 2022;"
    " TanxiaoOrz/CustomCert, 2026): names and grouping of the elements. Lengths are those of the equal-named elements"
    " of DecMessage where there are such, else ours [inferred]"
)
OURS = "no format of Beijing is public: that Beijing speaks this family is our own design, and so is what must be there"

NAMESPACE = "http://www.chinaport.gov.cn/ciq"

# Public code has no one pattern for this family's times; a public document of 2016 has 20160824T00:00:00 (inferred).
# Where only a day was said, as customs does, only the day is written.
MOMENT = moment(
    "%Y-%m-%d %H:%M:%S",
    "%Y%m%d%H%M%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y%m%dT%H:%M:%S",
    "%Y-%m-%d",
    "%Y%m%d",
    alone="%Y-%m-%d",
)
# A day with another time than midnight is refused, not cut: nothing public says what the time would mean.
DAY = day("%Y-%m-%d", "%Y%m%d", "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00", "%Y%m%dT00:00:00", "%Y%m%d000000")
