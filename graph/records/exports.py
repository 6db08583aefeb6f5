"""A CMS's export (rows of a CSV, objects of JSON) -> records: one post each, by the keys that `post.py` knows."""

import re
from collections.abc import Iterable, Mapping, Sequence

from graph.errors import InputError
from graph.records.frontmatter import Field, Post
from graph.records.post import AGREEMENTS, BODY, DATE, DESCRIPTION, SOURCE, SUBTITLE, plain_key, post_record
from graph.records.record import Record, Rejection
from graph.records.repair import repair_text
from ontology.slugs import slug

Values = Mapping[str, tuple[str, ...]]

# Keys as `plain_key` gives them.
_TITLES = frozenset(("title", "titulo", "headline", "encabezado"))
_NAMES = frozenset(("nombre", "name", "institucionp"))
_TEXTS = frozenset((*BODY, *DESCRIPTION, *SUBTITLE))
_LISTED = frozenset(
    ("mesa", "institucion", "entidad", "responsable", "responsables", "rol", "papel", "plazo", "fechalimite")
)
_IDS = ("slug", "id", "codigo", "uuid", "guid")
# What CMSs call what `post.py` calls otherwise: taken when the post has no key that means the same.
_ALIASES = {
    "date": (DATE, ("dategmt", "publishedat", "datepublished", "createdat")),
    "body": (BODY, ("html", "bodyhtml", "contenthtml", "contenidohtml")),
    "source": (SOURCE, ("permalink", "guid")),
}
_ITEM = re.compile(r"<li\b[^<>]{0,500}>\s*", re.IGNORECASE)


def is_export(keys: Sequence[str]) -> bool:
    """Whether these keys are those of posts: a title and a text, and not those of a list."""
    own = {plain_key(key) for key in keys}
    if len(own & _LISTED) > 1 or not own & (_TEXTS | frozenset(AGREEMENTS)):
        return False
    return bool(own & _TITLES) or bool(own & _NAMES and own & _TEXTS and not own & _LISTED)


def export_records(
    posts: Iterable[tuple[int, Values]], file: str, name: str, digest: str, single: bool = False
) -> list[Record | Rejection]:
    """The records of posts: (line, values by key) each. A post that cannot be read is a Rejection.

    They are called `name/<slug>`, by the post's own slug or id, else its place (from 1); a `single` one is called
    `name`. Raises InputError when there is none.
    """
    found: list[Record | Rejection] = []
    taken: set[str] = set()
    for place, (line, values) in enumerate(posts, 1):
        own = _own_name(values, place, taken)
        taken.add(own)
        try:
            found.append(post_record(_post(values, line), file, name if single else f"{name}/{own}", digest))
        except InputError as error:
            found.append(Rejection(file, error.line or line, error.reason))
    if not found:
        raise InputError("no tiene ninguna publicación; agregue una o bórrelo", file)
    return found


def _own_name(values: Values, place: int, taken: set[str]) -> str:
    own = {plain_key(key): value for key, value in values.items()}
    said = next((own[key][0] for key in _IDS if own.get(key)), "")
    made = slug(said) if said.strip() else str(place)
    while made in taken:
        made = f"{made}-{place}"
    return made


def _post(values: Values, line: int) -> Post:
    """The values as a post's fields, under the names that `post.py` knows."""
    named = {plain_key(key): key for key, value in values.items() if value}
    renamed = {}
    for name, (same, aliases) in _ALIASES.items():
        alias = next((named[key] for key in aliases if key in named), None)
        if alias and not named.keys() & set(same):
            renamed[alias] = name
    fields = {renamed.get(key, key): Field(tuple(map(_text, value)), line) for key, value in values.items()}
    return Post(fields, "")


def _text(value: str) -> str:
    """A value, its items of HTML lists as lines of their own: `post.py` takes the rest of HTML away."""
    return repair_text(_ITEM.sub("\n\n- ", value) if "<" in value else value)
