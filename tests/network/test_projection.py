"""The projection says what the store says: each link is a statement of the default graph, with its evidence."""

from pathlib import Path

import networkx as nx
import pytest

from graph.network.projection import project
from graph.store.engine import LocalEngine
from tests.network.sample import BASE, load_sample

PROPERTIES = "enlace:" + " enlace:".join(
    ("ledBy", "participatesIn", "supports", "invitedTo", "convenes", "subMesaOf", "agreementOf", "responsible")
)
PREFIX = "PREFIX enlace: <https://w3id.org/enlace/ontology#> "


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    return load_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def graph(engine: LocalEngine) -> nx.MultiDiGraph:
    return project(engine)


def iri(name: str) -> str:
    return BASE + name


def test_the_links_are_those_of_the_store(engine: LocalEngine, graph: nx.MultiDiGraph):
    rows = engine.rows(f"{PREFIX}SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ {PROPERTIES} }} ?s ?p ?o }}")
    stored = {(row["s"], row["p"].rpartition("#")[2], row["o"]) for row in rows}
    projected = {(one, relation, other) for one, other, relation in graph.edges(keys=True)}
    assert len(stored) == 11
    assert projected - {link for link in projected if link[1] == "hosts"} == stored


def test_the_host_of_a_session_is_linked_to_the_mesa_of_the_session(graph: nx.MultiDiGraph):
    hosts = [(one, other) for one, other, relation in graph.edges(keys=True) if relation == "hosts"]
    assert hosts == [(iri("institution/minfin"), iri("mesa/digital"))]
    (quotation,) = graph.edges[*hosts[0], "hosts"]["evidence"]
    assert quotation["quote"] == "en las oficinas del MINFIN"


def test_only_institutions_with_a_link_are_members_while_every_mesa_and_agreement_is(graph: nx.MultiDiGraph):
    of_type = {
        kind: sorted(facts["id"] for _, facts in graph.nodes(data=True) if facts["type"] == kind)
        for kind in ("institution", "mesa", "agreement")
    }
    assert of_type["institution"] == [f"institution/{name}" for name in ("gae", "hostil", "minfin", "pgn", "spp")]
    assert of_type["mesa"] == [f"mesa/{name}" for name in ("civil", "datos", "digital", "sola")]
    assert of_type["agreement"] == ["agreement/plan"]


def test_a_link_carries_each_evidence_with_its_record_oldest_first(graph: nx.MultiDiGraph):
    link = graph.edges[iri("institution/minfin"), iri("mesa/digital"), "participatesIn"]
    assert link["evidence"] == [
        {"record": iri("record/primera"), "label": "Primera reunión", "date": "2024-03-01",
         "quote": "participó el MINFIN", "confidence": 0.9},
        {"record": iri("record/segunda"), "label": "Segunda reunión", "date": "2024-09-11",
         "quote": "asistió de nuevo el MINFIN", "confidence": 0.9},
    ]  # fmt: skip


def test_the_days_of_a_link_are_the_participations_or_else_the_records(graph: nx.MultiDiGraph):
    summed = graph.edges[iri("institution/minfin"), iri("mesa/digital"), "participatesIn"]
    assert (summed["first"], summed["last"]) == ("2024-02-27", "2024-09-10")
    recorded = graph.edges[iri("mesa/digital"), iri("institution/spp"), "ledBy"]
    assert (recorded["first"], recorded["last"]) == ("2024-03-01", "2024-03-01")
    undated = graph.edges[iri("institution/gae"), iri("mesa/digital"), "supports"]
    assert "first" not in undated


def test_members_carry_their_facts(graph: nx.MultiDiGraph):
    minfin = graph.nodes[iri("institution/minfin")]
    assert (minfin["kind"], minfin["acronym"], minfin["aliases"]) == ("Ministerio", "MINFIN", ["Hacienda"])
    plan = graph.nodes[iri("agreement/plan")]
    assert (plan["kind"], plan["status"], plan["due"]) == ("compromiso", "Open", "2024-10-31")
    assert plan["text"].startswith("La SPP presentará el plan de transformación")


def test_the_order_of_an_engines_rows_leaves_no_trace(engine: LocalEngine, graph: nx.MultiDiGraph):
    class Backwards:
        def rows(self, query: str) -> list[dict[str, str]]:
            return engine.rows(query)[::-1]

    again = project(Backwards())
    assert list(again.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_a_record_that_is_left_out_takes_only_its_own_links_along(tmp_path: Path, graph: nx.MultiDiGraph):
    fewer = project(load_sample(tmp_path, without="segunda"))
    gone = set(graph.edges(keys=True)) - set(fewer.edges(keys=True))
    assert {relation for *_, relation in gone} == {"agreementOf", "responsible"}
    assert iri("agreement/plan") not in fewer
