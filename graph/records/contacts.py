"""Mailboxes and telephone numbers: they are in many records, and are never published."""

import re

_MAIL = re.compile(r"[\w.+\-]{1,64}@(?:[\w\-]{1,63}\.){1,6}[A-Za-z]{2,}")
_WORD = r"(?:tel[eé]fonos?|tel(?:s|fs?)?|celular(?:es)?|cel|m[oó]vil|whats\s?app|pbx|fax)"
_NUMBER = r"(?:\(?\+?\d{2,3}\)?[\s.\-]{0,2})?\d{4}[\s.\-]?\d{4}"
_FIGURES = re.compile(r"\d{4}[\s.\-]?\d{4}")
# A word for telephone or the country's prefix is asked for: «2021-2026» are years.
_PHONE = re.compile(
    rf"(?P<label>(?<![^\W\d_]){_WORD}[.:\s]{{0,4}}(?:n[uú]m(?:ero)?s?\.?|no\.?)?[:\s]{{0,3}}){_NUMBER}(?:\s?(?:,|/|y|o)\s?{_NUMBER})*"
    rf"|(?:\+|\b00|\()502\)?[\s.\-]{{0,2}}\d{{4}}[\s.\-]?\d{{4}}",
    re.IGNORECASE,
)

NO_MAIL, NO_PHONE = "[correo omitido]", "[teléfono omitido]"


def without_contacts(text: str) -> str:
    """`text` with every mailbox and telephone number replaced by a mark that says so."""
    if _FIGURES.search(text):  # every telephone number has them, and few texts
        text = _PHONE.sub(lambda match: (match["label"] or "") + NO_PHONE, text)
    return _MAIL.sub(NO_MAIL, text) if "@" in text else text
