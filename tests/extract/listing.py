"""What the tests of lists share: a CSV text as its record with what it says, and the findings in short."""

from graph.extract.findings import Findings
from graph.extract.pipeline import extract
from graph.extract.register import Register
from graph.records.lists import list_records, read_csv
from graph.records.record import Record


def read_list(register: Register, text: str, sheet: str = "") -> tuple[Record, Findings]:
    """The one record of a CSV text, as if it were the sheet of this name, and what it says."""
    (record,) = list_records(read_csv(text, "lista.csv"), "lista.csv", "lista.csv", "d", sheet)
    assert isinstance(record, Record)
    return record, extract(record, register)


def parts(findings: Findings) -> set[tuple[str, str, str]]:
    """{(id or name of the institution, predicate, mesa)} of the relations."""
    return {(each.subject.id or each.subject.name, each.predicate, each.object) for each in findings.relations}


def subjects(findings: Findings) -> list[str]:
    """The institutions of the relations, by id or name, in order."""
    return [each.subject.id or each.subject.name for each in findings.relations]


def agreed(record: Record, findings: Findings) -> list[tuple[str, list[str], str | None]]:
    """(words, who is responsible, until when) of the agreements."""
    return [
        (record.text[each.start : each.end], [body.id or body.name for body in each.responsible], each.due)
        for each in findings.agreements
    ]
