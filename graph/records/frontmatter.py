"""Front matter: the YAML between two `---` at the head of a post -> its fields, each with its line in the file.

YAML from strangers: only plain mappings of texts and lists are read. They are taken from the parser's events, so
nothing is constructed, and anchors, aliases, tags and depth are refused where they begin.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from graph.errors import InputError
from graph.records.repair import repair_text

_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"""["']?[^\W\d]\w*(?:[ _-]?\w+){0,4}["']?\s*:(?:\s|$)""")
_LARGEST = 2_000_000  # characters
_DEEPEST = 12
_EMPTY = {"", "~", "null", "Null", "NULL"}

# What libyaml says, and what an editor can do about it.
_REASONS = (
    ("mapping values are not allowed", "hay dos puntos («:») dentro de un valor; escríbalo entre comillas"),
    ("could not find expected ':'", "falta «:» después de una clave, o un texto perdió su sangría"),
    ("tab character", "hay un tabulador; use espacios"),
    ("cannot start any token", "hay un carácter que YAML no admite ahí (tabulador, @, %); use comillas"),
    ("unexpected end of stream", "faltan las comillas de cierre"),
    ("did not find expected ',' or", "falta cerrar un corchete o una llave"),
    ("did not find expected key", "la sangría no coincide, o sobran comillas"),
    ("did not find expected '-'", "la sangría no coincide, o falta un guion"),
    ("did not find expected node content", "falta un valor, o cerrar un corchete o una llave"),
    ("expected <document start>", "la sangría no coincide"),
    ("unknown escape character", "hay una barra invertida entre comillas dobles; use comillas simples"),
)
_UNCLOSED = ("unexpected end of stream", "did not find expected ',' or")  # told by where it was opened


@dataclass(frozen=True, slots=True)
class Field:
    """The value of a key: one text, or several when it is a list. line: where it begins, counted in the file."""

    values: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """The value as one text; a list as lines that begin with a hyphen."""
        return self.values[0] if len(self.values) == 1 else "\n".join(f"- {value}" for value in self.values)


@dataclass(frozen=True, slots=True)
class Post:
    """A post's fields by key, as written, and the Markdown below them."""

    fields: dict[str, Field]
    body: str


def has_front_matter(text: str) -> bool:
    """Whether a repaired text begins with front matter: `---`, and below it a key or the closing `---`."""
    lines = iter(text.lstrip("\n \t").split("\n", 12))
    if not _FENCE.fullmatch(next(lines, "")):
        return False
    following = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return bool(_KEY.match(following) or _END.fullmatch(following) or following[:1] in "{[!&*")


def read_post(text: str, file: str) -> Post:
    """Divide a repaired text into fields and body.

    Raises InputError with the line in the file: no closing `---`, broken YAML, YAML beyond texts and lists.
    """
    head, first_line, body = divide(text, file)
    return Post(_read_head(head, file, first_line), body)


def divide(text: str, file: str) -> tuple[str, int, str]:
    """The YAML of a text's front matter, the line in the file where it begins, and the text below it.

    Raises InputError with the line: no closing `---`, or a head that is too large.
    """
    start = len(text) - len(text.lstrip("\n \t"))
    first_line = text.count("\n", 0, start) + 1
    lines = text[start:].split("\n")
    end = next((index for index, line in enumerate(lines) if index and _END.fullmatch(line)), None)
    if end is None:
        raise InputError("la cabecera no se cierra; falta una línea «---» después de las claves", file, first_line)
    head = "\n".join(lines[1:end])
    if len(head) > _LARGEST:
        raise InputError("la cabecera es demasiado grande; deje en ella los datos y el texto debajo", file, first_line)
    return head, first_line + 1, "\n".join(lines[end + 1 :])


def _read_head(head: str, file: str, first_line: int) -> dict[str, Field]:
    """The fields of a head whose first line is line `first_line` of the file."""
    fields: dict[str, Field] = {}
    try:
        for key, field in _pairs(_bounded(head, file, first_line), file, first_line):
            if key in fields:
                raise InputError(f"la clave «{key}» está dos veces; deje una", file, field.line)
            fields[key] = field
    except yaml.YAMLError as error:
        raise InputError(f"la cabecera {yaml_reason(error)}", file, yaml_line(error, first_line)) from None
    return fields


def _bounded(head: str, file: str, first_line: int) -> Iterator[yaml.Event]:
    """The parser's events; what could grow, run or overflow is refused where it begins."""
    depth = 0
    for event in yaml.parse(head, Loader=yaml.CSafeLoader):
        line = _line(event, first_line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise InputError("la cabecera usa anclas o alias de YAML (& *); ponga el valor entre comillas", file, line)
        if getattr(event, "tag", None):
            raise InputError("la cabecera usa etiquetas de YAML (!); ponga el valor entre comillas", file, line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise InputError("la cabecera anida demasiados niveles", file, line)
        yield event


def _pairs(events: Iterator[yaml.Event], file: str, first_line: int) -> Iterator[tuple[str, Field]]:
    """Keys and values of the head's mapping; mappings inside it (settings of the CMS) are passed over."""
    root = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    if root is None or (isinstance(root, yaml.ScalarEvent) and root.value in _EMPTY):
        return
    if not isinstance(root, yaml.MappingStartEvent):
        raise InputError("la cabecera no son claves con su valor («title: …»)", file, _line(root, first_line))
    for event in events:
        if not isinstance(event, yaml.NodeEvent):
            return
        key = event.value if isinstance(event, yaml.ScalarEvent) else "".join(_texts(event, events))
        value = next(events)
        yield key.strip(), Field(tuple(_texts(value, events)), _line(value, first_line))


def _texts(event: yaml.Event, events: Iterator[yaml.Event]) -> list[str]:
    """The texts of a value: its own, or those of a list's items. Takes the value's events off `events`."""
    if isinstance(event, yaml.ScalarEvent):
        plain_nothing = not event.style and event.value in _EMPTY
        return [] if plain_nothing or not event.value.strip() else [repair_text(event.value)]
    texts: list[str] = []
    depth = 1
    wanted = isinstance(event, yaml.SequenceStartEvent)
    while depth:
        inner = next(events)
        depth += isinstance(inner, yaml.CollectionStartEvent) - isinstance(inner, yaml.CollectionEndEvent)
        if wanted and depth == 1 and isinstance(inner, yaml.ScalarEvent) and inner.value.strip():
            texts.append(repair_text(inner.value))
    return texts


def _line(event: yaml.Event, first_line: int) -> int:
    return first_line + (event.start_mark.line if event.start_mark else 0)


def yaml_line(error: yaml.YAMLError, first_line: int) -> int:
    """The line of an error in a file whose YAML begins at `first_line`; what is not closed is told where it opens."""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if any(part in _said(error) for part in _UNCLOSED):
        marks.reverse()
    mark = marks[0] or marks[1]
    return first_line + (mark.line if mark else 0)


def _said(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error)


def yaml_reason(error: yaml.YAMLError) -> str:
    """What is wrong with some YAML, to be said after what it is: «la cabecera», «el archivo»."""
    said = _said(error)
    told = next((reason for part, reason in _REASONS if part in said), f"no es YAML válido ({said})")
    return f"no se puede leer: {told}"
