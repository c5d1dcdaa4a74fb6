"""Which of our attributes tell of a person: views mask them, the originals never are, for their bytes are signed.

个人信息保护法 art. 6 and 19 (text of 2021-08-20): no more, to no more people, than the purpose needs. Officers' ids are
not among them: who reviewed and who released is what an audit asks for. Which attributes they are is our own reading.
"""

from __future__ import annotations

PERSONAL = frozenset(
    {
        "declarant_person",
        "declarant_person_certificate",
        "contact_person",
        "contact_phone",
        "contact_email",
        "contact",
        "phone",
        "fax",
        "legal_person",
        "inspectors",
        "payer_name",
        "consignee_address",
        "consignor_address",
    }
)
"""By name, in whichever record they stand."""
