"""The words of the register and of extraction, in the vocabulary's terms."""

from rdflib import Literal

from ontology.terms import ENLACE

KINDS = {
    "ministerio": ENLACE.Ministerio,
    "secretaria": ENLACE.Secretaria,
    "superintendencia": ENLACE.Superintendencia,
    "comision": ENLACE.Comision,
    "comite": ENLACE.Comite,
    "consejo": ENLACE.Consejo,
    "gabinete": ENLACE.Consejo,
    "instituto": ENLACE.Instituto,
    "procuraduria": ENLACE.Procuraduria,
    "oficina": ENLACE.Oficina,
    "direccion": ENLACE.Direccion,
    "autoridad": ENLACE.Autoridad,
    "municipalidad": ENLACE.Municipalidad,
    "universidad": ENLACE.Universidad,
    "empresa-publica": ENLACE.EmpresaPublica,
    "organismo": ENLACE.Organismo,
    "corte": ENLACE.Organismo,
    "congreso": ENLACE.Organismo,
    "ministerio-publico": ENLACE.Organismo,
    "contraloria": ENLACE.Organismo,
    "sociedad-civil": ENLACE.CivilSociety,
    "sector-privado": ENLACE.PrivateSector,
    "cooperacion": ENLACE.InternationalBody,
}

ROLES = {
    "leads": ENLACE.Leader,
    "participatesIn": ENLACE.Participant,
    "supports": ENLACE.Supporter,
    "invitedTo": ENLACE.Invited,
    "convenes": ENLACE.Convener,
    "hosts": ENLACE.Host,
}


def es(text: str) -> Literal:
    """A text in Spanish."""
    return Literal(text, lang="es")
