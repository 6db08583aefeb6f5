"""Who leads, takes part in, supports, is invited to, convenes or hosts a mesa, as the sentences of a record say it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from graph.extract.clauses import Clause
from graph.extract.company import company, represented
from graph.extract.findings import RELATIONS, Body, Mention, Relation
from graph.extract.gapping import same_act, same_of_another
from graph.extract.hosting import hosts
from graph.extract.lists import extend, mentions_at
from graph.extract.narrative import Narrative
from graph.extract.rosters import agenda_table, attendance, positions, roster, told_by_role
from graph.extract.subjects import subjects_after, subjects_before
from graph.extract.tables import BODY, MESA
from graph.extract.triggers import Trigger, absences, body_next, exceptions, is_outside, triggers

_FAR = 0.05  # taken off when only the context says which mesa is meant
_UNEXPLAINED = 0.6  # how far an enumeration is believed that no phrase explains
_NEARBY = 40  # characters between a phrase and the mesa that its quote takes in
_OTHERS = re.compile(
    rf"(?:\w+[ao]s?\s+(?:y\s+\w+\s+)?)?(?:a|al)\s+(?:el\s+|la\s+|los\s+|las\s+|mas\s+de\s+)?"
    rf"(?!(?:el|la|los|las|mas)\s|\w+\s+de\s+(?:la\s+|el\s+)?[{MESA}]|este|esta|dich|proseso|espasio|esfuerso|grupo|inisiatiba|partisipantes|delegad|integrantes|traves|labor|trabajo)[a-z0-9]"
)
_FRONTED = re.compile(
    r"\b(?:de|en|a)(?:l)?\s+(?:ella|el|ellas|ellos|la que|el que|que|la cual|cual)\s+(?:tambien\s+|ademas\s+)?$"
)  # «de ella forma parte…»
_BESIDES = re.compile(  # «además del MARN y la SAT, integrantes permanentes, asistieron el INAB y la PDH»
    rf"\b(?:ademas|aparte|amen|junto)\s+(?:del?|con|al?)\s+(?:la\s+|el\s+)?(?P<b>[{BODY}])"
    rf"(?:[^,;.]*[{BODY}])?(?:\s*\([^)]*\))?,?\s+(?:[^,;.{BODY}]{{3,40}},\s+)?(?:tambien\s+)?$"
)
_PLURAL = re.compile(r"\w+(?:ron|an|en)\b")  # «la convocó la UPCV y acudieron…»: of those who come after
_AS_GUEST = re.compile(rf"(?:[^\s{BODY}]+\s+){{0,4}}?como\s+(?:inbitad|obserbador|oyente|testigo)")
_AND_MESA = re.compile(rf"\s*(?:,|y|e)\s+(?:(?:a|de|en|por)\s+)?(?:(?:la|el)\s+)?(?P<mesa>[{MESA}])")
_THAT = re.compile(r"\b(?:que|quien)\s+$")
_AND_THEN = re.compile(r"\s(?:y|e|pero|mientras)\s")  # perhaps another did what follows, whose name is not known
_OPENING = re.compile(r"[\s\W]*(?:(?:la|el|los|las)\s+)?")
_RELATIVE = re.compile(rf"[{BODY}][\s),]*(?:\w+\s+)?que\s*\w{{0,4}}$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that a rule found, before the claims of a record are weighed against each other."""

    relation: Relation
    speaker: bool = False


def find_relations(story: Narrative) -> tuple[Relation, ...]:
    """The relations of a record, each once, with its best evidence, in the order of the text."""
    if not any(story.focus.values()):
        return ()
    first = next(mesa.name for mesa in story.mesas)
    claims = [Claim(relation) for relation in agenda_table(story.text, story.bodies, first, story.lineage)]
    claims += map(Claim, attendance(story.attendants, story.bodies, first))
    by_role = told_by_role(story.attendants, story.bodies)
    away: set[Body] = set()
    last: Mention | None = None
    announced: tuple[str, str] | None = None
    items = {block.sentences[0] for block in story.blocks if block.kind == "item" and block.sentences}
    for clause in story.clauses:
        listed = announced if (clause.start, clause.end) in items else None
        if listed:
            claims += map(Claim, roster(story.text, replace(clause, label=listed[0]), listed[1], story.lineage))
        announced = _announced(story, clause) or listed
        claims += [Claim(_was_there(each, mesa), speaker=True) for each, mesa in represented(story, clause)]
        said = [claim for claim in _claims(story, clause, last) if claim.relation.start not in by_role]
        claims += said
        explained = {claim.relation.subject for claim in said}
        claims += [Claim(_was_there(each, mesa), speaker=True) for each, mesa in company(story, clause, explained)]
        away |= _away(story, clause)
        last = clause.bodies[-1] if clause.bodies else last
    offices = positions(story.attendants, story.bodies)
    return _weigh([claim for claim in claims if claim.relation.start not in offices], away)


