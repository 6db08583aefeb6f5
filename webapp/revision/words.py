"""The words of /revision: kinds of what awaits, answers, likeness of names, and the files that lines go to."""

from flask_babel import gettext, lazy_gettext

from graph.revision import Candidate, Line, Pending

KINDS = {  # kind: its word in the address, its name, what it is
    "unresolved": (
        "sin-resolver", lazy_gettext("Sin resolver"), lazy_gettext("Nombra a alguna institución; no se sabe a cuál."),
    ),
    "unsure": (
        "poca-seguridad", lazy_gettext("Poca seguridad"), lazy_gettext("Se leyó como una institución, con dudas."),
    ),
    "provisional": (
        "sin-registro", lazy_gettext("Institución sin registro"),
        lazy_gettext("Los registros la nombran y el directorio no la conoce."),
    ),
    "statement": (
        "dudosas", lazy_gettext("Afirmaciones dudosas"), lazy_gettext("Quizá la frase no dice esto."),
    ),
}  # fmt: skip
VERY_LIKE, LIKE = 90, 75  # likeness from which two names are «muy parecidas», «parecidas»


def likeness(one: Pending, candidate: Candidate) -> str:
    """How close a candidate is, in words."""
    if candidate.proposed:
        return gettext("así se lee ahora") if one.reading else gettext("usa esta forma")
    if candidate.score >= VERY_LIKE:
        return gettext("muy parecida")
    return gettext("parecida") if candidate.score >= LIKE else gettext("algo parecida")


def answer(one: Pending, line: Line) -> str:
    """An answer as a person gives it."""
    if line.target:
        return f"{line.target.name} ({line.target.acronym})" if line.target.acronym else line.target.name
    return {
        "never": gettext("Aquí no se nombra a esa institución"),
        "nothing": gettext("No es una institución"),
        "new": gettext("Es otra, y falta en el directorio"),
        "right": gettext("Sí, la frase lo dice"),
        "wrong": gettext("No, la frase no lo dice"),
    }[line.verdict]


def folder(line: Line) -> str:
    """The file that a line is pasted into, from the folder of the project."""
    return f"data/{'register' if line.verdict == 'new' else 'curated'}/{line.file}"
