"""IRIs: stable, readable, and never shared by two things that differ."""

import csv
import string
from datetime import date
from itertools import combinations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from graph.settings import shipped_data
from ontology.slugs import SLUG_LENGTH, fold, slug, slug_of_path
from ontology.terms import ENLACE, GRAPHS, PREFIXES, TYPES, Iris, compact, expand

BASE = "https://w3id.org/enlace/"
IRIS = Iris(BASE)
NAMES = st.text(max_size=200)
WORDS = st.lists(st.text(string.ascii_letters + "áéíóúüñÁÉÍÓÚÜÑ", min_size=1, max_size=12), min_size=1, max_size=30)
PATHS = st.text(st.sampled_from("aAbB1á😀 ._-/mdtx"), min_size=1, max_size=14)


@given(NAMES)
def test_a_slug_is_short_ascii_and_the_slug_of_itself(name: str) -> None:
    made = slug(name)
    assert 0 < len(made) <= SLUG_LENGTH
    assert set(made) <= set(string.ascii_lowercase + string.digits + "-")
    assert "--" not in made
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert slug(made) == made


@given(NAMES)
@example("ϓ")
@example("ﬃ İ ẞ")
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("SECRETARÍA", "secretaria"),
        ("Año de la Niñez", "ano de la ninez"),
        ("Güe\u0308 ", "gue "),
        ("\ufeffMesa\u200b de\u00ad Diálogo", "mesa de dialogo"),
        ("a\u00a0b\tc\n", "a b\tc\n"),
    ],
)
def test_folding_drops_case_accents_and_invisible_characters(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(WORDS)
def test_case_and_accents_make_no_other_mesa(words: list[str]) -> None:
    name = " ".join(words)
    assert IRIS.mesa(name) == IRIS.mesa(name.upper()) == IRIS.mesa(fold(name)) == IRIS.mesa(f"  {name}. ")


@given(
    WORDS,
    st.text(string.ascii_lowercase, min_size=1, max_size=8),
    st.text(string.ascii_lowercase, min_size=1, max_size=8),
)
def test_long_names_that_differ_at_the_end_have_different_slugs(words: list[str], one: str, other: str) -> None:
    assume(one != other)
    start = " ".join(words) + " " + "mesa tecnica " * 8
    assert slug(start + one) != slug(start + other)


def test_a_long_name_is_cut_at_a_word() -> None:
    made = slug("Mesa Nacional de Coordinación Interinstitucional para la Modernización de la Administración Pública")
    cut, _, hashed = made.rpartition("-")
    assert cut == "mesa-nacional-de-coordinacion-interinstitucional-para-la"
    assert len(hashed) == 10


def test_names_in_other_scripts_or_without_letters_stay_apart() -> None:
    names = ["Δ", "Ω", "健康", "教育", "😀", "🎉", "", "Mesa Δ", "Mesa Ω", "Mesa"]
    assert len({slug(name) for name in names}) == len(names)


@given(PATHS, PATHS)
@example("a/acta.md", "b/acta.md")
@example("acta.md", "acta.pdf")
@example("acta.md", "acta")
@example("a-b.md", "a/b.md")
@example("a b.md", "a-b.md")
@example("acta_txt.md", "acta.txt")
@example("a--b.md", "a/b.md")
@example("Acta.md", "acta.md")
@example("acta-pdf", "acta.pdf")
@example("a.md.md", "a.md")
def test_two_paths_never_share_a_record(one: str, other: str) -> None:
    assume(one != other)
    assert IRIS.record(one) != IRIS.record(other)


def test_paths_that_look_alike_are_all_different_records() -> None:
    stems = [
        "a",
        "á",
        "A",
        "a ",
        "a😀",
        "a_",
        "a-",
        "x/a",
        "x a",
        "x-a",
        "x--a",
        "x_a",
        "a.b",
        "2022/a",
        "x" * 90,
        "x" * 91,
    ]
    names = [stem + extension for stem in stems for extension in ("", ".md", ".txt", ".MD", "-md", "_md")]
    clashes = [(a, b) for a, b in combinations(names, 2) if slug_of_path(a) == slug_of_path(b)]
    assert clashes == []


def test_a_plain_path_is_readable_in_its_record() -> None:
    assert slug_of_path("posts/reunion-1.md") == "posts--reunion-1"
    assert slug_of_path("seed-003.txt") == "seed-003_txt"
    assert slug_of_path("Reunión 3 😀.md").startswith("reunion-3-")


def test_composed_and_decomposed_accents_are_one_path() -> None:
    assert slug_of_path("reunio\u0301n.md") == slug_of_path("reunión.md")


def test_a_file_name_that_is_not_utf8_has_an_iri() -> None:
    assert slug_of_path("reuni\udcf3n.md").startswith("reuni")


def test_several_records_of_one_day_tell_of_one_session() -> None:
    told = IRIS.session("Mesa de Agua", date(2024, 5, 2), None, "a.md")
    assert told == IRIS.session("MESA DE AGUA", date(2024, 5, 2), 3, "b.md")
    assert told != IRIS.session("Mesa de Agua", date(2024, 5, 3), None, "a.md")


def test_a_session_without_a_day_is_known_by_its_ordinal_or_its_record() -> None:
    third = IRIS.session("Mesa de Agua", None, 3, "a.md")
    assert third == IRIS.session("Mesa de Agua", None, 3, "b.md")
    assert IRIS.session("Mesa de Agua", None, None, "a.md") != IRIS.session("Mesa de Agua", None, None, "b.md")


def test_agreements_are_told_apart_by_record_and_words() -> None:
    assert len({IRIS.agreement(name, words) for name in ("a.md", "b.md") for words in ("uno", "dos")}) == 4


def test_people_of_one_name_are_told_apart_by_their_body() -> None:
    assert IRIS.person("Ana Paz", "minfin") != IRIS.person("Ana Paz", "segeplan") != IRIS.person("Ana Paz", None)
    assert IRIS.person("Ana Paz", "Comité Nacional de Té") == IRIS.person("ana paz", "comite-nacional-de-te")


def test_evidence_is_told_apart_by_each_part_of_its_statement() -> None:
    parts = ("a.md", "s", "p", "o", 1, 2)
    other = ("b.md", "S", "P", "O", 3, 4)
    made = {IRIS.evidence(*parts)}  # type: ignore[arg-type]
    for place in range(len(parts)):
        changed = [*parts[:place], other[place], *parts[place + 1 :]]
        made.add(IRIS.evidence(*changed))  # type: ignore[arg-type]
    assert len(made) == len(parts) + 1


def test_a_participation_names_body_mesa_and_role() -> None:
    made = IRIS.participation(IRIS.institution("minfin"), IRIS.mesa("Mesa de Agua"), ENLACE.Leader)
    assert str(made) == f"{BASE}id/participation/minfin--mesa-de-agua--leader"
    with pytest.raises(ValueError, match="no está debajo"):
        IRIS.participation("minfin", IRIS.mesa("Mesa de Agua"), ENLACE.Leader)


@given(WORDS, PATHS)
def test_what_is_minted_is_parsed_back_and_found_again(words: list[str], path: str) -> None:
    name = " ".join(words)
    body, mesa = IRIS.institution(name), IRIS.mesa(name)
    minted = {
        "institution": body,
        "mesa": mesa,
        "session": IRIS.session(name, None, None, path),
        "agreement": IRIS.agreement(path, name),
        "record": IRIS.record(path),
        "person": IRIS.person(name, path),
        "topic": IRIS.topic(name),
        "norm": IRIS.norm(name),
        "evidence": IRIS.evidence(path, body, ENLACE.leads, mesa, 0, 1),
        "participation": IRIS.participation(body, mesa, ENLACE.Host),
        "decision": IRIS.decision("deny", name),
    }
    assert tuple(minted) == TYPES
    for kind, iri in minted.items():
        parsed = IRIS.parse(iri)
        assert parsed[0] == kind
        assert IRIS.entity(*parsed) == iri
        assert IRIS.expand(IRIS.compact(iri)) == iri
        assert IRIS.compact(iri) == f"{kind}:{parsed[1]}"


@pytest.mark.parametrize(
    "iri",
    ["", BASE, f"{BASE}id/mesa/", f"{BASE}id/ente/x", f"{BASE}id/mesa/x/y", "http://x/id/mesa/x", f"{BASE}id/mesa/Á"],
)
def test_a_foreign_iri_is_not_parsed(iri: str) -> None:
    with pytest.raises(ValueError, match="no está debajo"):
        IRIS.parse(iri)


@pytest.mark.parametrize(
    ("kind", "text"), [("mesa", ""), ("mesa", "../x"), ("ente", "x"), ("mesa", "a b"), ("mesa", "<x>"), ("mesa", "x\n")]
)
def test_an_address_that_cannot_be_data_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match="no es una dirección"):
        IRIS.entity(kind, text)


@given(st.text(), st.sampled_from(["", *PREFIXES.values(), f"{BASE}id/mesa/"]))
@example("x", "enlace:")
@example("", "https://w3id.org/enlace/ontology#")
@example("a\n", "https://w3id.org/enlace/ontology#")
def test_expanding_what_was_compacted_gives_it_back(text: str, space: str) -> None:
    assert str(expand(compact(space + text))) == space + text
    assert str(IRIS.expand(IRIS.compact(space + text))) == space + text


def test_a_prefix_that_is_not_known_is_refused() -> None:
    assert compact(ENLACE.Mesa) == "enlace:Mesa"
    with pytest.raises(ValueError, match="prefijo"):
        expand("nadie:x")


def test_the_graphs_that_are_no_record_have_iris() -> None:
    assert [str(IRIS.graph(kind)) for kind in GRAPHS] == [f"{BASE}graph/{kind}" for kind in GRAPHS]
    with pytest.raises(ValueError, match="grafos"):
        IRIS.graph("otro")


def test_register_ids_are_their_own_slugs() -> None:
    with (shipped_data() / "register" / "institutions.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert ids
    assert [one for one in ids if slug(one) != one] == []
