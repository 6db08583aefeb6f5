"""Building: beside what is served, the same bytes for the same input, and nothing lost when something goes wrong."""

import json
import os
from pathlib import Path

import pytest

from graph.build import InvalidGraph, build, is_current
from graph.errors import InputError, StoreError
from graph.settings import Settings
from graph.store.snapshot import current, snapshots

POST = """---
title: {ordinal}ra Mesa de Agua
date: 2024-03-0{ordinal}T10:00:00.000Z
descripcion: >-
  El día {ordinal} de marzo de 2024 se realizó la {word} reunión de la Mesa de Agua en el Ministerio de Ambiente y
  Recursos Naturales. Participaron representantes del Ministerio de Finanzas Públicas y el Ministerio de Gobernación.
acuerdos: No hubo acuerdos
---
"""


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder with one good record."""
    folder = tmp_path / "registros"
    folder.mkdir()
    (folder / "primera.md").write_text(POST.format(ordinal=1, word="primera"), encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store=tmp_path / "store")


def dumps_of(settings: Settings) -> dict[str, bytes]:
    served = current(settings.store)
    assert served is not None
    return {path.name: path.read_bytes() for path in served.dumps.iterdir()}


def test_two_builds_of_one_input_give_the_same_bytes(posts, settings, tmp_path):
    first = build([posts], settings)
    other = Settings(store=tmp_path / "other")
    second = build([posts], other)
    assert first.hash == second.hash
    assert dumps_of(settings) == dumps_of(other)
    assert first.network.read_bytes() == second.network.read_bytes()


def test_a_broken_file_is_listed_and_its_neighbours_go_on(posts, settings):
    (posts / "rota.md").write_text("---\ntitle: [sin cerrar\n---\n", encoding="utf-8")
    snapshot = build([posts], settings)
    assert snapshot.counts["records"] == 1
    assert snapshot.counts["rejected"] == 1
    rejected = snapshot.report["rejected"][0]
    assert rejected["file"].endswith("rota.md")
    assert rejected["line"]
    assert rejected["reason"]


def test_a_path_that_does_not_exist_loses_nothing(posts, settings):
    served = build([posts], settings)
    with pytest.raises(InputError, match="no-existe"):
        build([posts / "no-existe"], settings)
    assert current(settings.store).id == served.id


def test_a_store_that_is_not_one_is_refused_and_left_alone(posts, tmp_path):
    foreign = tmp_path / "fotos"
    foreign.mkdir()
    (foreign / "playa.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(StoreError, match="fotos"):
        build([posts], Settings(store=foreign))
    assert [path.name for path in foreign.iterdir()] == ["playa.jpg"]


def test_a_graph_that_breaks_the_shapes_is_not_published(posts, settings, monkeypatch):
    served = build([posts], settings)
    (posts / "segunda.md").write_text(POST.format(ordinal=2, word="segunda"), encoding="utf-8")
    from graph.triples.record import RecordGraph
    from ontology.terms import ENLACE

    def without_label(self, iri, kind, label):
        if kind != ENLACE.Mesa:
            keep(self, iri, kind, label)
        else:
            self.graph.add((iri, type_, kind))

    from rdflib.namespace import RDF

    keep, type_ = RecordGraph._is, RDF.type
    monkeypatch.setattr(RecordGraph, "_is", without_label)
    with pytest.raises(InvalidGraph, match="mesa"):
        build([posts], settings)
    assert current(settings.store).id == served.id


def test_the_same_inputs_need_no_second_build_and_changed_ones_do(posts, settings):
    assert not is_current([posts], settings)
    build([posts], settings)
    assert is_current([posts], settings)
    (posts / "segunda.md").write_text(POST.format(ordinal=2, word="segunda"), encoding="utf-8")
    assert not is_current([posts], settings)


def test_five_earlier_snapshots_are_kept(posts, settings):
    ids = []
    for ordinal in range(1, 9):
        (posts / "primera.md").write_text(POST.format(ordinal=ordinal, word="primera"), encoding="utf-8")
        ids.append(build([posts], settings).id)
    assert [one.id for one in snapshots(settings.store)] == ids[::-1][:6]


def test_unresolved_names_are_counted_in_the_report(posts, settings):
    (posts / "tercera.md").write_text(
        "---\ntitle: Mesa de Puertos\ndate: 2024-01-01\ndescripcion: En la Mesa de Puertos la AGER"
        " presentó avances.\n---\n",
        encoding="utf-8",
    )
    report = json.loads((build([posts], settings).path / "report.json").read_text(encoding="utf-8"))
    assert [one["surface"] for one in report["unresolved"]] == ["AGER"]


def test_a_fault_of_ours_in_one_record_does_not_stop_the_others(posts, settings, monkeypatch):
    import graph.reading

    def faulty(record, register):
        if "segunda" in record.name:
            raise RecursionError
        return extract(record, register)

    extract = graph.reading.extract
    (posts / "segunda.md").write_text(POST.format(ordinal=2, word="segunda"), encoding="utf-8")
    monkeypatch.setattr(graph.reading, "extract", faulty)
    snapshot = build([posts], settings)
    assert snapshot.counts["records"] == 1
    assert "RecursionError" in snapshot.report["rejected"][0]["reason"]


def test_a_file_name_that_is_not_utf_8_takes_nothing_down(posts, settings):
    text = POST.format(ordinal=2, word="segunda")
    Path(os.fsdecode(os.fsencode(posts) + b"/a\xf1o.md")).write_text(text, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(posts) + b"/rota\xff.md")).write_bytes(b"---\ntitle: [x\n---\n")
    snapshot = build([posts], settings)
    assert snapshot.counts["records"] == 2
    assert snapshot.report["rejected"][0]["file"].endswith("rota\\xff.md")
    assert is_current([posts], settings)


def test_a_link_that_leads_nowhere_is_listed_and_may_be_fingerprinted(posts, settings):
    (posts / "colgado.md").symlink_to("nada")
    assert build([posts], settings).counts["rejected"] == 1
    assert is_current([posts], settings)
