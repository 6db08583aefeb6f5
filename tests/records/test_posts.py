"""Posts become records: whichever keys a CMS uses, the text is told once and contacts are left out."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records import read_record
from graph.records.compose import compose
from graph.records.record import Record


@pytest.fixture
def read(tmp_path):
    """A function from the text of a post to its record."""

    def read(text: str, name: str = "post.md") -> Record:
        path: Path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_record(path, name)

    return read


def parts(record: Record) -> list[tuple[str, str]]:
    return [(section.role, record.text[section.start : section.end]) for section in record.sections]


MEETING = """---
title: '3ra Mesa de Agua '
imagen: /i.png
date: 2022-11-07T20:46:06.999Z
descripcion: >-
  El 3 de octubre
  se reunió.


  Hubo *dos* temas.
acuerdos: N\ufeffo hubieron acuerdos
video: ''
minuta: /f/minuta.pdf
documentosads: /f/a.docx
---
"""


def test_a_meeting_has_its_title_body_and_agreements(read):
    record = read(MEETING)
    assert parts(record) == [
        ("title", "3ra Mesa de Agua"),
        ("body", "El 3 de octubre se reunió.\n\nHubo dos temas."),
        ("agreements", "No hubieron acuerdos"),
    ]
    assert record.title == "3ra Mesa de Agua"
    assert (record.kind, record.date) == ("minutes", date(2022, 11, 7))
    assert record.documents == ("/f/minuta.pdf", "/f/a.docx")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("title: x\nacuerdos: ''", "minutes"),
        ("title: x\nicono: ''\nsubtitle: y\ndescripcion: z\ndisqus: ''", "group"),
        ("institucionp: x\nnombresr: y\nicono: ''", "directory"),
        ("title: x\nsubtitulo: y\ncontenido: z", "activity"),
        ("title: x\nbody: z\nenlace: https://a.gt/r", "document"),
        ("title: x\nlink: https://a.gt/e1", "document"),
        ("title: x\nlink: https://a.gt/x.pdf\nministerio: MAGA", "document"),
        ("title: x\ndescription: y\ncategories: noticias", "news"),
        ("title: x\ndescription: y\nautor: z", "post"),
    ],
)
def test_the_kind_follows_from_the_keys(read, head, kind):
    assert read(f"---\n{head}\n---\n").kind == kind


@pytest.mark.parametrize("key", ["descripcion", "Descripción", "description", "contenido", "body", "content", "texto"])
@pytest.mark.parametrize("title", ["title", "Título", "titulo"])
def test_keys_are_known_in_both_languages(read, key, title):
    assert parts(read(f"---\n{title}: Acta\n{key}: Hubo quórum.\n---\n")) == [
        ("title", "Acta"),
        ("body", "Hubo quórum."),
    ]


def test_a_description_is_the_summary_when_there_is_a_body_that_says_something_else(read):
    record = read("---\ntitle: Acta\ndescription: Un resumen.\n---\nEl cuerpo.\n")
    assert parts(record) == [("title", "Acta"), ("summary", "Un resumen."), ("body", "El cuerpo.")]


def test_what_is_told_twice_is_kept_once(read):
    twice = read(
        "---\ntitle: Acta\ndescription: El [primer](x) párrafo.\n---\n# Acta\n\nEl primer párrafo.\n\nEl segundo."
    )
    assert parts(twice) == [("title", "Acta"), ("body", "El primer párrafo.\n\nEl segundo.")]
    same = read("---\ntitle: 6ta Mesa\nsubtitulo: 6ta Mesa\ncontenido: 6ta Mesa\n---\n")
    assert parts(same) == [("title", "6ta Mesa")]
    both = read("---\ntitle: Acta\nsubtitulo: Se lanzó la\n  red.\ncontenido: Se lanzó la red.\n---\n")
    assert parts(both) == [("title", "Acta"), ("body", "Se lanzó la red.")]


def test_contacts_in_fields_never_enter_the_text(read):
    head = "institucionp: Ministerio X\nnombresr: Ana Paz\ncargor: Directora\ncontactor: ana@x.gt, 5555-1234"
    record = read(f"---\n{head}\nenlace: https://x.gob.gt\n---\n")
    assert record.text == "Ministerio X\n\nAna Paz, Directora"
    assert record.documents == ()
    assert read("---\ntitle: Acta\ncorreo: ana@x.gt\nautor: Ana <ana@x.gt>\n---\n").text == "Acta"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Escriba a ana.paz@x.gob.gt.", "Escriba a [correo omitido]."),
        ("Llame al tel. 2322-8888, hoy", "Llame al tel. [teléfono omitido], hoy"),
        ("PBX: 2374 3000; 5o piso", "PBX: [teléfono omitido]; 5o piso"),
        ("WhatsApp +502 5555 1234", "WhatsApp [teléfono omitido]"),
        ("(502) 2322-8888", "[teléfono omitido]"),
        ("Teléfonos 22228888 y 22229999", "Teléfonos [teléfono omitido]"),
        ("Plan 2021-2026 y 1200 trámites", "Plan 2021-2026 y 1200 trámites"),
        ("Decreto 5-2021, @MinfinGT", "Decreto 5-2021, @MinfinGT"),
    ],
)
def test_contacts_in_the_text_are_left_out_and_years_stay(read, said, kept):
    assert parts(read(f"---\ntitle: Acta\n---\n{said}\n"))[1] == ("body", kept)


def test_only_attachments_and_what_a_document_is_about_are_documents(read):
    assert read("---\ntitle: x\nlink: https://a.gt/p\nministerio: MAGA\n---\n").documents == ("https://a.gt/p",)
    assert read("---\ntitle: x\nenlace: Agenda\nacuerdos: y\n---\n[acta](/f/acta.pdf) [web](/w)").documents == (
        "/f/acta.pdf",
    )


def test_a_ministry_named_by_its_key_is_in_the_text(read):
    assert read("---\ntitle: PGE\nlink: /p.pdf\nministerio: MAGA\n---\n").text == "PGE\n\nMinisterio: MAGA"


def test_the_source_is_an_address_or_nothing(read):
    assert read("---\ntitle: x\nsource: https://a.gt/p%C3%BA\n---\n").source == "https://a.gt/p%C3%BA"
    assert read("---\ntitle: x\nfuente: Agencia\n---\n").source is None


@pytest.mark.parametrize(
    ("said", "day"), [("22 mayo, 2024", date(2024, 5, 22)), ("2024-05-22", date(2024, 5, 22)), ("''", None)]
)
def test_a_date_may_be_written_in_words_or_not_at_all(read, said, day):
    assert read(f"---\ntitle: x\ndate: {said}\n---\n").date == day


def test_without_a_date_the_file_name_gives_it(read):
    assert read("---\ntitle: x\n---\n", "2022-03-14-grupo.md").date == date(2022, 3, 14)
    assert read("---\ntitle: x\n---\n", "2022-13-14-grupo.md").date is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [("2024-02-31", "calendario"), ("31 de febrero de 2024", "calendario"), ("pronto", "no se entiende")],
)
def test_an_impossible_date_is_refused_at_its_line(read, said, reason):
    with pytest.raises(InputError, match=reason) as caught:
        read(f"---\ntitle: x\nautor: y\nfecha: {said}\n---\n")
    assert caught.value.line == 4


def test_a_post_without_a_title_is_called_by_its_first_sentence(read):
    assert read("---\nautor: y\n---\nHubo quórum. Luego se acordó todo.").title == "Hubo quórum."


def test_a_post_that_says_nothing_is_refused(read):
    with pytest.raises(InputError, match="no tiene título ni texto"):
        read("---\nautor: y\n---\n")


@given(st.lists(st.tuples(st.sampled_from(["title", "summary", "body", "agreements"]), st.text())))
def test_sections_cover_the_text_in_order_but_for_blank_lines(given_parts):
    text, sections = compose(given_parts)
    rest, position = [], 0
    for section in sections:
        assert text[section.start : section.end].strip() == text[section.start : section.end] != ""
        rest.append(text[position : section.start])
        position = section.end
    assert position == len(text)
    assert rest[:1] in ([], [""])
    assert set(rest[1:]) <= {"\n\n"}


def test_fields_that_say_who_met_are_lines_of_the_text(read):
    head = "title: Quinta reunión\ndate: 2024-05-06\nlugar: Sede del INAP\ninvitados: []"
    head += "\nparticipantes:\n  - A, B y C\n  - INFOM"
    record = read(f"---\n{head}\n---\nSe reunieron.\n")
    assert "Lugar: Sede del INAP\nParticipantes: A, B y C; INFOM\n" in record.text
    assert "Invitados" not in record.text
    assert "Fecha" not in record.text
