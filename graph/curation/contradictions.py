"""What decisions cannot say together: the same twice, one thing and its contrary, a chain that comes back to itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.curation import vocabulary
from graph.curation.rows import ANY, Decision
from graph.errors import InputError

Key = tuple[object, ...]
Statement = tuple[str, str, str]


def check(items: Sequence[Decision]) -> None:
    """Raises InputError, with the line of the later of two decisions, for the first pair that cannot both hold."""
    _once(items)
    _one_body_a_form(items)
    same = _chains([one for one in items if one.kind == "same-as"])
    _not_joined(items, same)
    _not_denied(items, same)


def final(reference: str, same: Mapping[str, str]) -> str:
    """What a thing is after all merges («a→b» and «b→c» make «a» «c»). Raises ValueError where they run in a circle."""
    seen = [reference]
    while seen[-1] in same:
        if same[seen[-1]] in seen:
            raise ValueError(" → ".join([*seen, same[seen[-1]]]))
        seen.append(same[seen[-1]])
    return seen[-1]


def statement(one: Decision, same: Mapping[str, str]) -> Statement:
    """Subject, predicate and object after all merges, a statement that has an inverse always in the same direction."""
    subject, object = final(one.subject, same), final(one.object, same)
    inverse = vocabulary.INVERSE.get(one.predicate)
    return (object, inverse, subject) if inverse and object != ANY else (subject, one.predicate, object)


def _fault(one: Decision, reason: str) -> InputError:
    return InputError(reason, one.file, one.line)


def _where(one: Decision) -> str:
    return f"{one.file}:{one.line}"


def _once(items: Iterable[Decision]) -> None:
    def key(one: Decision) -> Key:
        return one.kind, statement(one, {}), one.record

    _pairs(items, key, lambda one, before: _fault(one, f"la misma decisión ya está en {_where(before)}; deje una"))


def _pairs(
    items: Iterable[Decision], key: Callable[[Decision], Key], fault: Callable[[Decision, Decision], InputError | None]
) -> None:
    """Raises what `fault` makes of a decision and the first one before it with the same key."""
    first: dict[Key, Decision] = {}
    for one in items:
        before = first.setdefault(key(one), one)
        found = fault(one, before) if before is not one else None
        if found:
            raise found


def _one_body_a_form(items: Sequence[Decision]) -> None:
    def key(one: Decision) -> Key:
        return one.form, one.record

    def fault(one: Decision, before: Decision) -> InputError | None:
        if one.subject == before.subject:
            return None
        what = f"«{one.surface}» ya es {before.subject} en {_where(before)}"
        return _fault(one, f"{what}; deje una de las dos, o escriba en la columna record dónde vale cada una")

    aliases = [one for one in items if one.kind == "alias"]
    _pairs(aliases, key, fault)
    named = {(one.form, one.subject): one for one in aliases}
    for one in items:
        before = named.get((one.form, one.subject)) if one.kind == "not-same" else None
        if before and one.surface:
            raise _fault(one, f"contradice a {_where(before)}, que dice que «{one.surface}» sí es {one.subject}")


def _chains(merges: Sequence[Decision]) -> dict[str, str]:
    """merge -> keep. Raises InputError for a thing that goes to two others, or in the end to itself."""

    def fault(one: Decision, before: Decision) -> InputError:
        return _fault(one, f"«{one.subject}» ya se une a «{before.object}» en {_where(before)}; deje una de las dos")

    _pairs(merges, lambda one: (one.subject,), fault)
    same: dict[str, str] = {}
    for one in merges:
        same[one.subject] = one.object
        try:
            final(one.subject, same)
        except ValueError as circle:
            raise _fault(one, f"las uniones dan la vuelta ({circle}); quite una") from None
    return same


def _not_joined(items: Iterable[Decision], same: Mapping[str, str]) -> None:
    for one in items:
        if one.kind == "not-same" and not one.surface and final(one.subject, same) == final(one.object, same):
            raise _fault(one, f"«{one.subject}» y «{one.object}» se unen en same-as.csv; quite una de las decisiones")


def _not_denied(items: Sequence[Decision], same: Mapping[str, str]) -> None:
    """An assertion that a denial takes away everywhere, or two values where there can be one."""
    asserted = [one for one in items if one.kind == "assert"]

    def fault(one: Decision, before: Decision) -> InputError:
        return _fault(one, f"«{one.predicate}» de «{one.subject}» ya tiene otro valor en {_where(before)}; deje uno")

    single = [one for one in asserted if one.predicate in vocabulary.SINGLE]
    _pairs(single, lambda one: statement(one, same)[:2], fault)
    for denial in (one for one in items if one.kind == "deny" and not one.record):
        opposite = next((one for one in asserted if denies(denial, statement(one, same), same)), None)
        if opposite:
            raise _fault(denial, f"contradice a {_where(opposite)}, que lo afirma; quite una de las dos decisiones")


def denies(denial: Decision, said: Statement, same: Mapping[str, str]) -> bool:
    """Whether a denial takes away a statement, given as `statement` gives it."""
    subject, predicate, object = statement(denial, same)
    if predicate == "type":
        return subject in (said[0], said[2])
    if object != ANY:
        return (subject, predicate, object) == said
    return (subject, predicate) == said[:2] or (vocabulary.INVERSE.get(predicate), subject) == said[1:]
