"""Markdown becomes the text that a reader sees; attachments are told apart from other links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records.markdown import plain_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("### **Acuerdos**\ntexto", "Acuerdos\n\ntexto"),
        ('***Ximena*** y la *Ley* «_x_» **"B"**', 'Ximena y la Ley «x» "B"'),
        ("antes ![foto](a.png) después", "antes después"),
        ("[](https://a.gt)[Ana Paz](https://a.gt/ana) habló", "Ana Paz habló"),
        ("\\[nombre] y <https://a.gt>", "[nombre] y https://a.gt"),
        ("<!--StartFragment-->\n\nuno\n\n<!--EndFragment-->", "uno"),
        ('<div class="x">\n<img src="y">\n</div>\nuno <span class="l">dos</span>', "uno dos"),
        ("a<br>b", "a\n\nb"),
        ("<script>alert(1)</script>uno<style>p{}</style>", "uno"),
        ("2 < 3 y 5 > 4", "2 < 3 y 5 > 4"),
        ("MINFIN &amp; SAT&nbsp;x", "MINFIN & SAT\xa0x"),
        ("     sangría\n\nde CMS", "sangría\n\nde CMS"),
        ("texto\n---\nmás", "texto\n\nmás"),
        ("pge_maga_2023", "pge_maga_2023"),
        ("uno  \ndos", "uno\ndos"),
        ("```\na  b\n```", "a  b"),
        ("| mesa | fecha |\n|---|---|\n| Agua | 3 |\n| Luz | |", "mesa | fecha\nAgua | 3\nLuz"),
    ],
)
def test_marks_go_and_words_stay(source, text):
    assert plain_text(source).text == text


def test_items_stay_on_their_lines_with_their_numbers():
    assert (
        plain_text("- uno\n\n- dos\n  - a\n  - b\n\ny\n\n3. tres\n4) cuatro").text
        == "- uno\n- dos\n  - a\n  - b\n\ny\n\n3. tres\n\n4) cuatro"
    )


def test_lines_wrapped_by_hand_are_joined_and_labels_stay():
    source = (
        "El Ministerio de Finanzas Públicas y la Secretaría\nde Planificación firmaron lo que se había\nanunciado.\n"
    )
    source += "\nLugar: Guatemala\nFecha: 3 de mayo"
    assert plain_text(source).text == (
        "El Ministerio de Finanzas Públicas y la Secretaría de Planificación firmaron lo que se había anunciado."
        "\n\nLugar: Guatemala\nFecha: 3 de mayo"
    )


def test_attachments_are_documents_and_other_links_are_not():
    plain = plain_text("[acta](/f/acta.pdf) [hoja](x.XLSX?v=2) [sitio](https://a.gt) ![i](i.png) [acta](/f/acta.pdf)")
    assert plain.documents == ("/f/acta.pdf", "x.XLSX?v=2")


def test_what_nests_too_deep_is_refused_and_not_lost():
    assert plain_text("> " * 10 + "hola").text == "hola"
    with pytest.raises(InputError, match="niveles"):
        plain_text("> " * 5000 + "hola")


@given(st.lists(st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=12), min_size=1, max_size=30))
def test_no_word_of_a_plain_text_is_lost(words):
    assert plain_text(" ".join(words)).text.split() == words
