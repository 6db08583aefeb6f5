"""What stands at the head of the first page: a letterhead, a form's frame, and among them the title of the document."""

import re
from collections.abc import Sequence

from graph.records.formats.pages.flow import Passage
from graph.records.formats.pages.layout import Block
from graph.records.formats.pages.tables import Table
from graph.records.lines import in_capitals, is_label
from ontology.slugs import fold

_DEEP = 10  # blocks among which the title is looked for
_LONGEST, _LETTERHEAD = 160, 90  # characters of a title, and of a line of a letterhead
_FRAME = 4  # rows of a form's frame
_NAMES = re.compile(
    r"(?:\w+ ){0,2}?(?:acta|minuta|agenda|ayuda|memoria|relatoria|orden del dia|mesa|sesion|reunion|convocatoria|"
    r"informe|boletin|comunicado|convenio|listado|lista|plan|programa|resumen)\b"
)


def titled(blocks: Sequence[Block], written: str) -> tuple[str, list[Block]]:
    """The title of a document and its other blocks. The title is "" when nothing stands above it: then its first lines
    are read as those of any text.

    written: the title that the file gives itself, which counts if a line says the same.
    """
    opened = [*(frame := _frame(blocks)), *(blocks[1:] if frame else blocks)]
    place = next((at for at, block in enumerate(opened[:_DEEP]) if _is_title(block, written)), 0)
    if place and all(_is_letterhead(block) for block in opened[len(frame) : place]):
        first, following = opened[place], opened[place + 1] if place + 1 < len(opened) else None
        if isinstance(first, Passage) and isinstance(following, Passage) and _goes_on(first, following):
            return f"{first.text}. {following.text}", opened[:place] + opened[place + 2 :]
        if isinstance(first, Passage):
            return first.text, opened[:place] + opened[place + 1 :]
    return "", opened


def _frame(blocks: Sequence[Block]) -> list[Passage]:
    """The lines of a frame above a form (the office, the form's name, its number), which is no table; none if there is
    no such frame."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Table) or len(first.rows) > _FRAME or len(blocks) < 2 or isinstance(blocks[1], Table):
        return []
    if len({tuple(map(bool, row)) for row in first.rows}) == 1 and len(first.rows) > 1:
        return []
    cells = [cell for row in first.rows for cell in row if cell]
    return [Passage(cell, close=at > 0) for at, cell in enumerate(cells)]


def _is_title(block: Block, written: str) -> bool:
    if not isinstance(block, Passage) or len(block.text) > _LONGEST or block.text.endswith((".", ",", ";")):
        return False
    said = fold(block.text)
    return bool(_NAMES.match(said)) or (len(written) > 8 and fold(" ".join(written.split())) == said)


def _is_letterhead(block: Block) -> bool:
    """Whether a block is a line of names and numbers, without a sentence or a headline."""
    if not isinstance(block, Passage) or len(block.text) > _LETTERHEAD or is_label(block.text):
        return False
    words = [word for word in re.findall(r"\w+", block.text) if len(word) > 3]
    return any(char.isdigit() for char in block.text) or all(not word[0].islower() for word in words)


def _goes_on(title: Passage, following: Passage) -> bool:
    """Whether the line below belongs to the title: «SEGUNDA REUNIÓN», «MESA DE …»."""
    alike = in_capitals(title.text) and in_capitals(following.text)
    return following.close and alike and bool(_NAMES.match(fold(following.text)))
