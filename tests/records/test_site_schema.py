"""The schema of a CMS: where its root is, which formats it keeps, what each widget becomes."""

from pathlib import Path

import pytest

from graph.records.record import Record
from tests.records.folders import fill, records_of, said_by, sorted_out

HEAD = "---\ntitle: Mesa de Agua\n"
PLAIN = "collections: [{name: mesas, label: Mesas, folder: src/mesas, fields: [{name: title}]}]"


def config(*fields: str, **collection: str) -> str:
    """A configuration with one collection of these fields."""
    keys = {"name": "x", "folder": "x", **collection}
    head = ", ".join(f"{key}: {value}" for key, value in keys.items())
    return f"collections: [{{{head}, fields: [{', '.join(fields)}]}}]"


def one(folder: Path, files: dict[str, str | bytes]) -> Record:
    (record,) = records_of(fill(folder, files)).values()
    return record


@pytest.mark.parametrize("place", ["", "static/", "public/", "src/", "sitio/", "sitio/static/"])
def test_the_sites_root_is_where_its_paths_exist(tmp_path, place):
    root = "sitio/" if place.startswith("sitio") else ""
    fill(tmp_path, {f"{place}admin/config.yml": PLAIN, f"{root}src/mesas/a.md": HEAD + "---\n", "suelta.md": "Suelta"})
    records, _, omitted = sorted_out(tmp_path)
    assert records[f"{root}src/mesas/a.md"].kind == "group"
    assert ("suelta.md" in records) == bool(root)
    assert ("suelta.md" in omitted) == (not root)


def test_two_sites_in_one_folder_keep_their_own_schemas(tmp_path):
    other = PLAIN.replace("Mesas", "Noticias").replace("name: mesas", "name: otras")
    files = {"a/admin/config.yml": PLAIN, "b/admin/config.yml": other}
    fill(tmp_path, files | {f"{site}/src/mesas/a.md": HEAD + "---\n" for site in "ab"})
    assert [record.kind for record in records_of(tmp_path).values()] == ["group", "news"]


def test_the_collection_deepest_down_and_the_one_that_lists_a_file_win(tmp_path):
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin/config.yml").write_text(
        "collections:\n"
        "  - { name: todo, folder: src, fields: [{name: title}] }\n"
        "  - { name: actas, folder: src/actas, fields: [{name: title}] }\n"
        "  - { name: paginas, label: Recursos, files: [{file: src/actas/uso.md, fields: [{name: title}]},\n"
        "      {file: menu.json, fields: [{name: title}]}] }\n"
    )
    fill(tmp_path, {name: HEAD + "---\n" for name in ("src/a.md", "src/actas/a.md", "src/actas/uso.md")})
    fill(tmp_path, {"menu.json": '{"title": "Menú"}'})
    kinds = {name: record.kind for name, record in records_of(tmp_path).items()}
    assert kinds == {"src/a.md": "post", "src/actas/a.md": "minutes", "src/actas/uso.md": "document"}


@pytest.mark.parametrize(
    ("format", "name", "text"),
    [
        ("frontmatter", "a.md", "+++\ntitle = 'Mesa de Agua'\ndate = 2024-05-06T10:00:00Z\n+++\nTexto."),
        ("json-frontmatter", "a.md", '{"title": "Mesa de Agua",\n "date": "2024-05-06"}\n\nTexto.'),
        ("yaml", "a.yml", "title: Mesa de Agua\ndate: 2024-05-06\nbody: Texto."),
        ("yml", "a.yaml", "title: Mesa de Agua\ndate: 2024-05-06\nbody: Texto."),
        ("json", "a.json", '{"title": "Mesa de Agua", "date": "2024-05-06", "body": "Texto."}'),
        ("toml", "a.toml", 'title = "Mesa de Agua"\ndate = 2024-05-06\nbody = "Texto."'),
        ("yaml-frontmatter", "a.html", HEAD + "date: 2024-05-06\n---\n<p>Texto.</p>"),
    ],
)
def test_entries_are_read_in_every_format_of_the_cms(tmp_path, format, name, text):
    extension = "yml" if name.endswith("yaml") else name.partition(".")[2]
    schema = config("{name: title}", "{name: body, widget: markdown}", format=format, extension=extension)
    record = one(tmp_path, {"admin/config.yml": schema, f"x/{name}": text})
    assert (record.text, str(record.date)) == ("Mesa de Agua\n\nTexto.", "2024-05-06")


@pytest.mark.parametrize(
    ("format", "name", "text", "line"),
    [
        ("json", "a.json", '{"title": "x",\n"y" 1}', 2),
        ("toml", "a.toml", "title = 'x'\n\ny = \n", 3),
        ("yaml", "a.yml", "title: x\ny: [a\n", 2),
        ("json", "a.json", "[1]", 1),
        ("json", "a.json", '{"title": ' + "[" * 100_000, 1),
        ("json", "a.json", '{"title": ' + "[" * 60 + "]" * 60 + "}", 1),
        ("toml", "a.toml", "title = " + "[" * 60 + "]" * 60, 1),
        ("json", "a.json", '{"title": "x",\n"date": "2024-02-31"}', 2),
    ],
)
def test_a_broken_entry_is_rejected_at_its_line(tmp_path, format, name, text, line):
    fill(tmp_path, {"admin/config.yml": config("{name: title}", format=format, extension=format), f"x/{name}": text})
    records, (rejection,), _ = sorted_out(tmp_path)
    assert (records, Path(rejection.file).name, rejection.line) == ({}, name, line)


def test_half_a_character_in_json_does_not_leave_it(tmp_path):
    record = one(tmp_path, {"admin/config.yml": config(format="json"), "x/a.json": '{"title": "Mesa \\ud800"}'})
    assert record.text.encode() == b"Mesa ?"


