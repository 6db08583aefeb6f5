"""JSON: objects become posts or rows of a list; one that is broken does not take its neighbours down."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records.objects import object_records
from graph.records.record import Record, Rejection


def records(text: str, name: str = "f.json") -> list[Record | Rejection]:
    return object_records(text, name, name, "d")


def only(text: str, name: str = "f.json") -> Record:
    (record,) = records(text, name)
    assert isinstance(record, Record)
    return record


def rows(record: Record) -> list[dict[str, str]]:
    return [{cell.column: record.text[cell.start : cell.end] for cell in row.cells} for row in record.rows]


def rejected(found: list[Record | Rejection]) -> list[tuple[int | None, str]]:
    return [(item.line, item.reason) for item in found if isinstance(item, Rejection)]


POST = (
    '{"title": "Mesa de Agua", "fecha": "2024-05-02", "descripcion": "Se reunió.", "acuerdos": ["Uno", "Dos"],'
    ' "visitas": 7}'
)


def test_an_object_is_a_post_with_its_lists():
    record = only(POST)
    assert (record.name, record.kind, record.date) == ("f.json", "minutes", date(2024, 5, 2))
    assert record.text == "Mesa de Agua\n\nSe reunió.\n\n- Uno\n- Dos"


def test_an_object_alone_may_have_its_day_in_the_files_name():
    assert only('{"title": "a", "body": "b"}', "2024-05-02-a.json").date == date(2024, 5, 2)


@pytest.mark.parametrize("key", ["items", "data", "posts", "results", "records"])
def test_an_array_and_an_object_that_holds_one_are_several_posts(key: str):
    array = '[{"title": "a", "body": "x", "id": 31}, {"title": "b", "body": "y", "slug": "be"}, {"title": "c"}]'
    for text in (array, f'{{"total": 3, "pages": [1, 2], "{key}": {array}}}'):
        assert [item.name for item in records(text) if isinstance(item, Record)] == [
            "f.json/31",
            "f.json/be",
            "f.json/3",
        ]


def test_two_posts_with_one_slug_have_two_names():
    found = records('[{"title": "a", "body": "x", "slug": "s"}, {"title": "b", "body": "y", "slug": "s"}]')
    assert len({item.name for item in found if isinstance(item, Record)}) == 2


def test_wordpress_is_understood():
    record = only(
        '{"id": 7, "date_gmt": "2024-05-02T15:00:00", "link": "https://a.gt/x", "type": "post", "sticky": false,'
        '"title": {"rendered": "Mesa &amp; <em>Agua</em>"}, "excerpt": {"rendered": "", "protected": false},'
        '"content": {"rendered": "<p>Se acord&oacute;:</p><ol><li>Publicar</li><li>Medir</li></ol>"}, "tags": [3]}'
    )
    assert (record.title, record.date, record.source) == ("Mesa & Agua", date(2024, 5, 2), "https://a.gt/x")
    assert record.text == "Mesa & Agua\n\nSe acordó:\n\n- Publicar\n- Medir"


def test_json_lines_are_one_a_line_and_a_bad_one_is_left_out_by_its_line():
    found = records(
        '{"title": "a", "body": "x"}\n\n{"title": "b", "body"}\n{"title": "c", "body": "z"}\n"suelto"\n'
        '{"title": "d", "date": "2024-02-31"}\n',
        "f.jsonl",
    )
    assert [item.title for item in found if isinstance(item, Record)] == ["a", "c"]
    assert [line for line, _ in rejected(found)] == [3, 5, 6] or sorted(line or 0 for line, _ in rejected(found)) == [
        3,
        5,
        6,
    ]


def test_json_lines_are_known_without_their_suffix_and_json_in_spite_of_it():
    assert len(records('{"title": "a", "body": "x"}\n{"title": "b", "body": "y"}', "f.json")) == 2
    assert only('{\n "title": "a",\n "body": "x"\n}', "f.jsonl").title == "a"


def test_the_line_of_a_post_in_an_array_is_told():
    found = records('[\n {"title": "a", "body": "x"},\n\n {"title": "b",\n  "body": "y", "date": "2024-02-31"}\n]')
    assert [(line, "2024-02-31" in reason) for line, reason in rejected(found)] == [(4, True)]


def test_objects_with_the_columns_of_a_list_make_one_record():
    record = only(
        '[{"mesa": "Mesa de Agua", "institucion": ["MARN", "INAB"], "rol": "coordina", "fecha_reunion": "2024-05-02"},'
        ' {"mesa": "Mesa de Café", "institucion": "MAGA", "rol": null}]'
    )
    assert record.name == "f.json"
    assert record.text.endswith(
        "1. Mesa: Mesa de Agua · Institucion: MARN; INAB · Rol: coordina · Fecha reunion: 2024-05-02\n"
        "2. Mesa: Mesa de Café · Institucion: MAGA"
    )


def test_a_meeting_with_its_agreements_and_participants_is_several_rows():
    record = only(
        '[{"mesa": "Agua", "fecha": "2024-05-02", "acuerdos": ["Publicar", {"texto": "Medir", "responsable": "INE"}],'
        ' "participantes": [{"nombre": "MARN", "rol": "coordina"}, {"nombre": "SAT", "rol": "invitado"}]}]'
    )
    assert rows(record) == [
        {"mesa": "Agua", "date": "2024-05-02", "agreement": "Publicar"},
        {"mesa": "Agua", "date": "2024-05-02", "agreement": "Medir", "responsible": "INE"},
        {"mesa": "Agua", "date": "2024-05-02", "institution": "MARN", "role": "coordina"},
        {"mesa": "Agua", "date": "2024-05-02", "institution": "SAT", "role": "invitado"},
    ]


def test_posts_and_rows_in_one_file_are_both_read():
    found = records(f'[{POST}, {{"mesa": "Agua", "institucion": "MARN"}}]')
    assert [item.name for item in found if isinstance(item, Record)] == ["f.json", "f.json/1"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"title": "a", "title": "b"}', None, "la clave «title» está dos veces"),
        ('{\n"title": "a",\n"n": NaN}', None, "NaN"),
        ('{\n"title": "a",\n}', 3, "sobra una coma"),
        ('{\n"title": "a"\n"body": "b"}', 3, "falta una coma"),
        ('[{"title": "a}]', 1, "comillas de cierre"),
        ('{"title": "a"} x', 1, "sobra texto"),
        ("[" * 200_000, None, "anida demasiados niveles"),
        ('{"a":' * 50_000 + "1" + "}" * 50_000, None, "anida demasiados niveles"),
        ("[]", None, "ningún objeto"),
        ("", 1, "falta un valor"),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(text: str, line: int | None, reason: str):
    with pytest.raises(InputError) as caught:
        records(text)
    assert (caught.value.file, caught.value.line) == ("f.json", line)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"title": "\\ud800", "body": "x"}]', "medio carácter"),
        ('[{"color": "rojo"}]', "no tiene título ni texto"),
        ("[3]", "no es un objeto"),
    ],
)
def test_an_object_that_cannot_be_read_is_left_out_alone(text: str, reason: str):
    found = records(text.replace("]", ', {"title": "b", "body": "y"}]'))
    assert [item.title for item in found if isinstance(item, Record)] == ["b"]
    assert [reason in why for _, why in rejected(found)] == [True]


def test_a_mark_at_the_beginning_a_number_without_end_and_nulls_do_no_harm():
    record = only('\ufeff{"title": "a\\u0000b", "body": "x", "n": ' + "9" * 100_000 + "}")
    assert record.title == "ab"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["rendered", "name", "x"]), inner, max_size=2)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(["title", "body", "date", "mesa", "institucion", "acuerdos", "slug", "x", "rol", "correo"])


OBJECTS = st.lists(st.dictionaries(KEYS, VALUES, max_size=6), min_size=1, max_size=4)


@given(OBJECTS, st.booleans())
def test_whatever_the_values_are_an_object_ends_in_a_record_or_a_reason(objects: list[dict[str, object]], lines: bool):
    text = "\n".join(map(json.dumps, objects)) if lines else json.dumps(objects)
    found = records(text, "f.jsonl" if lines else "f.json")
    assert found
    names = [item.name for item in found if isinstance(item, Record)]
    assert len(names) == len(set(names))
    for item in found:
        if isinstance(item, Record):
            item.text.encode("utf-8")
            assert all(0 <= cell.start < cell.end <= len(item.text) for row in item.rows for cell in row.cells)
