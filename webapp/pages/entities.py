"""One page per entity: what the graph says of it, and where that is written."""

from typing import Any

from flask import render_template

from graph.questions import decisions, evidence, others, records
from graph.questions.agreements import agreement, agreements
from graph.questions.institutions import institution
from graph.questions.mesas import mesa
from graph.questions.sessions import session, sessions
from graph.questions.shape import Engine
from webapp import serving
from webapp.pages.chart import Scale, calendar_of
from webapp.pages.marking import mark, readings
from webapp.pages.phrases import lead
from webapp.pages.room import blueprint, known
from webapp.revision.spots import list_of


@blueprint.get("/instituciones/<slug>")
def institution_page(slug: str) -> str:
    """An institution: where it sits, with whom, what it owes."""
    iri, engine = serving.iri("institution", slug), serving.engine()
    found = known(institution(engine, iri), iri)
    return render_template(
        "institution.html", one=found, agreements=agreements(engine, serving.today(), "responsible", iri),
        hosted=sessions(engine, "host", iri), records=records.naming(engine, iri),
        scale=Scale.over(found.participations), **_said(engine, iri),
    )  # fmt: skip


@blueprint.get("/mesas/<slug>")
def mesa_page(slug: str) -> str:
    """A mesa: who leads, who sits there since when, what was agreed."""
    iri, engine = serving.iri("mesa", slug), serving.engine()
    found = known(mesa(engine, iri), iri)
    agreed = agreements(engine, serving.today(), "mesa", iri)
    days = [one.day for one in found.sessions if one.day]
    return render_template(
        "mesa.html", one=found, lead=lead(found, agreed), agreements=agreed, records=records.naming(engine, iri),
        scale=Scale.over(found.participations, days), calendar=calendar_of(days), **_said(engine, iri),
    )  # fmt: skip


@blueprint.get("/acuerdos/<slug>")
def agreement_page(slug: str) -> str:
    """An agreement: what, who, by when, where it was said."""
    iri, engine = serving.iri("agreement", slug), serving.engine()
    found = known(agreement(engine, iri, serving.today()), iri)
    return render_template("agreement.html", one=found, **_said(engine, iri))


@blueprint.get("/registros/<slug>")
def record_page(slug: str) -> str:
    """A record: its text as published, with what it became marked in it."""
    iri, engine = serving.iri("record", slug), serving.engine()
    found = known(records.record(engine, iri))
    quotes = evidence.of_record(engine, iri)
    told = readings(quotes)
    spots = list_of(serving.snapshot()).spots.get(found.file or "", ())
    return render_template(
        "record.html", one=found, pieces=mark(found.text, quotes, told, spots), told=told, spots=spots
    )


@blueprint.get("/sesiones/<slug>")
def session_page(slug: str) -> str:
    """A session: when, where, on whose premises, what was agreed."""
    iri, engine = serving.iri("session", slug), serving.engine()
    return render_template(
        "session.html", one=known(session(engine, iri), iri),
        agreements=agreements(engine, serving.today(), "session", iri),
        records=records.naming(engine, iri), **_said(engine, iri),
    )  # fmt: skip


@blueprint.get("/personas/<slug>")
def person_page(slug: str) -> str:
    """Someone who acts for an institution."""
    iri, engine = serving.iri("person", slug), serving.engine()
    return render_template(
        "person.html", one=known(others.person(engine, iri), iri), records=records.naming(engine, iri),
        **_said(engine, iri),
    )  # fmt: skip


@blueprint.get("/temas/<slug>")
def topic_page(slug: str) -> str:
    """A topic and the mesas that work on it."""
    iri, engine = serving.iri("topic", slug), serving.engine()
    return render_template("topic.html", one=known(others.topic(engine, iri), iri), records=records.naming(engine, iri))


@blueprint.get("/normas/<slug>")
def norm_page(slug: str) -> str:
    """A law or decree and the records that cite it."""
    iri, engine = serving.iri("norm", slug), serving.engine()
    return render_template("norm.html", one=known(others.norm(engine, iri)), records=records.naming(engine, iri))


@blueprint.get("/decisiones/<slug>")
def decision_page(slug: str) -> str:
    """What a person decided about the data: who, when, why."""
    iri, engine = serving.iri("decision", slug), serving.engine()
    return render_template("decision.html", one=known(decisions.decision(engine, iri)))


def _said(engine: Engine, iri: str) -> dict[str, Any]:
    """What records and people say of an entity, as templates take it."""
    return {"quotes": evidence.of_entity(engine, iri), "decisions": decisions.of_entity(engine, iri)}
