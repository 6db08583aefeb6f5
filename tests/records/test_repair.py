"""Bytes become clean text: whatever the encoding, nothing invisible stays, and a second repair changes nothing."""

import contextlib
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records.repair import repair, repair_text

TRICKY = st.text(
    st.sampled_from("aéñN o\ufeff\u200b\u200d\u00ad\u0301\u0303\r\n\t\x0c\x85\x93\x94\xa0ÃÂâ³±€œï»¿\ue000\uf0b7😀👩")
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_spanish_is_read_in_every_encoding_that_offices_save(encoding):
    text = "Quórum de la Mesa: «sí», señoría"
    assert repair(text.encode(encoding)).text == text


def test_utf_16_of_either_end_is_known_by_its_mark():
    assert repair(b"\xff\xfe" + "año".encode("utf-16-le")).text == "año"
    assert repair(b"\xfe\xff" + "año".encode("utf-16-be")).text == "año"


def test_a_windows_quote_in_a_utf_8_file_is_mended_and_its_neighbours_stay():
    assert repair("señaló: ".encode() + b"\x93sesi\xf3n\x94" + " más".encode()).text == "señaló: “sesión” más"


def test_a_letter_cut_by_the_end_of_the_file_is_left_out():
    assert repair("años y sesió".encode()[:-1]).text == "años y sesi"


def test_the_last_letter_of_a_windows_file_is_kept():
    assert repair("Panamá".encode("cp1252")).text == "Panamá"


def test_bytes_of_no_encoding_are_refused_with_their_line():
    with pytest.raises(InputError, match="Windows-1252") as caught:
        repair(b"uno\ndos\xf3\ntres\x81\n", "acta.txt")
    assert (caught.value.file, caught.value.line) == ("acta.txt", 3)


@pytest.mark.parametrize("data", [b"acta\0", "acta".encode("utf-16-le"), b"\xff\xfea\0\0\0"])
def test_nulls_are_refused(data):
    with pytest.raises(InputError, match="nulos"):
        repair(data, "acta.txt")


def test_a_mark_of_utf_16_before_something_else_is_refused():
    with pytest.raises(InputError, match="UTF-16"):
        repair(b"\xff\xfeabc")


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("N\ufeffo hubo acuerdos", "No hubo acuerdos"),
        ("pla\u00adnificación\u200b", "planificación"),
        ("en\u00a0el\u202fMinisterio", "en el Ministerio"),
        ("\x93sesión\x94 \x96 nota\x85", "“sesión” – nota…"),
        ("uno\r\ndos\rtres\u2028cuatro", "uno\ndos\ntres\ncuatro"),
        ("Gestio\u0301n", "Gestión"),
        ("sesiÃ³n â€œ1â€\x9d del aÃ±o", "sesión “1” del año"),
        ("Â¿QuÃ© es?", "¿Qué es?"),
        ("\uf0b7 punto", "• punto"),
        ("a\x01b\x7fc", "abc"),
        ("\U000f0000x\ue123", "x"),
    ],
)
def test_repairs(broken, mended):
    assert repair_text(broken) == mended


@pytest.mark.parametrize("text", ["SÃO PAULO", "Â", "Ã³³", "año: 5 € «x»", "👩\u200d🏫 maestra", "🇬🇹", "Kʼicheʼ"])
def test_what_is_not_certainly_broken_stays(text):
    assert repair_text(text) == unicodedata.normalize("NFC", text)


def test_what_was_repaired_is_told():
    changes = repair("N\ufeffo\r\n".encode()).changes
    assert "caracteres invisibles" in changes
    assert "saltos de línea" in changes
    assert repair("limpio, señor".encode()).changes == ()
    assert repair("señor".encode("cp1252")).changes == ("estaba en windows-1252",)


@given(st.one_of(st.text(), TRICKY))
@example("Ã\u200b³")
@example("ÃƒÂ³")
@example("\u200d\ufeff\u200d")
def test_repairing_twice_changes_nothing_more(text):
    once = repair_text(text)
    assert repair_text(once) == once


@given(st.one_of(st.text(), TRICKY))
def test_a_repaired_text_holds_nothing_invisible(text):
    clean = repair_text(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert not any(char in clean for char in "\r\ufeff\u200b\xad\x85\x93\xa0\ue000")
    assert not any(unicodedata.category(char) == "Cc" for char in clean if char not in "\n\t")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_reason(data):
    with contextlib.suppress(InputError):
        assert "\0" not in repair(data, "x").text
