"""Names that need what stands around them: lists under one head, offices, ambiguous surfaces, words that point back."""

from datetime import date

import pytest

from graph.extract.findings import Unresolved
from graph.extract.mentions import find_mentions
from graph.extract.register import load_register
from graph.records.record import Record
from graph.settings import shipped_data

REGISTER = load_register(shipped_data() / "register")


def find(text: str, day: str | None = "2024-05-10"):
    """(mentions, unresolved) of a text published on `day`."""
    when = date.fromisoformat(day) if day else None
    return find_mentions(Record("x.txt", "x.txt", "", when, "news", text, ()), REGISTER)


def named(text: str, day: str | None = "2024-05-10") -> list[str]:
    """«surface=id» for each mention; a provisional body shows its name after an asterisk."""
    return [f"{each.surface}={each.body.id or '*' + each.body.name}" for each in find(text, day)[0]]


SERIES = {
    "plural head, bare members": (
        "de los ministerios de Salud, Economía y Gobernación",
        ["Salud=mspas", "Economía=mineco", "Gobernación=mingob"],
    ),
    "members with «y» and «de» repeated": (
        "los Ministerios de Energía y Minas, de Cultura y Deportes y de Economía",
        ["Energía y Minas=mem", "Cultura y Deportes=mcd", "Economía=mineco"],
    ),
    "members with commas": (
        "los Ministerios de Agricultura, Ganadería y Alimentación, y Educación",
        ["Agricultura, Ganadería y Alimentación=maga", "Educación=mineduc"],
    ),
    "secretariats": (
        "las secretarías de Planificación y Programación y de Bienestar Social",
        ["Planificación y Programación=segeplan", "Bienestar Social=sbs"],
    ),
    "municipalities, then another body": (
        "las municipalidades de Tecpán y San Juan Comalapa, y el INAB",
        ["Tecpán=*Municipalidad de Tecpán", "San Juan Comalapa=*Municipalidad de San Juan Comalapa", "INAB=inab"],
    ),
    "departmental governments": (
        "las gobernaciones departamentales de Jutiapa y Zacapa",
        ["Jutiapa=gobernacion-jutiapa", "Zacapa=gobernacion-zacapa"],
    ),
    "directorates without «General»": (
        "las direcciones generales de Caminos y de Transportes",
        ["Caminos=dgc", "Transportes=dgt"],
    ),
    "the head left out": (
        "la Municipalidad de Cobán, la de Tactic y la de Tecpán",
        ["Municipalidad de Cobán=muni-coban", "Tactic=*Municipalidad de Tactic", "Tecpán=*Municipalidad de Tecpán"],
    ),
    "the ministry left out": (
        "el Ministerio de Ambiente y el de Salud",
        ["Ministerio de Ambiente=marn", "Salud=mspas"],
    ),
    "a plural without names": ("los ministerios y las municipalidades de la costa sur", []),
}

OFFICES = {
    "minister": ("la ministra de Educación, Eva Ruiz", ["Educación=mineduc"]),
    "deputy minister": ("el viceministro de Finanzas", ["Finanzas=minfin"]),
    "deputy of a unit": ("el viceministro del Agua", ["Agua=vm-marn-agua"]),
    "deputy of a unit, with its ministry": (
        "el viceministro del Agua del Ministerio de Ambiente",
        ["Ministerio de Ambiente=marn"],
    ),
    "portfolio": ("titular de la cartera de Trabajo", ["cartera de Trabajo=mintrab"]),
    "ministers with their names": (
        "los ministros de Salud, Eva Paz, y de Economía, Luis Sosa, firmaron",
        ["Salud=mspas", "Economía=mineco"],
    ),
    "governor": ("la gobernadora departamental de Zacapa", ["Zacapa=gobernacion-zacapa"]),
    "governor, when the body has a better form": (
        "el gobernador de Zacapa habló en la Gobernación Departamental de Zacapa",
        ["Gobernación Departamental de Zacapa=gobernacion-zacapa"],
    ),
    "mayor": ("la alcaldesa de Tactic", ["Tactic=*Municipalidad de Tactic"]),
    "secretary with an adjective": (
        "el secretario privado de la Presidencia",
        ["secretario privado de la Presidencia=spp"],
    ),
    "chancellery": (
        "la cancillería y la Cancillería mexicana; la Cancillería recibió",
        ["cancillería=minex", "Cancillería=minex"],
    ),
    "a minister of elsewhere": ("la ministra de Salud de Honduras", []),
}

