"""An answer in other people's programs: lines to copy for the terminal, Python and R, and the page that explains them.

Every address is percent-encoded down to letters, digits and `-._~%`, and every query is quoted as its language quotes:
whoever sends somebody a link to an answer cannot make the copied lines do anything else.
"""

import json
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import dedent
from urllib.parse import quote, urlencode

from flask import Blueprint, render_template, url_for
from flask_babel import gettext

from graph.questions.stored import stored_queries
from graph.store.question import Dataset
from webapp.language import current

blueprint = Blueprint("programs", __name__)

ALL = Dataset()  # every statement: no graph is named
NAMED = "quien-lidera-cada-mesa"  # the stored query whose answer the page asks for


@dataclass(frozen=True, slots=True)
class Program:
    """Lines to copy. name: of the language and library. needs: the command that installs what they use, "" for none."""

    name: str
    code: str
    needs: str = ""


def address(endpoint: str, query: str, format: str, dataset: Dataset = ALL) -> str:
    """The address of an answer in one format, safe to stand between the quotes of any language."""
    fields = [("query", query), ("format", format)]
    fields += [("default-graph-uri", name) for name in dataset.default]
    fields += [("named-graph-uri", name) for name in dataset.named]
    return f"{endpoint}?{urlencode(fields, quote_via=quote, safe='')}"


def programs(endpoint: str, query: str, form: str, dataset: Dataset = ALL) -> list[Program]:
    """How programs get this answer. form: bindings | graph, as the engine says it."""
    if form == "graph":
        turtle = address(endpoint, query, "turtle", dataset)
        return [
            Program(gettext("Enlace a la respuesta en Turtle"), turtle),
            _terminal(turtle, "enlace.ttl"),
            _parsed(turtle),
        ]
    csv = address(endpoint, query, "csv", dataset)
    link = Program(gettext("Enlace a la respuesta en CSV"), csv)
    return [link, _terminal(csv, "enlace.csv"), _pandas(csv), _wrapper(endpoint, query, dataset), _r(csv)]


@blueprint.route("/sparql/programas")
def page() -> str:
    """What Python and R users need, with this service's own address in it."""
    endpoint = url_for("sparql.endpoint", _external=True)
    asked = next(one for one in stored_queries() if one.name == NAMED)
    csv = address(endpoint, asked.text, "csv")
    return render_template(
        "programs.html", endpoint=endpoint, question=asked.in_language("title", current()),
        answer=url_for("sparql.endpoint", query=asked.text, _anchor="respuesta"), terminal=_terminal(csv, "enlace.csv"),
        python=[_wrapper(endpoint, asked.text), _pandas(csv), _store(endpoint, asked.text)],
        r=[_r(csv), _httr(endpoint, asked.text)],
    )  # fmt: skip


def _terminal(address: str, file: str) -> Program:
    return Program(gettext("Terminal"), f"curl -fsS -o {file} {shlex.quote(address)}")


def _pandas(csv: str) -> Program:
    code = f"""\
        import pandas

        table = pandas.read_csv({json.dumps(csv)})
        print(table)"""
    return Program("Python · pandas", dedent(code), "pip install pandas")


def _parsed(turtle: str) -> Program:
    code = f"""\
        import rdflib

        graph = rdflib.Graph().parse({json.dumps(turtle)}, format="turtle")
        print(len(graph))"""
    return Program("Python · rdflib", dedent(code), "pip install rdflib")


def _wrapper(endpoint: str, query: str, dataset: Dataset = ALL) -> Program:
    lines = [
        "from SPARQLWrapper import JSON, SPARQLWrapper",
        "",
        f"service = SPARQLWrapper({json.dumps(endpoint)}, returnFormat=JSON)",
        *_calls("service.addDefaultGraph", dataset.default),
        *_calls("service.addNamedGraph", dataset.named),
        f"service.setQuery({python_text(query)})",
        'for row in service.queryAndConvert()["results"]["bindings"]:',
        '    print({name: cell["value"] for name, cell in row.items()})',
    ]
    return Program("Python · SPARQLWrapper", "\n".join(lines), "pip install sparqlwrapper")


def _calls(function: str, names: Sequence[str]) -> list[str]:
    return [f"{function}({name!r})" for name in names]


def _store(endpoint: str, query: str) -> Program:
    lines = [
        "import rdflib",
        "",
        'graph = rdflib.Graph(store="SPARQLStore")',
        f"graph.open({json.dumps(endpoint)})",
        f"for row in graph.query({python_text(query)}):",
        '    print(*row, sep=" | ")',
    ]
    return Program("Python · rdflib", "\n".join(lines), "pip install rdflib")


def _r(csv: str) -> Program:
    return Program("R", f'table <- read.csv("{csv}", encoding = "UTF-8")\nprint(table)')


def _httr(endpoint: str, query: str) -> Program:
    lines = [
        "library(httr2)",
        "",
        f"query <- {r_text(query)}",
        "",
        f'answer <- request("{endpoint}") |>',
        '  req_headers(Accept = "text/csv") |>',
        "  req_body_form(query = query) |>",
        "  req_perform()",
        "table <- read.csv(text = resp_body_string(answer))",
        "print(table)",
    ]
    return Program("R · httr2", "\n".join(lines), 'install.packages("httr2")')


def python_text(text: str) -> str:
    """A Python literal of `text`: between triple quotes where it can be read as it is, else escaped on one line."""
    readable = '"""' not in text and "\\" not in text and not text.endswith('"')
    printable = all(letter.isprintable() or letter == "\n" for letter in text)
    return f'"""{text}"""' if readable and printable else repr(text)


def r_text(text: str) -> str:
    """A raw string of R with as many dashes as keep `text` from closing it."""
    dashes = max((len(found) for found in re.findall(r"\)(-*)\"", text)), default=-1) + 1
    return f'r"{"-" * dashes}({text}){"-" * dashes}"'
