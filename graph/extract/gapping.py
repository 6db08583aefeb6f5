"""Coordinated clauses that leave their verb out: «la PDH presentó las cifras; la PNC, el mapa de rutas»."""

import re
from collections.abc import Iterator

from graph.extract.clauses import Clause
from graph.extract.findings import Mention
from graph.extract.grammar import has_finite_verb
from graph.extract.lists import original
from graph.extract.tables import BODY, MESA
from graph.extract.triggers import Trigger

_ARTICLE = r"(?:(?:la|el|las|los)\s+)?"
_NEXT = re.compile(rf"[;,]\s+(?:y\s+)?{_ARTICLE}(?P<body>[{BODY}])(?:\s*\([^)]*\))?,\s+(?P<rest>[^;]{{3,90}})")
_AND_ANOTHER = re.compile(r";|, y\s")
_OTHER_MESA = re.compile(
    rf";\s*(?:y\s+)?{_ARTICLE}(?P<mesa>[{MESA}]),\s+(?:por|a cargo de)\s+{_ARTICLE}(?P<body>[{BODY}])"
)

_OTHER_WITH_MESA = re.compile(
    rf";\s*(?:y\s+)?{_ARTICLE}(?P<body>[{BODY}])(?:\s*\([^)]*\))?,\s+{_ARTICLE}(?P<mesa>[{MESA}])"
)


def same_act(text: str, clause: Clause, trigger: Trigger) -> Iterator[Mention]:
    """Who does the same as the subject of a phrase, in the clauses after a semicolon or «, y» that do not repeat the
    verb."""
    another = _AND_ANOTHER.search(clause.heard, trigger.end)
    while another:
        match = _NEXT.match(clause.heard, another.start())
        if not match or has_finite_verb(original(text, clause, match.start("rest"), match.end("rest"))):
            return
        yield clause.body(match.start("body"))
        another = _AND_ANOTHER.search(clause.heard, match.end())


def same_of_another(clause: Clause, trigger: Trigger) -> Iterator[tuple[Mention, str]]:
    """(institution, mesa) where the same is said of another mesa («…; la Submesa de Precios, por el INE», «…; el INE,
    la Submesa de Precios»)."""
    pattern = _OTHER_MESA if trigger.rule.subject == "after" else _OTHER_WITH_MESA
    for match in pattern.finditer(clause.heard, trigger.end):
        mesa = clause.mesa(match.start("mesa")).name
        if mesa:
            yield clause.body(match.start("body")), mesa
