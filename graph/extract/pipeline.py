"""From a record to what it says: every extractor in its order, and the JSON that `enlace extract` prints."""

from datetime import date
from typing import Any

from graph.extract.agreements import find_agreements
from graph.extract.calendars import with_calendars
from graph.extract.findings import Agreement, Body, Findings, Mention, Relation, Session
from graph.extract.ledger import from_rows
from graph.extract.mentions import find_bodies
from graph.extract.mesas import as_findings
from graph.extract.narrative import narrate
from graph.extract.norms import find_norms
from graph.extract.people import find_people
from graph.extract.register import Register
from graph.extract.relations import find_relations
from graph.extract.sessions import find_sessions
from graph.records.record import Record


def extract(record: Record, register: Register) -> Findings:
    """All that `record` says, with the institutions of `register`. Dates that the calendar lacks become warnings."""
    if record.rows:
        return from_rows(record, register)
    found = find_bodies(record, register)
    story = narrate(record, found.mentions, register, found.offices)
    relations = find_relations(story)
    sessions = find_sessions(story, relations)
    warnings = tuple(f"la fecha «{said}» no existe en el calendario" for said in story.impossible)
    findings = Findings(
        found.mentions,
        found.unresolved,
        as_findings(story.mesas, record.text),
        sessions,
        relations,
        find_agreements(story, sessions),
        find_people(story),
        find_norms(record.text),
        warnings,
        tuple(sentence for block in story.blocks for sentence in block.sentences),
    )
    return with_calendars(record, findings, register, story.reference)


def as_json(record: Record, findings: Findings) -> dict[str, Any]:
    """One record's findings as `enlace extract` prints them (keys and shapes are a promise to users)."""
    return {
        "file": record.file,
        "title": record.title,
        "date": _day(record.date),
        "kind": record.kind,
        "mentions": [_mention(each) for each in findings.mentions],
        "mesas": [{"name": it.name, "parent": it.parent, "surfaces": list(it.surfaces)} for it in findings.mesas],
        "sessions": [_session(each) for each in findings.sessions],
        "relations": [_relation(record.text, each) for each in findings.relations],
        "agreements": [_agreement(record.text, each) for each in findings.agreements],
        "legal": [norm.name for norm in findings.norms],
        "people": [{"name": it.name, "position": it.position, "institution": _name(it.body)} for it in findings.people],
    }


def _mention(each: Mention) -> dict[str, Any]:
    return {
        "surface": each.surface,
        "institution": each.body.name,
        "id": each.body.id,
        "start": each.start,
        "end": each.end,
    }


def _session(each: Session) -> dict[str, Any]:
    return {
        "mesa": each.mesa,
        "date": _day(each.date),
        "place": each.place,
        "host": _name(each.host),
        "ordinal": each.ordinal,
    }


def _relation(text: str, each: Relation) -> dict[str, Any]:
    return {
        "subject": each.subject.name,
        "predicate": each.predicate,
        "object": each.object,
        "quote": text[each.start : each.end],
        "confidence": each.confidence,
    }


def _agreement(text: str, each: Agreement) -> dict[str, Any]:
    return {
        "mesa": each.mesa,
        "quote": text[each.start : each.end],
        "responsible": [body.name for body in each.responsible],
        "due": each.due,
        "kind": each.kind,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _name(body: Body | None) -> str | None:
    return body.name if body else None
