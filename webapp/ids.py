"""Every IRI answers: /id/<type>/<slug> and /ontology, by suffix or by what the reader accepts.

Source: «Cool URIs for the Semantic Web» (W3C 2008), 303 redirects.
"""

from flask import Blueprint, redirect, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.questions import evidence, participation
from graph.questions.description import description, is_known, same_as
from graph.store.follow import Serving
from webapp import assets, negotiation, serving
from webapp.layout import at, page_of, slug_of
from webapp.vocabulary import as_rdf, terms

blueprint = Blueprint("ids", __name__)


@blueprint.get("/id/<kind>/<slug>")
def entity(kind: str, slug: str) -> AnyResponse:
    """Leads to the page of an entity, or to its data; a suffix (.ttl .nt .jsonld .rdf) is the data itself."""
    stem, dot, suffix = slug.rpartition(".")
    if dot:
        if suffix not in negotiation.SUFFIXES:
            raise NotFound
        return _data(serving.iri(kind, stem), suffix)
    iri, wanted = serving.iri(kind, slug), negotiation.accepted()
    address = _page(kind, iri) if wanted == "html" else at(f"/id/{kind}/{slug}.{wanted}")
    response = redirect(address, 303)
    response.vary.add("Accept")
    return response


def _data(iri: str, suffix: str) -> AnyResponse:
    """An entity as RDF. Raises NotFound when nothing is said of it."""
    now: Serving = serving.now()
    if not is_known(now.engine, iri):
        raise NotFound
    form = negotiation.form_of(suffix)
    answer = now.engine.answer(description(iri, form.name))
    try:
        response = negotiation.rdf(answer.read(), form, f"{iri} {now.snapshot.id}")
    finally:
        answer.close()
    response.headers["Link"] = f'<{iri}>; rel="describes", <{at(page_of(iri))}>; rel="alternate"; type="text/html"'
    return response


def _page(kind: str, iri: str) -> str:
    """The address of the page that shows an entity; evidence and participations are shown on pages of others,
    and what a person decided to be another entity is shown as that."""
    if kind == "evidence":
        record = evidence.record_of(serving.engine(), iri)
        return _inside(record, iri)
    if kind == "participation":
        return _inside(participation.mesa_of(serving.engine(), iri), iri)
    return page_of(same_as(serving.engine(), iri, serving.space()) or iri)


def _inside(owner: str | None, iri: str) -> str:
    if owner is None:
        raise NotFound
    return f"{page_of(owner)}#{slug_of(iri)}"


@blueprint.get("/ontology")
def ontology() -> AnyResponse | str:
    """The vocabulary: a page for people, RDF for machines, by Accept."""
    suffix = negotiation.accepted()
    return render_template("ontology.html", groups=terms()) if suffix == "html" else ontology_as(suffix)


@blueprint.get("/ontology.<any(ttl, nt, jsonld, rdf):suffix>")
def ontology_as(suffix: str) -> AnyResponse:
    """The vocabulary in one format."""
    form = negotiation.form_of(suffix)
    return negotiation.rdf(as_rdf(form.name), form, f"ontology {assets.edition()}")
