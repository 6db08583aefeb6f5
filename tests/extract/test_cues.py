"""Patterns that are run only where they can match: what is found is the same, whatever the pattern and the text."""

import random
import re
from pathlib import Path

import pytest

from graph.extract.cues import Cued, Phrases
from graph.extract.dates import find_dates
from graph.extract.needs import cues
from graph.extract.stretches import Grammar
from graph.extract.tables import any_of, phrase, sound, table

ROOT = Path(__file__).resolve().parents[1] / "golden"


def sentences() -> list[str]:
    """Sentences of the golden cases, as they sound."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("*/input.*"))]
    return [sound(part) for text in texts for part in re.split(r"(?<=\.)\s|\n", text) if part.strip()]


def rule_phrases() -> list[str]:
    """The pattern of every phrase of the relations, of the agreements, and of what is outside."""
    rules = [phrase(each, rule.get("told", False)) for rule in table("relations")["rule"] for each in rule["phrases"]]
    agreed = [phrase(each) for row in table("agreements").values() for each in row.get("phrases", ())]
    return [*rules, *agreed, *(phrase(each) for row in table("relations")["outside"].values() for each in row)]


def test_every_phrase_of_the_rules_has_cues():
    assert [each for each in rule_phrases() if not cues(each)] == []


def test_a_phrase_is_found_where_it_would_be_found_without_cues():
    texts = sentences()
    missed = []
    for source in rule_phrases():
        plain, quick = re.compile(source), Cued(source)
        missed += [(source, text) for text in texts if plain.search(text) and not quick.search(text)]
    assert missed == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\bno\s+hay\b", "(no hay)"),
        (r"\b(?:es|son)\b\s*miembros", "y «son miembros» de"),
        (r"n/a", "(n/a)"),
        (r"acord\w*", "se acordaron"),
        (r"(?:ab|cd)+x", "cdabx"),
        (r"a{0}b?c", "c"),
        (r"\(\s*ausente", "garcia (ausente)"),
        (r"[-/]\d", "3/4"),
        (r"x\by", ""),
    ],
)
def test_cues_do_not_hide_what_a_pattern_matches(source: str, text: str):
    assert bool(Cued(source).search(text)) == bool(re.search(source, text))


def test_the_cues_of_a_pattern_are_its_rarest_necessary_words():
    assert cues(r"\bse\s+(?:acord\w*|conbin\w*)") == {"\0acord", "\0conbin"}
    assert cues(r"\w+") == frozenset()
    assert cues(r"(?:se )?\d+") == frozenset()


def test_several_phrases_give_the_first_place_and_there_the_first_phrase():
    phrases = Phrases(["mesa tecnica", "la mesa", "mesa"])
    heard = "hoy la mesa tecnica y otra mesa"
    alternation = re.compile("mesa tecnica|la mesa|mesa")
    assert [match.span() for match in phrases.finditer(heard)] == [m.span() for m in alternation.finditer(heard)]
    assert phrases.search(heard, 5) is not None
    assert phrases.search("nada") is None
    assert any_of([]).search("nada") is None


def test_a_grammar_finds_in_its_stretches_what_it_finds_in_the_whole_text():
    sources = {"day": r"(?P<day>\d{1,2})\s+de\s+(?:mayo|junio)(?:\s+de\s+\d{4})?\b", "last": r"\bfin de (?:mes|ano)\b"}
    grammar, chance = Grammar(sources), random.Random(4)
    words = ["3", "de", "mayo", "junio", "2024", "fin", "mes", "ano", "casa", "la", "xfin", "12", "de\n", "mes,", "."]
    for _ in range(500):
        text = " ".join(chance.choice(words) for _ in range(20))
        whole = [(name, m.span()) for name, source in sources.items() for m in re.finditer(source, text)]
        assert [(name, match.span()) for name, match in grammar.finditer(text)] == whole


def test_a_grammar_refuses_a_pattern_that_reads_any_word():
    with pytest.raises(ValueError, match="any word"):
        Grammar({"open": r"mayo \w+"})


def test_dates_are_found_at_the_very_ends_of_a_text():
    assert [when.kind for when in find_dates("3 de mayo de 2024")[0]] == ["day"]
    assert find_dates("")[0] == []