BARE = {
    "in a list of institutions": (
        "Participaron Salud, Trabajo, el INDE y la SAT.",
        ["Salud=mspas", "Trabajo=mintrab", "INDE=inde", "SAT=sat"],
    ),
    "after delegates": ("delegados de Educación y Ambiente", ["Educación=mineduc", "Ambiente=marn"]),
    "in a column": ("- Salud: Eva Paz\n- SESAN: Luis Sosa", ["Salud=mspas", "SESAN=sesan"]),
    "as a topic": ("En materia de Salud y Educación, la Economía y el Trabajo importan. Salud para todos.", []),
    "with an article": ("avances en la Salud, la Educación y el INDE", ["INDE=inde"]),
    "a town as its municipality": (
        "La Municipalidad de Tactic llegó. Tactic reforestará el cerro; en Tactic llovió.",
        ["Municipalidad de Tactic=*Municipalidad de Tactic", "Tactic=*Municipalidad de Tactic"],
    ),
    "a town as a place": ("Hubo reunión en Cobán, Tactic y Salamá.", []),
}

AMBIGUOUS = {
    "one body before a date": (
        "la Comisión contra la Corrupción",
        "2022-03-01",
        ["Comisión contra la Corrupción=cpcc"],
    ),
    "another after it": ("la Comisión contra la Corrupción", "2024-03-01", ["Comisión contra la Corrupción=cnc"]),
    "migration before its institute": (
        "la SAT, Migración y el INDE",
        "2015-01-01",
        ["SAT=sat", "Migración=dgm", "INDE=inde"],
    ),
    "migration now": ("la SAT, Migración y el INDE", "2024-01-01", ["SAT=sat", "Migración=igm", "INDE=inde"]),
    "the antecedent decides": (
        "La Cámara Guatemalteca de la Construcción opinó. La CGC pidió agua.",
        "2024-01-01",
        ["Cámara Guatemalteca de la Construcción=camara-construccion", "CGC=camara-construccion"],
    ),
    "the sentence decides": ("La CGC hará una auditoría.", "2024-01-01", ["CGC=cgc"]),
    "the text's own definition comes first": (
        "Acción Ciudadana (AC) y otros; luego AC opinó.",
        "2024-01-01",
        ["Acción Ciudadana=accion-ciudadana", "AC=accion-ciudadana", "AC=accion-ciudadana"],
    ),
    "without definition it is nobody": ("Luego AC y RC opinaron.", "2024-01-01", []),
    "a Roman numeral": ("el IV Plan de Acción", "2024-01-01", []),
    "the Executive": ("el Ejecutivo y el Director Ejecutivo", "2024-01-01", ["Ejecutivo=organismo-ejecutivo"]),
    "an address": ("copie la URL del sitio", "2024-01-01", []),
    "a university": ("el decano de la URL", "2024-01-01", ["URL=url"]),
    "systems": ("Guatecompras, SICOIN y el SNIP", "2024-01-01", []),
}


@pytest.mark.parametrize(("text", "expected"), SERIES.values(), ids=SERIES)
def test_names_that_share_a_head_are_told_apart(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(("text", "expected"), OFFICES.values(), ids=OFFICES)
def test_an_office_stands_for_its_body(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(("text", "expected"), BARE.values(), ids=BARE)
def test_a_common_word_is_a_body_only_in_its_place(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(("text", "day", "expected"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_an_ambiguous_surface_is_decided_by_its_rule(text, day, expected):
    assert named(text, day) == expected


def test_what_no_rule_decides_is_reported_with_its_candidates():
    mentions, unresolved = find("La Comisión contra la Corrupción abrió.", day=None)
    assert mentions == ()
    assert unresolved == (Unresolved("Comisión contra la Corrupción", 3, 32, ("cpcc", "cnc")),)
