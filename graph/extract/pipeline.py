"""From a record to what it says: every extractor in its order, and the result as the JSON that `enlace extract` prints."""

from typing import Any

from graph.extract.agreements import find_agreements
from graph.extract.findings import Body, Findings
from graph.extract.mentions import find_mentions
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
    mentions, unresolved = find_mentions(record, register)
    story = narrate(record, mentions, register)
    relations = find_relations(story)
    sessions = find_sessions(story, relations)
    warnings = tuple(f"la fecha «{said}» no existe en el calendario" for said in story.impossible)
    return Findings(mentions, unresolved, as_findings(story.mesas, record.text), sessions, relations,
                    find_agreements(story, sessions), find_people(story), find_norms(record.text), warnings)


def as_json(record: Record, findings: Findings) -> dict[str, Any]:
    """One record's findings as `enlace extract` prints them (keys and shapes are a promise to users)."""
    text = record.text
    return {
        "file": record.file, "title": record.title, "date": record.date.isoformat() if record.date else None,
        "kind": record.kind,
        "mentions": [{"surface": each.surface, "institution": each.body.name, "id": each.body.id, "start": each.start,
                      "end": each.end} for each in findings.mentions],
        "mesas": [{"name": each.name, "parent": each.parent, "surfaces": list(each.surfaces)} for each in findings.mesas],
        "sessions": [{"mesa": each.mesa, "date": each.date.isoformat() if each.date else None, "place": each.place,
                      "host": _name(each.host), "ordinal": each.ordinal} for each in findings.sessions],
        "relations": [{"subject": each.subject.name, "predicate": each.predicate, "object": each.object,
                       "quote": text[each.start:each.end], "confidence": each.confidence} for each in findings.relations],
        "agreements": [{"mesa": each.mesa, "quote": text[each.start:each.end],
                        "responsible": [body.name for body in each.responsible], "due": each.due, "kind": each.kind}
                       for each in findings.agreements],
        "legal": [norm.name for norm in findings.norms],
        "people": [{"name": each.name, "position": each.position, "institution": _name(each.body)}
                   for each in findings.people],
    }


def _name(body: Body | None) -> str | None:
    return body.name if body else None
