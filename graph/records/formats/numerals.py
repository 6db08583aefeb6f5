"""The numbers of list items as they are written: figures, letters, Roman figures, words."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ORDINALS = (
    "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo", "undécimo",
    "duodécimo", "decimotercero", "decimocuarto", "decimoquinto",
)  # fmt: skip


def numeral(number: int, kind: str) -> str:
    """`number` without points or brackets: 3, c, C, iii, III, «Tercero» for the kinds 1, a, A, i, I and «ordinal».

    Figures where the kind does not reach so far.
    """
    if number < 1:
        return str(number)
    if kind in ("a", "A") and number <= 26 * 9:
        said = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)  # … y, z, aa, bb
    elif kind in ("i", "I") and number < 4000:
        said, left = "", number
        for value, letters in _ROMAN:
            said, left = said + letters * (left // value), left % value
    elif kind == "ordinal" and number <= len(_ORDINALS):
        return _ORDINALS[number - 1].capitalize()
    else:
        return str(number)
    return said.upper() if kind.isupper() else said
