"""The bench measures what it says: its posts are the same each time and about 2 KB, and are understood."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.extract.findings import Findings
from graph.extract.pipeline import extract
from graph.extract.register import load_register
from graph.records import read_record
from graph.settings import shipped_data
from tests.bench.posts import Post, post, posts, write_posts

COUNT = 60


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Post, Findings]]:
    """Posts with what extraction finds in them."""
    register = load_register(shipped_data() / "register")
    folder = tmp_path_factory.mktemp("posts")
    write_posts(folder, COUNT)
    records = (read_record(folder / "000" / each.name, each.name) for each in posts(COUNT))
    return [(each, extract(record, register)) for each, record in zip(posts(COUNT), records, strict=True)]


def share(pairs: Iterator[tuple[set[object], set[object]]]) -> float:
    """How much of the truth, over all posts, was found; 0 when there is no truth."""
    found = truth = 0
    for right, all_found in pairs:
        truth += len(right)
        found += len(right & all_found)
    return found / truth if truth else 0.0


def test_a_post_is_the_same_each_time_and_unlike_the_others():
    assert post(7) == post(7)
    assert len({each.text for each in posts(200)}) == 200
    sentences = [line for each in posts(200) for line in each.text.split(". ")]
    assert len(set(sentences)) > 0.9 * len(sentences)


def test_posts_have_about_two_thousand_characters_and_half_speak_of_a_mesa():
    made = list(posts(200))
    assert 1800 < sum(len(each.text) for each in made) / len(made) < 2400
    assert sum(each.mesa is not None for each in made) == 100


def test_the_files_written_are_the_posts(tmp_path: Path):
    write_posts(tmp_path, 5)
    assert sorted(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.*")) == sorted(
        each.text for each in posts(5)
    )


def test_extraction_finds_the_mesas_and_sessions_of_the_posts(told: list[tuple[Post, Findings]]):
    mesas = share(({each.mesa} - {None}, {mesa.name for mesa in found.mesas}) for each, found in told)
    sessions = share(({each.session} - {None}, {one.date for one in found.sessions}) for each, found in told)
    assert mesas > 0.9
    assert sessions > 0.9


def test_extraction_finds_the_relations_of_the_posts(told: list[tuple[Post, Findings]]):
    found = share(
        (set(each.relations), {(one.predicate, one.subject.id) for one in what.relations}) for each, what in told
    )
    assert found > 0.9


def test_extraction_finds_who_answers_for_the_agreements_and_by_when(told: list[tuple[Post, Findings]]):
    found = share(
        (set(each.agreements), {(body.id, one.due) for one in what.agreements for body in one.responsible})
        for each, what in told
    )
    assert found > 0.9


def test_extraction_finds_the_institutions_of_the_posts(told: list[tuple[Post, Findings]]):
    assert share((set(each.mentioned), {one.body.id for one in what.mentions}) for each, what in told) > 0.95


def test_ordinary_news_have_no_relation(told: list[tuple[Post, Findings]]):
    ordinary = [found for each, found in told if each.mesa is None]
    assert len(ordinary) == COUNT // 2
    assert not any(found.relations or found.mesas or found.sessions for found in ordinary)