def _claims(story: Narrative, clause: Clause, last: Mention | None) -> Iterator[Claim]:
    if is_outside(clause.heard):
        return
    if clause.bodies:
        if clause.label in RELATIONS:
            yield from map(Claim, roster(story.text, clause, story.mesa_at(clause, 0), story.lineage))
        for host in hosts(clause, partial(story.mesa_at, clause)):
            both = story.mesas_at(clause, 0)
            yield from (Claim(replace(host, object=each)) for each in (both if len(both) > 1 else (host.object,)))
    for trigger in triggers(clause):
        done = clause.label == "agreements" and _is_to_be_done(clause, trigger)
        if not done and not _helps_others(clause, trigger):
            yield from _of_trigger(story, clause, trigger, last)


def _of_trigger(story: Narrative, clause: Clause, trigger: Trigger, last: Mention | None) -> Iterator[Claim]:
    """What one phrase claims: of each of its subjects, for each of the mesas that it speaks of."""
    speaker = trigger.rule.speaker
    mesas = story.mesas_at(clause, trigger.start, trigger.mesa, both=not speaker)
    if not mesas:
        return
    alike = trigger.rule.subject in ("after", "before", "either")
    others = list(same_of_another(clause, trigger)) if alike else []
    subjects = _subjects(story, clause, trigger, last)
    if (speaker or trigger.rule.predicate == "supports") and trigger.rule.subject == "before" and subjects:
        subjects += same_act(story.text, clause, trigger)
    for mention in subjects:
        for mesa in (*mesas, *_further_mesas(clause, trigger)):
            if not any(mention is other for other, _ in others):
                yield Claim(_relation(clause, trigger, mention, mesa), speaker)
    for mention, mesa in others:
        yield Claim(_relation(clause, trigger, mention, mesa), speaker)


def _further_mesas(clause: Clause, trigger: Trigger) -> Iterator[str]:
    """The others of «convocó a la Mesa de A y a la Mesa de B»."""
    match = _AND_MESA.match(clause.heard, trigger.mesa + 1) if trigger.mesa is not None else None
    while match:
        mesa = clause.mesa(match.start("mesa"))
        if mesa.kind == "name" and mesa.name:
            yield mesa.name
        match = _AND_MESA.match(clause.heard, match.end("mesa"))


def _announced(story: Narrative, clause: Clause) -> tuple[str, str] | None:
    """(predicate, mesa) of a phrase that waits for the list below («de la que formarán parte:»)."""
    if not clause.heard.rstrip().endswith(":"):
        return None
    for trigger in triggers(clause):
        mesa = story.mesa_at(clause, trigger.start, trigger.mesa)
        if mesa and trigger.rule.subject in ("after", "either") and clause.heard[trigger.end :].strip() in (":", ""):
            return trigger.rule.predicate, mesa
    return None


def _is_to_be_done(clause: Clause, trigger: Trigger) -> bool:
    """Whether a phrase in an agreement tells what shall be done, which makes nobody a member, a guest or a host."""
    if trigger.rule.predicate == "supports":
        return not clause.mesas
    return trigger.rule.predicate in ("participatesIn", "hosts", "invitedTo")


def _helps_others(clause: Clause, trigger: Trigger) -> bool:
    """«dará asistencia a cuatro municipios», «acompañó la sesión como testigo»: no support of the mesa."""
    rest = clause.heard[trigger.end :]
    if trigger.rule.predicate != "supports" or trigger.rule.subject != "before":
        return False
    return bool(_OTHERS.match(rest) or _AS_GUEST.match(rest))


def _subjects(story: Narrative, clause: Clause, trigger: Trigger, last: Mention | None) -> list[Mention]:
    rule = trigger.rule
    if rule.subject == "discourse":
        before = subjects_before(story.text, clause, trigger.start, story.lineage)
        nearest = [place for place in clause.places(BODY) if place < trigger.start][-1:]
        return list(mentions_at(clause, before or nearest)) or ([last] if last else [])
    places: list[int] = []
    besides = _BESIDES.search(clause.heard, 0, trigger.start) if rule.subject in ("either", "after") else None
    if besides:
        others = subjects_after(story.text, clause, trigger.end, story.lineage)
        named = [place for place in clause.places(BODY) if besides.start("b") <= place < trigger.start]
        return list(mentions_at(clause, [*named, *others]))
    if rule.subject == "inside" and trigger.body is not None:
        places = extend(story.text, clause, trigger.body, 1, story.lineage, trigger.end)
    followed = re.search(r"\sy\s+$", clause.heard[: trigger.start]) and _PLURAL.match(clause.heard, trigger.start)
    follows = (rule.last and body_next(clause.heard, trigger.end)) or _FRONTED.search(clause.heard, 0, trigger.start)
    if rule.subject in ("before", "either") and not follows:
        aside = rule.aside or bool(_RELATIVE.search(clause.heard[: trigger.start + 4]))
        places = subjects_before(story.text, clause, trigger.start, story.lineage, aside, rule.across)
    if followed and rule.subject == "either" and len({clause.body(place).body for place in places}) == 1:
        places = subjects_after(story.text, clause, trigger.end, story.lineage, rule.tight) or places
    elif rule.subject == "after" or (rule.subject == "either" and not places and not _is_relative(clause, trigger)):
        places = subjects_after(story.text, clause, trigger.end, story.lineage, rule.tight)
    if rule.predicate == "invitedTo" and not places and rule.subject in ("before", "either"):
        places = _who_did(story, clause, trigger.start)
    return list(mentions_at(clause, places))


