"""The home page and the one search box."""

from flask import render_template, request

from graph.questions import overview
from graph.questions.agreements import agreements
from graph.questions.mesas import mesas
from graph.questions.search import search
from graph.questions.sessions import sessions
from webapp import serving
from webapp.pages.picture import picture
from webapp.pages.room import blueprint

FEW = 6
HITS = 30
LONGEST_TERM = 200


@blueprint.get("/")
def home() -> str:
    """What this is, and what is going on."""
    engine = serving.engine()
    agreed = agreements(engine, serving.today())
    return render_template(
        "home.html",
        counts=overview.counts(engine),
        due=overview.coming_due(agreed, FEW),
        overdue=[one for one in reversed(agreed) if one.status == "overdue"][:FEW],
        sessions=[one for one in sessions(engine) if one.day][:FEW],
        active=overview.most_active(mesas(engine), FEW),
        picture=picture(serving.snapshot().network),
    )


@blueprint.get("/buscar")
def find() -> str:
    """What fits `?q=`, in groups."""
    term = request.args.get("q", "").strip()[:LONGEST_TERM]
    groups = search(serving.engine(), term) if term else {}
    return render_template("search.html", term=term, groups=groups, limit=HITS)
