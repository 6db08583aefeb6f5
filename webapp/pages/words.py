"""The words that pages use for what the graph says: roles, statements, states, kinds; and the gender of bodies."""

from flask_babel import lazy_gettext, lazy_pgettext

ROLES = {  # how the bodies of a mesa are introduced
    "Leader": lazy_gettext("¿Quién lidera?"),
    "Convener": lazy_pgettext("mesa", "Convoca"),
    "Participant": lazy_gettext("Participan"),
    "Supporter": lazy_pgettext("mesa", "Apoya"),
    "Invited": lazy_gettext("Invitadas"),
    "Host": lazy_gettext("Ha sido sede"),
}
SEATS = {  # how the mesas of a body are introduced
    "Leader": lazy_gettext("Lidera"),
    "Convener": lazy_gettext("Convoca"),
    "Participant": lazy_gettext("Participa"),
    "Supporter": lazy_gettext("Apoya"),
    "Invited": lazy_gettext("Invitada"),
    "Host": lazy_gettext("Sede"),
}
SAID = {  # subject … object, of a statement of evidence: one subject, several
    "ledBy": (lazy_gettext("es liderada por"), lazy_gettext("son lideradas por")),
    "leads": (lazy_gettext("lidera"), lazy_gettext("lideran")),
    "participatesIn": (lazy_gettext("participa en"), lazy_gettext("participan en")),
    "supports": (lazy_gettext("apoya a"), lazy_gettext("apoyan a")),
    "invitedTo": (lazy_gettext("fue invitada a"), lazy_gettext("fueron invitadas a")),
    "convenes": (lazy_gettext("convoca a"), lazy_gettext("convocan a")),
    "hostedBy": (lazy_gettext("tuvo como sede a"), lazy_gettext("tuvieron como sede a")),
    "sessionOf": (lazy_gettext("es de"), lazy_gettext("son de")),
    "subMesaOf": (lazy_gettext("es submesa de"), lazy_gettext("son submesas de")),
    "agreementOf": (lazy_gettext("se acordó en"), lazy_gettext("se acordaron en")),
    "responsible": (lazy_gettext("le toca a"), lazy_gettext("les toca a")),
    "represents": (lazy_gettext("representa a"), lazy_gettext("representan a")),
    "mentions": (lazy_gettext("nombra a"), lazy_gettext("nombran a")),
}
STATUSES = {  # of agreements, as tabs: name and word in the address
    "overdue": (lazy_gettext("Vencidos"), "vencidos"),
    "soon": (lazy_gettext("Por vencer"), "por-vencer"),
    "open": (lazy_gettext("Vigentes"), "vigentes"),
    "fulfilled": (lazy_gettext("Cumplidos"), "cumplidos"),
    "undated": (lazy_gettext("Sin fecha"), "sin-fecha"),
}
KINDS_OF_RECORD = {
    "news": lazy_gettext("Noticia"),
    "post": lazy_gettext("Publicación"),
    "minutes": lazy_gettext("Minuta"),
    "activity": lazy_gettext("Actividad"),
    "group": lazy_gettext("Grupo de trabajo"),
    "directory": lazy_gettext("Directorio"),
    "document": lazy_gettext("Documento"),
}
KINDS_OF_DECISION = {
    "alias": lazy_gettext("Otra forma de un nombre"),
    "same-as": lazy_gettext("Dos que son lo mismo"),
    "not-same": lazy_gettext("Dos que no son lo mismo"),
    "assert": lazy_gettext("Se afirma"),
    "deny": lazy_gettext("Se niega"),
}
KINDS_OF_AGREEMENT = {
    "acuerdo": lazy_gettext("Acuerdo"),
    "compromiso": lazy_gettext("Compromiso"),
    "convenio": lazy_gettext("Convenio"),
}
CLASSES = {  # groups of search results
    "Institution": lazy_gettext("Instituciones"),
    "Mesa": lazy_gettext("Mesas"),
    "Agreement": lazy_gettext("Acuerdos"),
    "Record": lazy_gettext("Registros"),
    "Person": lazy_gettext("Personas"),
    "Topic": lazy_gettext("Temas"),
    "Norm": lazy_gettext("Normas"),
    "Session": lazy_gettext("Sesiones"),
}
_FEMININE = (  # the first word of a body's name, and its article in Spanish
    "academia agencia alianza alcaldía asociación autoridad cámara coalición comisión confederación contraloría "
    "coordinadora corporación corte defensoría delegación dirección escuela empresa federación fiscalía fundación "
    "gobernación gremial inspección intendencia junta mancomunidad mesa misión municipalidad oficina organización "
    "policía presidencia procuraduría red secretaría sociedad subsecretaría superintendencia unidad universidad "
    "vicepresidencia"
)
_MASCULINE = (
    "archivo banco centro colegio comité congreso consejo crédito cuerpo despacho ejército fondo foro frente "
    "gabinete gobierno grupo hospital instituto ministerio movimiento observatorio organismo parlamento programa "
    "proyecto registro servicio sindicato sistema tribunal viceministerio"
)
ARTICLES = {**dict.fromkeys(_FEMININE.split(), "la"), **dict.fromkeys(_MASCULINE.split(), "el")}
