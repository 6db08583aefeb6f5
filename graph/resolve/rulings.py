"""What people decided about identity, as this room needs it: what is one, what is two, what is known better."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Rulings:
    """same: `type/slug` that disappears → `type/slug` that it is. apart: pairs of `type/slug` that are never one.

    days, ordinals: of sessions, by `session/slug`, where a person knows them better than the records. never: (date or
    ordinal, `session/slug`, the value as text, empty for any) that a person denies.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    days: Mapping[str, date] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    never: frozenset[tuple[str, str, str]] = frozenset()

    def day(self, session: str, read: date | None) -> date | None:
        """The day of a session of which records say `read`."""
        return self.days.get(session) or (None if self._denied("date", session, read) else read)

    def ordinal(self, session: str, read: int | None) -> int | None:
        """The ordinal of a session of which records say `read`."""
        return self.ordinals.get(session) or (None if self._denied("ordinal", session, read) else read)

    def _denied(self, what: str, session: str, read: date | int | None) -> bool:
        return bool(self.never & {(what, session, ""), (what, session, str(read))})
