"""The shipped records: all of them read, each says what it is, and none gives away a contact."""

import re
from datetime import date

import pytest

from graph.records import read_paths
from graph.records.record import Record, Rejection
from graph.settings import shipped_data

FOLDER = shipped_data() / "records"
ITEMS = list(read_paths([FOLDER]))
RECORDS = [item for item in ITEMS if isinstance(item, Record)]
KINDS = {"minutes", "group", "directory", "activity", "post", "news", "document"}


def test_there_are_enough_of_them_and_every_one_reads():
    assert [item for item in ITEMS if isinstance(item, Rejection)] == []
    assert len(RECORDS) >= 15
    assert {record.kind for record in RECORDS} == KINDS


def test_names_are_unique_and_plain():
    names = [record.name for record in RECORDS]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z]+/[a-z0-9-]+\.(?:md|txt)", name)] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_a_record_has_a_title_a_sane_date_and_a_text_that_its_sections_cover(record):
    assert record.title.strip() == record.title != ""
    assert record.date is not None
    assert date(2022, 1, 1) <= record.date <= date(2025, 12, 31)
    assert (record.sections[0].start, record.sections[-1].end) == (0, len(record.text))
    between = zip(record.sections, record.sections[1:], strict=False)
    assert all(record.text[before.end : after.start] == "\n\n" for before, after in between)
    assert "Contacto" not in record.text


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_no_file_holds_a_mailbox_or_a_telephone(record):
    with open(record.file, encoding="utf-8") as file:
        text = re.sub(r"https?://\S+", "", file.read())
    assert not re.search(r"\w@\w", text)
    assert not re.search(r"\b\d{4}[ -]\d{4}\b(?<!2022-2023)(?<!2021-2026)", text)
    assert "omitido" not in record.text


@pytest.mark.parametrize("record", [record for record in RECORDS if record.source], ids=lambda record: record.name)
def test_sources_and_documents_are_addresses(record):
    for address in (record.source, *record.documents):
        assert re.fullmatch(r"https://[\x21-\x7e]+", address), address


def test_the_six_meetings_say_that_there_was_no_agreement_each_in_its_way():
    meetings = [record for record in RECORDS if record.name.startswith("reuniones/")]
    said = []
    for record in meetings:
        section = record.section("agreements")
        assert section is not None
        said.append(record.text[section.start : section.end])
    assert len(meetings) == 6
    assert all(re.fullmatch(r"No (?:hubo|hubieron|se tuvieron) acuerdos", text) for text in said)


def test_the_traps_of_real_posts_are_kept():
    raw = {record.name: open(record.file, encoding="utf-8").read() for record in RECORDS}  # noqa: SIM115
    assert any("N\ufeffo hubo" in text for text in raw.values())
    fifth = next(record for record in RECORDS if "quinta-mesa" in record.name and record.kind == "minutes")
    assert fifth.date == date(2022, 11, 7)
    assert "3 de octubre de 2022" in fifth.text
