"""A CMS's folder is read as a whole: each collection's posts mean what its schema says, all else is passed over."""

import logging
from datetime import date
from pathlib import Path

import pytest

from graph.records import read_paths
from graph.records.record import Record
from tests.records.folders import fill, records_of, said_by, sorted_out

CONFIG = """
backend: { name: git-gateway }
media_folder: "images/fotos"
public_folder: "/images/fotos"
collections:
  - name: reuniones
    label: Reuniones
    folder: src/reuniones
    fields:
      - { name: title, label: Título }
      - { name: imagen, label: Imagen, widget: image }
      - { name: date, label: Fecha, widget: datetime }
      - { name: descripcion, label: Descripción, widget: markdown }
      - { name: acuerdos, label: Acuerdos, widget: markdown }
      - { name: minuta, label: Minuta, widget: file, media_folder: /images/archivos }
      - { name: destacado, label: Destacado, widget: boolean }
  - name: mesas
    label: Grupos de Trabajo
    folder: src/mesas
    fields: [{ name: title }, { name: subtitle }, { name: descripcion, widget: markdown }]
  - name: red
    label: Directorio
    folder: src/red
    identifier_field: institucionp
    fields:
      - { name: institucionp, label: Institución Pública }
      - { name: nombresr, label: Nombre de los Representantes }
      - { name: cargor, label: Cargo de los Representantes }
      - { name: contactor, label: Contacto de los Representantes }
  - name: actividades
    label: Actividades
    folder: src/actividades
    fields: [{ name: title }, { name: autor }, { name: correo }, { name: contenido, widget: markdown }]
  - name: programas
    label: Programas
    folder: src/programas
    fields: [{ name: title }, { name: link, label: Link }, { name: ministerio, label: Ministerio }]
  - name: avisos
    label: Comunicados
    folder: src/avisos
    fields: [{ name: title }, { name: body, widget: markdown }]
  - { name: voces, label: Podcast, folder: src/voces, fields: [{ name: title }, { name: descripcion }] }
  - { name: notas, label: Notas, folder: src/notas, fields: [{ name: title }, { name: body, widget: markdown }] }
"""
POSTS = {
    "src/reuniones/2024-05-06-segunda.md": "---\ntitle: 2da Mesa de Agua\ndate: 2024-05-06T10:00:00.000Z\n"
    "descripcion: La Mesa de Agua se reunió el 3 de mayo de 2024.\nacuerdos: '- Publicar el plan'\n---\n",
    "src/mesas/2024-01-02-agua.md": "---\ntitle: Grupo de Agua y Saneamiento\nsubtitle: Para hablar de agua\n"
    "descripcion: En esta mesa se debate sobre el agua.\n---\n",
    "src/red/2024-01-02-maga.md": "---\ninstitucionp: Ministerio de Agricultura, Ganadería y Alimentación (MAGA)\n"
    "nombresr: Berta Xicay\ncargor: Jefa de Riego\ncontactor: Berta Xicay Solís, 5555-1234\n---\n",
    "src/actividades/2024-02-01-taller.md": "---\ntitle: Taller de riego\nautor: Ana\ncorreo: ana@x.gt\n"
    "contenido: Hubo un taller.\n---\n",
    "src/programas/2024-03-01-mspas.md": "---\ntitle: Programa de salud\nlink: https://a.gt/p.pdf\n"
    "ministerio: MSPAS\n---\n",
    "src/avisos/2024-03-01-a.md": "---\ntitle: Aviso\n---\nSe avisa.\n",
    "src/voces/2024-03-01-a.md": "---\ntitle: Voz\ndescripcion: Se habla.\n---\n",
    "src/notas/2024-03-01-a.md": "---\ntitle: Nota\n---\nSe anota.\n",
}


@pytest.fixture
def site(tmp_path):
    """A function that writes files into a folder with a configuration, the one above by default, and returns it."""

    def write(files: dict[str, str | bytes], config: str = CONFIG) -> Path:
        return fill(tmp_path, {"admin/config.yml": config, **files})

    return write


def one(folder: Path) -> Record:
    (record,) = records_of(folder).values()
    return record


def test_the_kind_follows_from_the_collections_fields_and_its_label(site):
    kinds = {name.split("/")[1]: record.kind for name, record in records_of(site(POSTS)).items()}
    assert kinds == {
        "reuniones": "minutes",
        "mesas": "group",
        "red": "directory",
        "actividades": "activity",
        "programas": "document",
        "avisos": "news",
        "voces": "document",
        "notas": "post",
    }


def test_what_belongs_to_no_collection_is_passed_over_with_its_reason(site):
    files = {
        "admin/index.html": "<p>x",
        "package.json": "{}",
        "_data/menu.json": "{}",
        "README.md": "# Sitio",
        "src/acerca.md": "Acerca",
        "src/mesas/mesas.json": '{"layout": "x"}',
        "images/fotos/a.png": "x",
        "css/a.css": "x",
        "datos/plan.pdf": b"%PDF-1.4",
    }
    records, rejected, told = sorted_out(site(POSTS | files))
    assert (len(records), rejected) == (len(POSTS), [])
    assert set(told) == {Path(name).name for name in files} | {"config.yml"}
    assert "ninguna colección" in told["acerca.md"]
    assert "configuración" in told["config.yml"]


def test_a_file_given_by_its_name_is_read_though_its_site_has_no_collection_for_it(site):
    folder = site({"src/acerca.md": "---\ntitle: Acerca\n---\n", "src/otra.md": "---\ntitle: Otra\n---\n"})
    items = list(read_paths([folder, folder / "src/acerca.md"]))
    assert [item.name for item in items if isinstance(item, Record)] == ["src/acerca.md"]