def test_short_texts_that_say_something_are_told_with_their_label_and_others_are_not(tmp_path):
    fields = (
        "{name: title}",
        "{name: r, label: Institución rectora}",
        "{name: a, label: Autor}",
        "{name: v, label: Vídeo}",
    )
    record = one(
        tmp_path,
        {"admin/config.yml": config(*fields), "x/a.md": HEAD + "r: MARN\na: Ana Paz\nv: abc\n---\n"},
    )
    assert record.text == "Mesa de Agua\n\nInstitución rectora: MARN"
    assert [(one["subject"], one["predicate"]) for one in said_by(record)["relations"]] == [
        ("Ministerio de Ambiente y Recursos Naturales", "leads")
    ]


def test_lists_objects_and_long_texts_are_told_under_their_label(tmp_path):
    fields = (
        "{name: title}",
        "{name: participantes, label: Participantes, widget: list}",
        "{name: lugar_y_dia, widget: object, fields: [{name: lugar, label: Lugar}, {name: tel, label: Teléfono}]}",
        "{name: nota, label: Información, widget: text}",
        "{name: inicio, label: Fecha de la reunión, widget: date}",
    )
    post = HEAD + "participantes: [MARN, MAGA]\nlugar_y_dia: {lugar: Salón 1, tel: '2222-3333'}\nnota: Hubo café.\n"
    record = one(tmp_path, {"admin/config.yml": config(*fields), "x/a.md": post + "inicio: 2024-05-03\n---\n"})
    assert record.text == (
        "Mesa de Agua\n\nHubo café.\n\nParticipantes:\n- MARN\n- MAGA\n\nLugar: Salón 1\n\n"
        "Fecha de la reunión: 2024-05-03"
    )
    assert str(record.date) == "2024-05-03"


def test_agreements_in_a_list_of_objects_keep_who_answers_and_when(tmp_path):
    parts = (
        "[{name: texto, label: Acuerdo}, {name: quien, label: Responsable}, {name: plazo, label: Plazo, widget: date}]"
    )
    fields = ("{name: title}", "{name: body, widget: markdown}", f"{{name: acuerdos, widget: list, fields: {parts}}}")
    items = "acuerdos:\n  - {texto: Elaborar el plan de cuencas, quien: MARN, plazo: 2024-06-30}\n"
    post = HEAD + "date: 2024-05-06\n" + items + "---\nLa Mesa de Agua se reunió el 3 de mayo de 2024.\n"
    record = one(tmp_path, {"admin/config.yml": config(*fields, name="actas"), "x/a.md": post})
    assert record.text.endswith("- Elaborar el plan de cuencas; Responsable: MARN; Plazo: 2024-06-30")
    (agreement,) = said_by(record)["agreements"]
    assert agreement["responsible"] == ["Ministerio de Ambiente y Recursos Naturales"]
    assert agreement["due"] == "2024-06-30"


def test_a_directory_of_people_says_for_whom_they_act(tmp_path):
    fields = ("{name: nombre}", "{name: cargo}", "{name: institucion}", "{name: correo}")
    post = "---\nnombre: Berta Xicay\ncargo: Jefa de Riego\ninstitucion: MAGA\ncorreo: b@x.gt\n---\n"
    files = {"admin/config.yml": config(*fields, name="Integrantes", identifier_field="nombre"), "x/a.md": post}
    record = one(tmp_path, files)
    assert record.text == "Berta Xicay\n\nMAGA: Berta Xicay, Jefa de Riego"


def test_anchors_and_merged_keys_of_a_schema_are_understood(tmp_path):
    schema = (
        "campos: &campos [{name: title}, {name: acuerdos, widget: markdown}]\n"
        "comun: &comun { fields: *campos, extension: md }\n"
        "collections:\n  - { <<: *comun, name: a, folder: a }\n"
        "  - { <<: *comun, name: b, folder: b, fields: [{name: title}] }\n"
    )
    fill(tmp_path, {"admin/config.yml": schema, "a/1.md": HEAD + "---\n", "b/1.md": HEAD + "---\n"})
    assert [record.kind for record in records_of(tmp_path).values()] == ["minutes", "post"]


def test_a_configuration_of_something_else_makes_no_site(tmp_path):
    fill(tmp_path, {"admin/config.yml": "theme: x\n", "nota.md": HEAD + "---\n"})
    assert list(records_of(tmp_path)) == ["nota.md"]


@pytest.mark.parametrize(
    ("schema", "line", "reason"),
    [
        ("a: 1\ncollections: x\n", 2, "no es una lista"),
        ("collections:\n  - label: x\n", 2, "no tiene «name»"),
        ("collections:\n  - name: x\n", 2, "no dice su carpeta"),
        ("collections:\n  - name: x\n    folder: x\n    format: csv\n", 4, "usa el formato «csv»"),
        ("collections:\n  - name: x\n   folder: [\n", 3, "sangría"),
    ],
)
def test_what_is_wrong_with_a_schema_is_said_at_its_line(tmp_path, schema, line, reason):
    fill(tmp_path, {"admin/config.yml": schema})
    _, (rejection,), omitted = sorted_out(tmp_path)
    assert (Path(rejection.file).name, rejection.line) == ("config.yml", line)
    assert reason in rejection.reason


def test_a_folder_with_a_broken_schema_is_read_as_a_plain_one(tmp_path):
    fill(tmp_path, {"admin/config.yml": "collections: [a", "notas/a.md": HEAD + "---\n", "b.txt": "Mesa de Agua"})
    records, (rejection,), omitted = sorted_out(tmp_path)
    assert list(records) == ["notas/a.md", "b.txt"]
    assert (rejection.line, omitted) == (1, {})
