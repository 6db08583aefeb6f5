"""Two names are one mesa only where a record says so."""

from graph.extract.findings import Mesa
from graph.resolve import canonical, canonical_mesas


def test_what_one_record_equates_holds_for_all():
    names = canonical_mesas(
        [Mesa("Mesa de Agua y Saneamiento", surfaces=("2da Mesa de Agua y Saneamiento", "Mesa de Agua"))]
    )
    assert canonical("Mesa de Agua", names) == "Mesa de Agua y Saneamiento"


def test_a_likeness_of_names_is_no_proof():
    names = canonical_mesas([Mesa("Mesa de Agua y Saneamiento"), Mesa("Mesa de Agua")])
    assert canonical("Mesa de Agua", names) == "Mesa de Agua"


def test_a_short_form_of_two_mesas_stays_itself():
    names = canonical_mesas(
        [
            Mesa("Mesa de Agua y Saneamiento", surfaces=("Mesa de Agua",)),
            Mesa("Mesa de Agua Potable", surfaces=("Mesa de Agua",)),
        ]
    )
    assert canonical("Mesa de Agua", names) == "Mesa de Agua"


def test_capitals_make_no_other_mesa():
    names = canonical_mesas([Mesa("MESA DE AGUA"), Mesa("Mesa de Agua")])
    assert canonical("MESA DE AGUA", names) == "Mesa de Agua"


def test_the_bare_word_mesa_is_no_short_form():
    names = canonical_mesas([Mesa("Mesa de Agua", surfaces=("Mesa",))])
    assert canonical("Mesa", names) == "Mesa"
