"""Findings in which a form stands for what was decided, where extraction read it otherwise.

Mostly the taught register has seen to it before. But a text may define an acronym for another body, and a short form
may be read from a longer name: there the decision is carried through here, with all that was said of the body by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.curation.decisions import Decisions
from graph.curation.rows import Decision, form_of
from graph.curation.teaching import body_of
from graph.extract.findings import Agreement, Body, Findings, Mention, Person, Relation, Session, Unresolved
from ontology.slugs import slug


@dataclass(frozen=True)
class _Slip:
    """A mention that a decision corrects. to: the body that it is; None: it is not that body, and nobody else."""

    mention: Mention
    to: Body | None


def settled(record: str, findings: Findings, decisions: Decisions, bodies: Mapping[str, Body]) -> Findings:
    """The findings of a record under the decisions on forms. bodies: the register's, by id."""
    here = [one for one in decisions.items if one.surface and one.record in ("", record)]
    slips = [slip for mention in findings.mentions for slip in _slips(mention, here, bodies)] if here else []
    return _Corrected(findings, slips).findings() if slips else findings


def _slips(mention: Mention, here: Sequence[Decision], bodies: Mapping[str, Body]) -> list[_Slip]:
    form = form_of(mention.surface)
    about = [one for one in here if one.form == form]
    aliases = sorted((one for one in about if one.kind == "alias"), key=lambda one: not one.record)
    if aliases:
        to = bodies[body_of(aliases[0])]
        return [] if mention.body == to else [_Slip(mention, to)]
    own = mention.body.id or slug(mention.body.name)
    return [_Slip(mention, None)] if any(body_of(one) == own for one in about) else []


class _Corrected:
    """Findings with some mentions corrected, and what rests on them."""

    def __init__(self, findings: Findings, slips: Sequence[_Slip]):
        self.old, self.slips = findings, {slip.mention: slip.to for slip in slips}
        self.right = [mention for mention in findings.mentions if mention not in self.slips]

    def findings(self) -> Findings:
        """The findings as they have to be."""
        lost = (mention for mention, to in self.slips.items() if to is None)
        unresolved = (*self.old.unresolved, *(Unresolved(one.surface, one.start, one.end) for one in lost))
        return replace(
            self.old,
            mentions=tuple(one for mention in self.old.mentions for one in self._mention(mention)),
            unresolved=tuple(sorted(unresolved, key=lambda one: one.start)),
            sessions=tuple(map(self._session, self.old.sessions)),
            relations=tuple(one for relation in self.old.relations for one in self._relation(relation)),
            agreements=tuple(map(self._agreement, self.old.agreements)),
            people=tuple(map(self._person, self.old.people)),
        )

    def _mention(self, mention: Mention) -> list[Mention]:
        to = self.slips.get(mention, mention.body)
        sure = 1.0 if mention in self.slips else mention.confidence
        return [replace(mention, body=to, confidence=sure)] if to else []

    def _body(self, body: Body, start: int, end: int) -> Body | None:
        """Who is meant by `body` in what text[start:end] says: somebody else where only corrected forms name it."""
        slips = [(mention, to) for mention, to in self.slips.items() if mention.body == body]
        inside = [(mention, to) for mention, to in slips if mention.start < end and start < mention.end]
        right = [mention for mention in self.right if mention.body == body]
        named = any(mention.start < end and start < mention.end for mention in right)
        if not slips or named or (right and not inside):
            return body
        return (inside or slips)[0][1]

    def _relation(self, one: Relation) -> list[Relation]:
        subject = self._body(one.subject, one.start, one.end)
        return [replace(one, subject=subject)] if subject else []

    def _agreement(self, one: Agreement) -> Agreement:
        bodies = (self._body(body, one.start, one.end) for body in one.responsible)
        return replace(one, responsible=tuple(dict.fromkeys(body for body in bodies if body)))

    def _session(self, one: Session) -> Session:
        return replace(one, host=self._body(one.host, one.start, one.end) if one.host else None)

    def _person(self, one: Person) -> Person:
        return replace(one, body=self._body(one.body, one.start, one.end) if one.body else None)


def touched_forms(decisions: Decisions, found: Sequence[tuple[str, Findings]]) -> set[Decision]:
    """The decisions on forms that some record bears out. found: name of a record and its settled findings."""
    about: dict[str, list[Decision]] = {}
    for one in decisions.items:
        if one.surface:
            about.setdefault(one.form[0], []).append(one)
    touched: set[Decision] = set()
    for record, findings in found if about else ():
        said = [(one.surface, one.body.id) for one in findings.mentions]
        for surface, id in (*said, *((one.surface, None) for one in findings.unresolved)):
            form = form_of(surface)
            touched.update(one for one in about.get(form[0] if form else "", ()) if _bears(one, record, form, id))
    return touched


def _bears(one: Decision, record: str, form: tuple[str, ...], id: str | None) -> bool:
    """Whether a form as some record has it, read as a body of the register or of none, is what was decided."""
    if one.record not in ("", record) or form[: len(one.form)] != one.form:
        return False
    return id == body_of(one) if one.kind == "alias" else form == one.form
