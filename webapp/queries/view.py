"""`/queries`: the questions by theme; `/queries/<name>`: one with its form and answer; with a suffix, for programs.

A form sends every field; the address that stays is the shortest that asks the same (empty fields and defaults left out,
names as slugs), so that it can be kept and cited.
"""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from graph.errors import QueryError
from graph.questions.asking import OURS, Asked, arguments_of, ask, unknown
from graph.questions.parameters import ParameterError
from graph.questions.stored import THEMES, StoredQuery, stored_queries
from graph.store.formats import ALIASES
from graph.store.question import Question
from ontology.terms import Iris
from webapp import serving
from webapp.language import current
from webapp.negotiation import open_to_all
from webapp.queries import files
from webapp.queries.answer import Table, table_of
from webapp.queries.form import fields
from webapp.queries.room import found, page_address, room, with_values
from webapp.queries.words import THEMES as WORDS
from webapp.sparql.result import ROWS, shown

blueprint = Blueprint("queries", __name__)


@blueprint.get("/queries")
def index() -> str:
    """Every question, by theme."""
    groups = [(theme, *WORDS[theme], [one for one in stored_queries() if one.theme == theme]) for theme in THEMES]
    return render_template("queries.html", groups=groups, total=len(stored_queries()), language=current())


@blueprint.get("/queries.json")
def catalogue() -> Response:
    """The questions for programs."""
    return files.catalogue()


@blueprint.get(f"/queries/<name>.<any({', '.join(files.SUFFIXES)}):suffix>")
def answer(name: str, suffix: str) -> Response:
    """The whole answer of a question, for programs."""
    return files.answer(name, suffix)


@blueprint.get("/queries/<name>")
def page(name: str) -> AnyResponse:
    """A question with its form, and the first rows of its answer. `?format=` leads to the whole answer."""
    query = found(name)
    form = request.args.get("format")
    if form and form != "html":
        return redirect(_in_format(query, form), 303)
    given: dict[str, str] = {}
    try:
        given = arguments_of((key, value) for key, value in request.args.items(multi=True) if key not in OURS)
        asked = ask(query, given, room())
    except ParameterError as error:
        known = {one.name for one in query.parameters}
        kept = given or {key: value for key, value in request.args.items() if key in known}
        return _page(query, kept, None, error)
    strange = unknown(query, given)
    if not strange and given != dict(asked.arguments):
        return redirect(page_address(query, asked.arguments), 303)
    return _page(query, given, asked, None)


@blueprint.after_request
def _open_to_all(response: Response) -> Response:
    """Lets scripts of other sites read answers and errors (CORS); pages are for readers."""
    if response.mimetype != "text/html":
        open_to_all(response)
    return response


def _in_format(query: StoredQuery, form: str) -> str:
    """The address of the answer in a format by its name or suffix. Raises FormatError for one that is not offered."""
    name = ALIASES.get(form.lower(), form.lower())
    suffix = next((suffix for suffix, own in {**files.ROWS, **files.GRAPH}.items() if name in (suffix, own)), form)
    files.format_of(query, suffix)
    given = {key: value for key, value in request.args.items() if key not in OURS}
    return with_values(url_for(".answer", name=query.name, suffix=suffix), given)


def _page(query: StoredQuery, given: Mapping[str, str], asked: Asked | None, wrong: ParameterError | None) -> Response:
    """The page; with the answer, or with what is wrong with a value or with the query."""
    table, status = None, wrong.status if wrong else 200
    refused: QueryError | None = None
    if asked:
        try:
            table = _table(asked)
        except QueryError as error:
            refused, status = error, error.status
    response = make_response(
        render_template(
            "query.html", query=query, language=current(), fields=fields(query, given, asked, wrong), asked=asked,
            table=table, wrong=wrong, refused=refused, strange=unknown(query, given) if asked else [], rows=ROWS,
            theme=WORDS[query.theme], links=_links(query, asked),
            cited=page_address(query, asked.arguments, whole=True) if asked else "",
            same=[one for one in stored_queries() if one.theme == query.theme and one.name != query.name],
        ),
        status,
    )  # fmt: skip
    if asked and status == 200:
        _point_to_data(response, query, asked)
    if status != 200:
        response.headers["Cache-Control"] = "no-store"
    if refused is not None and hasattr(refused, "retry_after"):
        response.headers["Retry-After"] = str(refused.retry_after)
    return response


def _table(asked: Asked) -> Table:
    """The first rows of the answer. A visitor's question: it has a visitor's limits."""
    iris = room().iris
    found_answer = serving.answer(Question(asked.text, sample=ROWS))
    try:
        return table_of(asked.query, shown(found_answer.read(), Iris(iris.base)))
    finally:
        found_answer.close()


def _links(query: StoredQuery, asked: Asked | None) -> list[tuple[str, str, str]]:
    """(suffix, name, address) of every file that the answer can be had as."""
    return [(suffix, files.NAMES[suffix], files.address(query, suffix, asked)) for suffix in files.offered(query)]


def _point_to_data(response: Response, query: StoredQuery, asked: Asked) -> None:
    for suffix, _, address in _links(query, asked):
        form = files.format_of(query, suffix)
        response.headers.add("Link", f'<{address}>; rel="alternate"; type="{form.media_type}"')
