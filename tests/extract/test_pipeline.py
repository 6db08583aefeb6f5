"""The whole of extraction: the promised JSON, the same answer twice, and no text that makes it fail or stall."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.extract.findings import RELATIONS
from graph.extract.pipeline import as_json, extract
from graph.extract.spans import Taken, inside
from tests.extract.conftest import record_of

WORDS = ["la", "mesa", "Mesa de", "Agua", "Salud", "y", "el", "MAGA", "SAT", ",", ".", ";", ":", "(", ")", "de", "del"]
WORDS += [
    "coordinada por",
    "participaron",
    "presidió",
    "se acordó que",
    "con apoyo",
    "invitada",
    "enviará",
    "no",
    "- 1.",
]
WORDS += ["3", "mayo", "2024", "reunión", "sesión", "Ana", "Gil", "director", "acuerdos:", "|", "Lugar:", "\n", "\n\n"]


def test_the_json_has_the_promised_keys(register):
    record = record_of("La Mesa de Agua, que coordina la SAT, se reunió ayer. Se acordó que la SAT publicará el mapa.")
    result = as_json(record, extract(record, register))
    assert list(result) == [
        "file", "title", "date", "kind", "mentions", "mesas", "sessions", "relations", "agreements", "legal", "people",
    ]  # fmt: skip
    assert result["date"] == "2023-05-03"
    assert set(result["mentions"][0]) == {"surface", "institution", "id", "start", "end"}
    assert result["sessions"] == [
        {"mesa": "Mesa de Agua", "date": "2023-05-02", "place": None, "host": None, "ordinal": None}
    ]
    assert result["relations"] == [
        {
            "subject": "Superintendencia de Administración Tributaria",
            "predicate": "leads",
            "object": "Mesa de Agua",
            "quote": "Mesa de Agua, que coordina la SAT",
            "confidence": 0.95,
        }
    ]
    assert set(result["agreements"][0]) == {"mesa", "quote", "responsible", "due", "kind"}


def test_a_record_without_a_mesa_has_no_relation(read):
    findings = read(
        "La SAT coordinó el censo con el apoyo del INE. Participaron el MARN y el INAB. La UNESCO fue invitada."
    )
    assert findings.relations == ()


@given(st.lists(st.sampled_from(WORDS), max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_heap_of_words_makes_extraction_fail_and_every_quote_is_exact(register, words: list[str]):
    record = record_of(" ".join(words) or "x", day=date(2024, 5, 10))
    findings = extract(record, register)
    assert findings == extract(record, register)
    for each in (*findings.relations, *findings.agreements, *findings.people, *findings.sessions):
        assert 0 <= each.start < each.end <= len(record.text)
    names = {mesa.name for mesa in findings.mesas}
    for relation in findings.relations:
        assert relation.predicate in RELATIONS
        assert relation.object in names
        assert 0 < relation.confidence <= 1


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_makes_extraction_fail(register, text: str):
    extract(record_of(text or "x"), register)


def test_stretches_are_found_by_place(read):
    mentions = read("La SAT, el MARN y el INAB participaron en la Mesa de Agua.").mentions
    assert inside(mentions, mentions[1].start, mentions[2].end) == list(mentions[1:])
    taken = Taken(20)
    taken.take(5, 8)
    assert taken.free(0, 5)
    assert not taken.free(7, 9)
