"""The lists: institutions, mesas, agreements, records; with facets that the address holds."""

from collections import Counter
from collections.abc import Iterable

from flask import render_template, request

from graph.questions import agreements as agreed
from graph.questions import records as published
from graph.questions.institutions import InstitutionLine, institutions
from graph.questions.mesas import mesas
from ontology.slugs import fold
from webapp import serving
from webapp.pages.phrases import kind_name
from webapp.pages.room import blueprint, page
from webapp.pages.words import KINDS_OF_RECORD, STATUSES

Facet = list[tuple[str, str, int]]  # value in the address, name, how many


def _facet(values: Iterable[str], names: dict[str, str]) -> Facet:
    """The values that occur, the most frequent first."""
    counted = Counter(values)
    return [(value, str(names.get(value, value)), number) for value, number in counted.most_common()]


def _fits(name: str, sought: str) -> bool:
    return all(word in fold(name) for word in fold(sought).split())


@blueprint.get("/instituciones")
def institution_list() -> str:
    """Institutions by name; facets: kind, and whether any record ties them to a mesa or agreement."""
    kind, linked, sought = (request.args.get(name, "") for name in ("tipo", "vinculos", "q"))

    def chosen(one: InstitutionLine) -> bool:
        return _fits(f"{one.label} {one.acronym or ''}", sought) and (not linked or one.linked == (linked == "si"))

    every = institutions(serving.engine())
    found = [one for one in every if chosen(one)]
    kinds = Counter(one.kind for one in found)
    shown = [one for one in found if not kind or one.kind == kind]
    return render_template(
        "institutions.html", page=page(shown), everything=len(every), kind=kind, linked=linked, term=sought,
        all_kinds=len(found), kinds=[(value, kind_name(value), number) for value, number in kinds.most_common()],
        with_links=sum(one.linked for one in every),
    )  # fmt: skip


@blueprint.get("/mesas")
def mesa_list() -> str:
    """Mesas by name, each with its sub-mesas below it."""
    every = mesas(serving.engine())
    known = {one.iri for one in every}
    children: dict[str, list[object]] = {}
    for one in every:
        if one.parent and one.parent.iri in known:
            children.setdefault(one.parent.iri, []).append(one)
    top = [one for one in every if not one.parent or one.parent.iri not in known]
    return render_template("mesas.html", page=page(top), everything=len(every), children=children)


@blueprint.get("/acuerdos")
def agreement_list() -> str:
    """Agreements by how they stand today; facets: responsible body, mesa."""
    every = agreed.agreements(serving.engine(), serving.today())
    status, body, mesa = (request.args.get(name, "") for name in ("estado", "responsable", "mesa"))

    def fits(one: agreed.Agreement) -> bool:
        owes = not body or body in {ref.iri for ref in one.responsible}
        return owes and (not mesa or (one.mesa is not None and one.mesa.iri == mesa))

    chosen = [one for one in every if fits(one)]
    counts = Counter(one.status for one in chosen)
    tabs = [(word, name, counts[key]) for key, (name, word) in STATUSES.items()]
    wanted = next((key for key, (_, word) in STATUSES.items() if word == status), None)
    shown = [one for one in chosen if wanted is None or one.status == wanted]
    bodies = {ref.iri: ref.label for one in every for ref in one.responsible}
    tables = {one.mesa.iri: one.mesa.label for one in every if one.mesa}
    return render_template(
        "agreements.html", page=page(shown), tabs=tabs, status=status if wanted else "", everything=len(every),
        total=len(chosen), body=body, mesa=mesa, names={**bodies, **tables},
        bodies=_facet((ref.iri for one in every for ref in one.responsible), bodies),
        mesas=_facet((one.mesa.iri for one in every if one.mesa), tables),
    )  # fmt: skip


@blueprint.get("/registros")
def record_list() -> str:
    """Records, the newest first; facets: kind and year."""
    every = published.records(serving.engine())
    kind, year = request.args.get("tipo", ""), request.args.get("anio", "")
    years = [str(one.day.year) if one.day else "sin-fecha" for one in every]
    dated = zip(every, years, strict=True)
    shown = [one for one, own in dated if (not kind or one.kind == kind) and (not year or own == year)]
    return render_template(
        "records.html", page=page(shown), everything=len(every), kind=kind, year=year,
        kinds=_facet((one.kind for one in every), {key: str(name) for key, name in KINDS_OF_RECORD.items()}),
        years=sorted(Counter(years).items(), key=lambda pair: (pair[0] != "sin-fecha", pair[0]), reverse=True),
    )  # fmt: skip