def test_a_directory_entry_tells_who_represents_which_institution(site):
    record = records_of(site(POSTS))["src/red/2024-01-02-maga.md"]
    assert record.text == (
        "Ministerio de Agricultura, Ganadería y Alimentación (MAGA)\n\n"
        "Ministerio de Agricultura, Ganadería y Alimentación: Berta Xicay, Jefa de Riego"
    )
    found = said_by(record)
    name = "Ministerio de Agricultura, Ganadería y Alimentación"
    assert found["people"] == [{"name": "Berta Xicay", "position": "Jefa de Riego", "institution": name}]


def test_several_representatives_are_one_line_each(site):
    post = "---\ninstitucionp: SAT\nnombresr: Ana Gil; Luis Cano\ncargor: |\n  Jefa de Innovación\n  Director\n---\n"
    assert (
        one(site({"src/red/a.md": post})).text == "SAT\n\nSAT: Ana Gil, Jefa de Innovación\n\nSAT: Luis Cano, Director"
    )


def test_a_ministrys_document_mentions_it_and_keeps_the_documents_address(site):
    record = records_of(site(POSTS))["src/programas/2024-03-01-mspas.md"]
    assert record.documents == ("https://a.gt/p.pdf",)
    found = said_by(record)
    assert [mention["id"] for mention in found["mentions"]] == ["mspas"]
    assert record.text.endswith("Ministerio: MSPAS")


def test_a_working_group_is_a_mesa(site):
    record = records_of(site(POSTS))["src/mesas/2024-01-02-agua.md"]
    found = said_by(record)
    assert [mesa["name"] for mesa in found["mesas"]] == ["Grupo de Agua y Saneamiento"]
    assert found["sessions"] == []


def test_the_sections_and_the_date_of_a_meeting_come_from_its_fields(site):
    record = records_of(site(POSTS))["src/reuniones/2024-05-06-segunda.md"]
    assert [section.role for section in record.sections] == ["title", "body", "agreements"]
    assert record.text.endswith("- Publicar el plan")
    assert record.date == date(2024, 5, 6)


def test_contacts_are_never_published_whatever_their_field_is_called(site):
    fields = "{name: title}, {name: descripcion, widget: markdown}, {name: enlace_tel, label: Teléfono de enlace}"
    config = (
        f"collections: [{{name: x, folder: x, fields: [{fields}, {{name: datos, label: Contacto, widget: text}}]}}]"
    )
    post = "---\ntitle: Mesa\ndescripcion: Escriba a a@b.gt.\nenlace_tel: '55551234'\ndatos: Ana Paz\n---\n"
    assert one(site({"x/a.md": post}, config)).text == "Mesa\n\nEscriba a [correo omitido]."


def test_a_day_in_the_file_name_stands_for_a_missing_one(site, caplog):
    assert one(site({"src/reuniones/2024-05-06-a.md": "---\ntitle: Acta\n---\n"})).date == date(2024, 5, 6)


def test_what_the_schema_asks_for_and_is_missing_or_wrong_is_said_in_the_log(site, caplog):
    post = "---\ntitle: Acta\ndate: pronto\nacuerdos: {a: b}\n---\nTexto.\n"
    with caplog.at_level(logging.WARNING):
        record = one(site({"src/reuniones/2024-05-06-a.md": post}))
    assert (record.date, record.text) == (date(2024, 5, 6), "Acta\n\nTexto.")
    said = [message.getMessage() for message in caplog.records]
    assert any("a.md:3" in line and "«date» no es una fecha" in line for line in said)
    assert any("a.md:4" in line and "«acuerdos»" in line for line in said)
    assert any("falta el campo «descripcion»" in line for line in said)
    assert not any("«imagen»" in line or "«destacado»" in line for line in said)


@pytest.mark.parametrize(
    ("post", "line", "reason"),
    [
        ("---\ntitle: Acta\ndate: 2024-02-31\n---\n", 3, "calendario"),
        ("---\ntitle: Acta\ntitle: Otra\n---\n", 3, "dos veces"),
        ("---\ntitle: [x\n---\n", 2, "corchete"),
        ("---\ntitle: !!python/name:os.system x\n---\n", 2, "etiquetas"),
        ("---\ndestacado: true\n---\n", None, "no tiene título ni texto"),
    ],
)
def test_a_post_that_cannot_be_read_is_rejected_at_its_line_and_its_neighbours_are_read(site, post, line, reason):
    records, (rejection,), _ = sorted_out(site(POSTS | {"src/reuniones/a.md": post}))
    assert (Path(rejection.file).name, rejection.line) == ("a.md", line)
    assert reason in rejection.reason
    assert len(records) == len(POSTS)


def test_a_draft_of_a_collection_is_passed_over(site):
    records, rejected, omitted = sorted_out(site({"src/mesas/a.md": "---\ntitle: x\ndraft: true\n---\n"}))
    assert (records, rejected, omitted["a.md"]) == ({}, [], "es un borrador")


def test_a_post_without_front_matter_is_read_as_it_is(site):
    assert one(site({"src/mesas/a.md": "# Mesa de Agua\n\nSe reunió.\n"})).title == "Mesa de Agua"


def test_fields_that_the_schema_lost_are_still_understood(site):
    post = "---\ntitle: Mesa\ndescription: Resumen.\nfecha: 2024-01-05\nsource: https://a.gt/x\n---\nTexto.\n"
    record = one(site({"src/mesas/a.md": post}))
    assert (record.date, record.source) == (date(2024, 1, 5), "https://a.gt/x")
    assert record.text == "Mesa\n\nResumen.\n\nTexto."