def _is_relative(clause: Clause, trigger: Trigger) -> bool:
    """«la SEPREM, institución que preside la mesa»: who comes after is not the subject."""
    before = clause.heard[max(0, trigger.start - 10) : trigger.start]
    named = any(place < trigger.start for place in clause.places(BODY))
    return trigger.rule.predicate == "leads" and named and bool(_THAT.search(before))


def _who_did(story: Narrative, clause: Clause, place: int) -> list[int]:
    """The enumeration that opens the sentence that an adjunct at heard[place] ends («la PDH habló como invitada»)."""
    start = clause.heard.rfind(";", 0, place) + 1
    named = [index for index in clause.places(BODY) if start <= index < place]
    if not named or not _OPENING.fullmatch(clause.heard, start, named[0]):
        return []
    if _AND_THEN.search(clause.heard, named[-1], place):
        return []
    members = extend(story.text, clause, named[0], 1, story.lineage, place)
    return members if set(named) <= set(members) else []


def _relation(clause: Clause, trigger: Trigger, mention: Mention, mesa: str) -> Relation:
    """The relation with its quote: the subject, the phrase, and the mesa when the sentence names it nearby."""
    start, end = clause.span(trigger.start, trigger.end)
    start, end = min(start, mention.start), max(end, mention.end)
    refs = [ref for ref in clause.mesas if ref.name == mesa]
    for ref in refs:
        if 0 <= start - ref.end < _NEARBY or 0 <= ref.start - end < _NEARBY:
            start, end = min(start, ref.start), max(end, ref.end)
    confidence = min(trigger.rule.confidence - (0 if refs else _FAR), mention.confidence)
    return Relation(mention.body, trigger.rule.predicate, mesa, start, _trim(clause, start, end), round(confidence, 2))


def _was_there(mention: Mention, mesa: str) -> Relation:
    """That a member of an unexplained enumeration took part: its name is the quote."""
    return Relation(mention.body, "participatesIn", mesa, mention.start, mention.end, _UNEXPLAINED)


def _trim(clause: Clause, start: int, end: int) -> int:
    """`end` without the spaces and commas that a phrase took along."""
    index = next((i for i in range(len(clause.at) - 1, -1, -1) if clause.ends[i] <= end), 0)
    while index and clause.heard[index] in " ,;:(" and clause.ends[index] > start:
        index -= 1
    return max(clause.ends[index], start + 1)


def _away(story: Narrative, clause: Clause) -> set[Body]:
    """Who, according to the clause, was not there."""
    if clause.label == "absent":
        return {mention.body for mention in clause.bodies}
    bodies: set[Body] = set()
    for match in absences(clause.heard):
        inside = match.groupdict().get("b") and extend(story.text, clause, match.start("b"), -1, story.lineage, 0)
        places = inside or subjects_before(story.text, clause, match.start(), story.lineage)
        places = places or subjects_after(story.text, clause, match.end(), story.lineage)
        bodies |= {mention.body for mention in mentions_at(clause, places)}
    for match in exceptions(clause.heard):
        places = subjects_after(story.text, clause, match.end(), story.lineage, tight=True)
        bodies |= {mention.body for mention in mentions_at(clause, places)}
    return bodies


def _weigh(claims: Sequence[Claim], away: set[Body]) -> tuple[Relation, ...]:
    """Claims without those that others rule out, the best for each subject, predicate and mesa."""
    said = {(claim.relation.subject, claim.relation.predicate, claim.relation.object) for claim in claims}
    best: dict[tuple[Body, str, str], Relation] = {}
    for claim in claims:
        relation = claim.relation
        subject, mesa = relation.subject, relation.object
        if relation.predicate in ("participatesIn", "invitedTo") and subject in away:
            continue
        if relation.predicate == "participatesIn" and (subject, "invitedTo", mesa) in said:
            continue
        if claim.speaker and (subject, "leads", mesa) in said:
            continue
        key = (subject, relation.predicate, mesa)
        if key not in best or best[key].confidence < relation.confidence:
            best[key] = relation
    return tuple(sorted(best.values(), key=lambda each: (each.start, each.end, each.predicate)))
