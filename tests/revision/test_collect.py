"""What extraction leaves open: every form once, counted, with sentences that are the record's own words."""

from hypothesis import given
from hypothesis import strategies as st

from graph.extract.findings import Body, Findings, Mention
from graph.revision.collect import EXAMPLES, LONGEST, SOURCES, collected, example
from tests.revision.conftest import AGER, record_of

MADE_UP = Body(None, "Observatorio Nacional de Mareas", "organismo")


def by_surface(found):
    return {(one.kind, one.surface): one for one, _ in collected(found)}


def test_a_form_that_could_not_be_decided_waits_with_the_bodies_that_its_rule_names(read):
    ((one, proposed),) = [pair for pair in collected([read(AGER)]) if pair[0].kind == "unresolved"]
    assert (one.surface, one.times, one.count, one.confidence) == ("AGER", 1, 1, None)
    assert proposed == ("ager-renovables", "ager-rural")


def test_an_example_is_the_sentence_with_the_form_at_its_offsets(read):
    record, findings = read(f"Antes hubo otra frase. {AGER} Después, una más.")
    shown = by_surface([(record, findings)])["unresolved", "AGER"].examples[0]
    assert shown.quote == AGER
    assert shown.quote[shown.first : shown.end] == "AGER"
    assert record.text[shown.start : shown.start + len(shown.quote)] == shown.quote


def test_a_form_of_many_records_is_one_item_with_few_examples_each_of_another_record(read):
    found = [read(f"{AGER} La AGER volvió.", name=f"n{number:02}.txt") for number in range(25)]
    one = by_surface(found)["unresolved", "AGER"]
    assert (one.times, one.count) == (50, 25)
    assert [each.record for each in one.examples] == ["n00.txt", "n01.txt", "n02.txt"]
    assert len(one.examples) == EXAMPLES
    assert [source.name for source in one.records] == [f"n{number:02}.txt" for number in range(SOURCES)]


def test_a_name_that_the_register_lacks_waits_under_the_body_it_became(read):
    one = by_surface([read("El Observatorio Nacional de Mareas participó.")])[
        "provisional", "Observatorio Nacional de Mareas"
    ]
    assert one.reading.ref == "institution/observatorio-nacional-de-mareas"
    assert one.type


def test_an_unsure_reading_waits_once_and_not_again_as_a_body_that_the_register_lacks():
    body = Body(None, "OXTZ", "organismo")
    mentions = (Mention("OXTZ", body, 3, 7, 0.6), Mention("OXTZ", body, 15, 19, 0.75))
    found = [(record_of("La OXTZ vino; la OXTZ calló."), Findings(mentions=mentions))]
    assert list(by_surface(found)) == [("unsure", "OXTZ")]


def test_the_spellings_of_one_body_wait_under_its_best_name_and_one_that_is_known_does_not_wait():
    shout, known = Body(None, "OBSERVATORIO NACIONAL DE MAREAS", "organismo"), Body("marn", "Ministerio…", "ministerio")
    stray = Body(None, "Ministerio de los Bosques", "ministerio")
    mentions = (Mention("x", MADE_UP, 0, 1, 0.7), Mention("y", shout, 2, 3, 0.7), Mention("z", stray, 4, 5, 0.7))
    found = [(record_of("x y z"), Findings(mentions=mentions))]
    ((one, _),) = collected(found, {shout: MADE_UP, stray: known})
    assert (one.surface, one.times) == (MADE_UP.name, 2)


def test_what_is_plainly_read_does_not_wait(read):
    assert not list(collected([read("El Ministerio de Finanzas Públicas y la SAT participaron.")]))


def test_without_sentences_the_line_is_the_example():
    record = record_of("primera línea\nvino el Observatorio Nacional de Mareas hoy\ntercera")
    start = record.text.index("Observatorio")
    mention = Mention(MADE_UP.name, MADE_UP, start, start + len(MADE_UP.name), 0.7)
    one = by_surface([(record, Findings(mentions=(mention,)))])["provisional", MADE_UP.name]
    assert one.examples[0].quote == "vino el Observatorio Nacional de Mareas hoy"


def test_a_long_sentence_is_cut_at_words_around_the_form():
    before, after = "palabra " * 100, " palabra" * 100
    record = record_of(f"{before}AGER{after}")
    shown = example(record, ((0, len(record.text)),), len(before), len(before) + 4)
    assert (shown.begins, shown.ends) == (False, False)
    assert len(shown.quote) <= LONGEST + 10
    assert set(shown.quote.replace("AGER", "palabra").split(" ")) == {"palabra"}


@given(st.text("aá \n<b>\u202e'\"", min_size=1, max_size=900), st.data())
def test_whatever_the_text_an_example_is_its_words_and_holds_the_form(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 60)))
    cut = data.draw(st.integers(0, len(text)))
    sentences = tuple(span for span in ((0, cut), (cut, len(text))) if span[0] < span[1])
    shown = example(record_of(text), sentences, start, end)
    assert text[shown.start : shown.start + len(shown.quote)] == shown.quote
    assert shown.quote[shown.first : shown.end] == text[start:end]
