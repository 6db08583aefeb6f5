"""One page per entity: what the graph says of it, and where that is written."""

from flask import render_template

from graph.questions import evidence, others, records
from graph.questions.agreements import agreement, agreements
from graph.questions.institutions import institution
from graph.questions.mesas import mesa
from graph.questions.sessions import session, sessions
from webapp import serving
from webapp.pages.chart import Scale, calendar_of
from webapp.pages.marking import mark
from webapp.pages.phrases import lead
from webapp.pages.room import blueprint, known


@blueprint.get("/instituciones/<slug>")
def institution_page(slug: str) -> str:
    """An institution: where it sits, with whom, what it owes."""
    iri, engine = serving.iri("institution", slug), serving.engine()
    found = known(institution(engine, iri))
    return render_template(
        "institution.html", one=found, agreements=agreements(engine, serving.today(), "responsible", iri),
        hosted=sessions(engine, "host", iri), records=records.naming(engine, iri),
        quotes=evidence.of_entity(engine, iri), scale=Scale.over(found.participations),
    )  # fmt: skip


@blueprint.get("/mesas/<slug>")
def mesa_page(slug: str) -> str:
    """A mesa: who leads, who sits there since when, what was agreed."""
    iri, engine = serving.iri("mesa", slug), serving.engine()
    found = known(mesa(engine, iri))
    agreed = agreements(engine, serving.today(), "mesa", iri)
    days = [one.day for one in found.sessions if one.day]
    return render_template(
        "mesa.html", one=found, lead=lead(found, agreed), agreements=agreed, records=records.naming(engine, iri),
        quotes=evidence.of_entity(engine, iri), scale=Scale.over(found.participations, days),
        calendar=calendar_of(days),
    )  # fmt: skip


@blueprint.get("/acuerdos/<slug>")
def agreement_page(slug: str) -> str:
    """An agreement: what, who, by when, where it was said."""
    iri, engine = serving.iri("agreement", slug), serving.engine()
    found = known(agreement(engine, iri, serving.today()))
    return render_template("agreement.html", one=found, quotes=evidence.of_entity(engine, iri))


@blueprint.get("/registros/<slug>")
def record_page(slug: str) -> str:
    """A record: its text as published, with what it became marked in it."""
    iri, engine = serving.iri("record", slug), serving.engine()
    found = known(records.record(engine, iri))
    quotes = evidence.of_record(engine, iri)
    stated = [told for quote in quotes if (told := quote.without("mentions")).statements]
    return render_template(
        "record.html", one=found, stretches=mark(found.text, quotes), stated=evidence.outermost(stated)
    )


@blueprint.get("/sesiones/<slug>")
def session_page(slug: str) -> str:
    """A session: when, where, on whose premises, what was agreed."""
    iri, engine = serving.iri("session", slug), serving.engine()
    return render_template(
        "session.html", one=known(session(engine, iri)),
        agreements=agreements(engine, serving.today(), "session", iri),
        records=records.naming(engine, iri), quotes=evidence.of_entity(engine, iri),
    )  # fmt: skip


@blueprint.get("/personas/<slug>")
def person_page(slug: str) -> str:
    """Someone who acts for an institution."""
    iri, engine = serving.iri("person", slug), serving.engine()
    return render_template(
        "person.html", one=known(others.person(engine, iri)), records=records.naming(engine, iri),
        quotes=evidence.of_entity(engine, iri),
    )  # fmt: skip


@blueprint.get("/temas/<slug>")
def topic_page(slug: str) -> str:
    """A topic and the mesas that work on it."""
    iri, engine = serving.iri("topic", slug), serving.engine()
    return render_template("topic.html", one=known(others.topic(engine, iri)), records=records.naming(engine, iri))


@blueprint.get("/normas/<slug>")
def norm_page(slug: str) -> str:
    """A law or decree and the records that cite it."""
    iri, engine = serving.iri("norm", slug), serving.engine()
    return render_template("norm.html", one=known(others.norm(engine, iri)), records=records.naming(engine, iri))
