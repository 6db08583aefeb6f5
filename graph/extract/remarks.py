"""What the reader of a list could not understand, said once for all rows in which it stands."""

from collections.abc import Iterable

_TOLD = 3  # rows that are named; of more, the number


class Remarks:
    """Remarks, each with the rows that it is about."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}

    def add(self, text: str, row: int) -> None:
        """Remark `text` (a clause in small letters) on a row; 0 is what stands above the list."""
        rows = self._rows.setdefault(text, [])
        if row not in rows[-1:]:
            rows.append(row)

    def told(self) -> tuple[str, ...]:
        """«fila 12: …», «filas 3, 4, 9 y 12 más: …», «sobre la lista: …», in the order in which they were made."""
        return tuple(f"{_where(rows)}: {text}" for text, rows in self._rows.items())


def _where(rows: Iterable[int]) -> str:
    numbers = [str(row) for row in rows if row]
    if not numbers:
        return "sobre la lista"
    if len(numbers) == 1:
        return f"fila {numbers[0]}"
    if len(numbers) <= _TOLD:
        return f"filas {', '.join(numbers[:-1])} y {numbers[-1]}"
    return f"filas {', '.join(numbers[:_TOLD])} y {len(numbers) - _TOLD} más"
