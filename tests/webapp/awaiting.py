"""A list of what awaits a person over the fixture graph, hostile forms among it, for the tests of /revision."""

import json
from pathlib import Path

from graph.questions import records
from graph.revision import Candidate, Example, Pending, Source, Thing
from graph.settings import Settings
from graph.store.engine import LocalEngine
from graph.store.snapshot import current
from tests.webapp.fixture import BASE, fixture_quads, serve

MINFIN = Candidate("minfin", "Ministerio de Finanzas Públicas", "MINFIN", 94)
MINTRAB = Candidate("mintrab", "Ministerio de Trabajo y Previsión Social", "MINTRAB", 78)
ONSEC = Candidate("onsec", "Oficina Nacional de Servicio Civil", "ONSEC", 66)
MARKUP = '<script>alert("x")</script>'
FORMULA = '=HYPERLINK("https://mal.example"; "aquí")'
RIGHT_TO_LEFT = "\u202eorbmon ne \u202c وزارة المالية"
LONG = "Municipalidad" * 30
NEWS, POST, HOSTILE = ("modernizacion-2024.txt", "innovadores-1.md", "hostil.md")


def example(text: str, form: str, name: str = NEWS, title: str = "Dos mesas para modernizar") -> Example:
    """The last sentence of the fixture's record in which a form stands."""
    at = text.rindex(form)
    start = max(text.rfind(".", 0, at), text.rfind("\n", 0, at)) + 1
    start += len(text[start:]) - len(text[start:].lstrip())
    end = text.index(".", at) + 1
    return Example(name, title, text[start:end], start, at - start, at - start + len(form))


def made_up(form: str) -> Example:
    """An example whose words are no record's."""
    return Example(HOSTILE, f"Título {MARKUP}", f"Vino {form} ayer.", 0, 5, 5 + len(form), begins=False, ends=False)


def items(news: str) -> list[Pending]:
    """What awaits, the most frequent first. news: the text of the fixture's news."""
    seen = (Source(NEWS, "Dos mesas para modernizar"), Source(POST, "Primera reunión"))
    finance, civil = example(news, "Finanzas"), example(news, "Servicio Civil")
    body = Thing("institution/comite-nacional-de-seguridad-cibernetica", "Comité Nacional de Seguridad Cibernética")
    onsec = Thing("institution/onsec", ONSEC.name)
    sentence = example(news, "Quedó a cargo")
    led = Example(
        NEWS, "Dos mesas", sentence.quote, sentence.start, 0, len(sentence.quote),
        evidence="modernizacion-2024--e1d225fa",
    )  # fmt: skip
    return [
        Pending("unresolved", "Finanzas", 12, 30, seen, (finance, civil), (MINFIN, MINTRAB)),
        Pending("unsure", "Servicio Civil", 7, 2, seen, (civil,), (ONSEC,), onsec, 0.6),
        Pending("provisional", body.label, 5, 1, seen[:1], (example(news, body.label),), (), body, 0.7, type="comite"),
        Pending(
            "statement", "Mesa de Transformación Digital", 1, 1, seen[:1], (led,), (),
            Thing("institution/spp", "Secretaría Privada de la Presidencia"), 0.4,
            Thing("mesa/mesa-de-transformacion-digital", "Mesa de Transformación Digital"), "ledBy",
        ),
        *(
            Pending("unresolved", form, 1, 1, (Source(HOSTILE, f"Título {MARKUP}"),), (made_up(form),), (MINFIN,))
            for form in (MARKUP, FORMULA, RIGHT_TO_LEFT, LONG)
        ),
    ]  # fmt: skip


def serve_awaiting(store: Path, more: int = 0, left_out: int = 0) -> Settings:
    """Settings whose store holds the fixture graph, with the list in its report. more: how many plain items besides."""
    settings = serve(store, fixture_quads())
    snapshot = current(settings.store)
    assert snapshot is not None
    news = records.record(LocalEngine(snapshot.store), f"{BASE}record/modernizacion-2024")
    assert news is not None
    every = [
        *items(news.text),
        *(Pending("unresolved", f"Forma {number}", 1, 1, (Source(NEWS, "Nota"),), (), ()) for number in range(more)),
    ]
    report = {**snapshot.report, "pending": {"items": [one.as_json() for one in every], "left_out": left_out}}
    (snapshot.path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    return settings
