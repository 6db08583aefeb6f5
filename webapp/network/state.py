"""What is shown lives in the address: `/red?nodo=mesa/x&relaciones=ledBy,supports&tipos=mesa&orden=-fecha`.

A reload or a shared link gives the same view; the defaults are left out. The script of the page reads and writes the
same words (static/red.js).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from graph.network.reading import RELATIONS, TYPES, Network, Selection

COLUMNS = ("quien", "vinculo", "con", "fecha")
NONE = "ninguna"  # every box unticked: a word of its own, because nothing at all means everything
LONGEST = 200


@dataclass(frozen=True, slots=True)
class State:
    """node, edge: ids of who or which link is picked. order: column and whether descending. sought: text to look for.
    view: what a phone shows, `tabla` or `imagen`."""

    node: str | None = None
    edge: str | None = None
    selection: Selection = Selection()
    order: tuple[str, bool] | None = None
    sought: str = ""
    view: str = "tabla"

    def arguments(self, **changes: Any) -> dict[str, Any]:
        """The query of the address of this state with some fields changed."""
        state = replace(self, **changes)
        column = state.order and ("-" if state.order[1] else "") + state.order[0]
        found = {
            "nodo": state.node,
            "vinculo": state.edge,
            "tipos": _written(state.selection.types, TYPES),
            "relaciones": _written(state.selection.relations, RELATIONS),
            "orden": column,
            "vista": "imagen" if state.view == "imagen" else None,
        }
        return {name: value for name, value in found.items() if value}


def read_state(arguments: MultiDict[str, str], network: Network) -> State:
    """The state that an address asks for; what does not exist (any more) is passed over."""
    node, edge = arguments.get("nodo"), arguments.get("vinculo")
    order = arguments.get("orden", "")
    column = order.removeprefix("-")
    return State(
        node=node if node in network.nodes else None,
        edge=edge if edge in network.edge_by_id and node not in network.nodes else None,
        selection=Selection(
            types=_read(arguments.getlist("tipos"), TYPES),
            relations=_read(arguments.getlist("relaciones"), RELATIONS),
        ),
        order=(column, order.startswith("-")) if column in COLUMNS else None,
        sought=arguments.get("buscar", "").strip()[:LONGEST],
        view="imagen" if arguments.get("vista") == "imagen" else "tabla",
    )


def _read(values: Iterable[str], known: tuple[str, ...]) -> frozenset[str]:
    """The ticked boxes of one group: repeated (a form) or joined by commas (a link); everything if none is named."""
    named = {word for value in values for word in value.split(",") if word}
    chosen = frozenset(named & set(known))
    return chosen if chosen or NONE in named else frozenset(known)


def _written(chosen: frozenset[str], known: tuple[str, ...]) -> str | None:
    """The inverse of `_read`."""
    if len(chosen) == len(known):
        return None
    return ",".join(word for word in known if word in chosen) or NONE
