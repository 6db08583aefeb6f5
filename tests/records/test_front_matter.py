"""Front matter: keys with their lines; what is broken, or more than texts and lists, is refused where it stands."""

import pytest

from graph.errors import InputError
from graph.records.frontmatter import has_front_matter, read_post


def post(head: str) -> str:
    return f"---\n{head}\n---\ncuerpo\n"


def test_fields_know_their_line_in_the_file():
    read = read_post(
        "\n\n---\ntitle: Acta\n# nota\nfecha: 2024-01-02\ntexto: >-\n  uno\n  dos\n\n\n  tres\n---\ncuerpo\n", "a.md"
    )
    assert {key: (field.text, field.line) for key, field in read.fields.items()} == {
        "title": ("Acta", 4), "fecha": ("2024-01-02", 6), "texto": ("uno dos\n\ntres", 7),
    }  # fmt: skip
    assert read.body == "cuerpo\n"


def test_values_are_texts_whatever_yaml_would_make_of_them():
    fields = read_post(post("a: 2024-02-31\nb: no\nc: 1_000\nd: ~\ne: ''\nf: 'null'\ng: 0x1F"), "a.md").fields
    assert {key: field.text for key, field in fields.items() if field.values} == {
        "a": "2024-02-31", "b": "no", "c": "1_000", "f": "null", "g": "0x1F",
    }  # fmt: skip


def test_a_list_becomes_lines_and_a_mapping_is_passed_over():
    fields = read_post(
        post("acuerdos:\n  - uno\n  - dos: x\n  - tres\nseo: {title: otro, tags: [a, b]}\nfin: sí"), "a.md"
    ).fields
    assert fields["acuerdos"].text == "- uno\n- tres"
    assert not fields["seo"].values
    assert fields["fin"].text == "sí"


def test_characters_escaped_in_yaml_are_repaired_too():
    assert (
        read_post(post('acuerdos: "N\\uFEFFo hubo\\0 acuerdos"'), "a.md").fields["acuerdos"].text == "No hubo acuerdos"
    )


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        ("title: Agenda: Mesa de Agua", 2, "dos puntos"),
        ("title: Acta\nautor: [GAE\nfecha: x", 3, "corchete"),
        ('autor: x\ntitle: "Acta\nfecha: x', 3, "comillas"),
        ("title: Acta\n\tfecha: x", 3, "tabulador"),
        ("title: Acta\nfecha: @x", 3, "comillas"),
        ("title: Acta\nsin clave\nfecha: x", 4, "falta «:»"),
        ("- uno\n- dos", 2, "no son claves"),
        ("title: Acta\nautor: x\ntitle: Otra", 4, "dos veces"),
        ("title: &a Acta\nautor: *a", 2, "anclas"),
        ("title: Acta\nautor: *a", 3, "anclas"),
        ("title: Acta\nautor: !!python/object/apply:os.system ['true']", 3, "etiquetas"),
        ("title: Acta\nautor: !local x", 3, "etiquetas"),
        ("title: Acta\nx: " + "[" * 5000, 3, "niveles"),
        ("title: Acta\ny: " + "{x: " * 5000, 3, "niveles"),
        ("title: Acta\nx:\n" + "- " * 5000 + "y", 4, "niveles"),
        ("title: " + "x" * 2_000_001, 1, "demasiado grande"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_line(head, line, reason):
    with pytest.raises(InputError, match=reason) as caught:
        read_post(post(head), "roto.md")
    assert (caught.value.file, caught.value.line) == ("roto.md", line)


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    bomb = "a0: &a0 [x, x]\n" + "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))
    with pytest.raises(InputError, match="anclas"):
        read_post(post(bomb), "bomba.md")


def test_a_head_that_is_not_closed_is_refused():
    with pytest.raises(InputError, match="no se cierra") as caught:
        read_post("---\ntitle: Acta\n\ntexto", "a.md")
    assert caught.value.line == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: x\n---\n", True),
        ("\n---\n# nota\n\nfecha de publicación: x", True),
        ("---\n---\ntexto", True),
        ("---\n[a\n---\n", True),
        ("Título\n---\ntitle: x", False),
        ("---\nUna línea de adorno y luego el texto\n", False),
        ("----\ntitle: x", False),
        ("", False),
    ],
)
def test_front_matter_is_known_by_what_is_in_the_file(text, expected):
    assert has_front_matter(text) is expected
