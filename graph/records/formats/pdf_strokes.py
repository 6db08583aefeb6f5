"""What is drawn on a PDF's page: the straight lines of tables, small shapes that may be bullets, pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from graph.records.formats.pages.page import Box, Stroke
from graph.records.formats.pdf_words import Frame, frame_of

_THIN = 2.5  # points: a filled rectangle that is narrower is a line
_SHORTEST = 6.0  # points of a line of a table
_DOT = (1.5, 8.0)  # points: a filled shape of that size may be a bullet
_WHITE = 245  # of 255
_MOST = 20_000  # objects of a page that are looked at
_SEGMENTS = 400  # of one path
_DEEPEST = 8  # forms inside forms

_DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Drawn:
    """What a page draws besides letters, turned as its letters are. paths: how many shapes there are."""

    strokes: list[Stroke] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    paths: int = 0


def read_strokes(page: pypdfium2.PdfPage, turns: int) -> Drawn:
    """What the page draws; `turns` are the quarter turns of its letters, so that words and lines agree."""
    drawn, frame = Drawn(), frame_of(page)
    for number, (shape, matrix) in enumerate(_objects(page)):
        if number >= _MOST:
            break
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawn.pictures.append(_bounds(shape, matrix, frame, turns))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawn.paths += 1
            _add_path(drawn, shape, matrix, frame, turns)
    return drawn


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, _Matrix]]:
    """The objects of a page and of the forms in it, each with the matrix of its form."""
    forms: list[tuple[pdfium.FPDF_PAGEOBJECT, _Matrix, int]] = []
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        shape = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind in _DRAWN:
            yield shape, _SAME
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            forms.append((shape, _matrix(shape), 1))
    while forms:
        form, matrix, depth = forms.pop()
        for at in range(min(max(pdfium.FPDFFormObj_CountObjects(form), 0), _MOST)):
            shape = pdfium.FPDFFormObj_GetObject(form, at)
            kind = pdfium.FPDFPageObj_GetType(shape)
            if kind in _DRAWN:
                yield shape, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST and len(forms) < _MOST:
                forms.append((shape, _times(_matrix(shape), matrix), depth + 1))


def _matrix(shape: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shape, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """The matrix that does `one` and then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(point: _Point, matrix: _Matrix) -> _Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _bounds(shape: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix, frame: Frame, turns: int) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(shape, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return _box([_moved((left, bottom), matrix), _moved((right, top), matrix)], frame, turns)


def _box(points: list[_Point], frame: Frame, turns: int) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return frame.upright(min(xs), min(ys), max(xs), max(ys), turns)


def _add_path(drawn: Drawn, shape: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix, frame: Frame, turns: int) -> None:
    """The lines of a path: those it draws, the sides of an area that it fills, or itself when it is a thin area."""
    fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(shape, fill, stroke)
    filled = bool(fill.value) and not _is_white(shape)
    if not filled and not stroke.value:
        return
    for points in _outlines(shape, _times(_matrix(shape), matrix)):
        box = _box(points, frame, turns)
        if filled and _DOT[0] < box.width < _DOT[1] and 0.6 < box.width / max(box.height, 0.1) < 1.6:
            drawn.dots.append(box)
        elif filled and min(box.width, box.height) < _THIN:
            drawn.strokes += _line(box)
        else:
            sides = [_box([one, other], frame, turns) for one, other in zip(points, points[1:], strict=False)]
            drawn.strokes += [line for side in sides for line in _line(side, bool(stroke.value))]


def _line(box: Box, drawn: bool = True) -> list[Stroke]:
    """A thin box as the line that it is; nothing when it is short or runs aslant."""
    if box.width < _THIN and box.height >= _SHORTEST:
        return [Stroke(True, box.centre, box.top, box.bottom, drawn)]
    if box.height < _THIN and box.width >= _SHORTEST:
        return [Stroke(False, box.middle, box.x0, box.x1, drawn)]
    return []


def _outlines(shape: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[list[_Point]]:
    """The points of each part of a path, closed ones back to the first; curves by their ends."""
    points: list[_Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(pdfium.FPDFPath_CountSegments(shape), _SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(shape, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(_moved((x.value, y.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = points[:1]
    if len(points) > 1:
        yield points


def _is_white(shape: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Whether an area is filled with white, or not to be seen at all."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha):
        return False
    return alpha.value < 10 or min(red.value, green.value, blue.value) >= _WHITE
