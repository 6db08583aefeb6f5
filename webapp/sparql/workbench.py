"""The workbench: questions in plain words, an editor, and the answer as a table, also without JavaScript."""

import time
from dataclasses import dataclass

from flask import Response, current_app, make_response, render_template, url_for

from graph.errors import QueryError, QuerySyntaxError
from graph.questions.stored import StoredQuery, stored_queries
from graph.settings import Settings
from graph.store.question import Question
from graph.store.unknown import unknown_terms
from ontology.terms import PREFIXES, Iris
from webapp import serving
from webapp.errors import advice, sentence
from webapp.language import current
from webapp.sparql.programs import Program, address, programs
from webapp.sparql.protocol import QueryRequest
from webapp.sparql.result import ROWS, Shown, excerpt, shown
from webapp.vocabulary import terms

UNKNOWN = 5  # words that the vocabulary does not have, told above an answer


@dataclass(frozen=True, slots=True)
class Card:
    """A question that is ready to be asked. address: of its answer."""

    title: str
    description: str
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer: a sentence, the place in the query with a caret, line and column for the editor, and what
    to do about it where that is known."""

    title: str
    detail: str
    excerpt: str = ""
    line: int | None = None
    column: int | None = None
    hint: str | None = None


def page(asked: QueryRequest) -> Response:
    """The workbench; with a query, its answer or what is wrong with it. Raises StoreError when nothing is served."""
    query, result, failure, status, retry_after = asked.query, None, None, 200, None
    begun = time.monotonic()
    if query is not None:
        try:
            result = _ask(asked, query)
        except QueryError as error:
            failure, status = _failure(error, query), error.status
            retry_after = getattr(error, "retry_after", None)
    text = query if query is not None else stored_queries()[0].text
    words = {"prefixes": PREFIXES, "terms": terms(), "seconds_allowed": _settings().query_seconds, "rows": ROWS}
    html = render_template(
        "sparql.html", query=text, asked=query is not None, dataset=asked.dataset, result=result, failure=failure,
        seconds=time.monotonic() - begun, cards=_cards(query), links=_links(asked, result),
        unknown=unknown_terms(query)[:UNKNOWN] if query is not None and result else [],
        programs=_programs(asked, result), **words,
    )  # fmt: skip
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-cache" if status == 200 else "no-store"
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _settings() -> Settings:
    settings: Settings = current_app.extensions["enlace"].settings
    return settings


def _ask(asked: QueryRequest, query: str) -> Shown:
    """The first rows of the answer."""
    answer = serving.answer(Question(query, asked.dataset, sample=ROWS, seconds=asked.seconds))
    try:
        return shown(answer.read(), Iris(_settings().base_iri))
    finally:
        answer.close()


def _failure(error: QueryError, query: str) -> Failure:
    if not isinstance(error, QuerySyntaxError):
        return Failure(error.title, sentence(str(error)))
    place = excerpt(query, error.line, error.column)
    return Failure(error.title, sentence(str(error)), place, error.line, error.column, advice(error.hint))


def _cards(query: str | None) -> list[Card]:
    return [_card(one, query) for one in stored_queries()]


def _card(one: StoredQuery, query: str | None) -> Card:
    title, description = (one.in_language(word, current()) for word in ("title", "description"))
    chosen = query is not None and query.split() == one.text.split()
    return Card(title, description, url_for("sparql.endpoint", query=one.text, _anchor="respuesta"), chosen)


def _links(asked: QueryRequest, result: Shown | None) -> list[tuple[str, str, str]]:
    """(format, its name, address) of every file that the answer can be had as."""
    if result is None:
        return []
    endpoint, query = url_for("sparql.endpoint", _external=True), asked.query or ""
    return [(form, name, address(endpoint, query, form, asked.dataset)) for form, name in result.formats]


def _programs(asked: QueryRequest, result: Shown | None) -> list[Program]:
    """The lines that get this answer into other programs; none for a yes or no."""
    if result is None or result.form == "boolean":
        return []
    return programs(url_for("sparql.endpoint", _external=True), asked.query or "", result.form, asked.dataset)
