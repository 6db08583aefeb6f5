"""Finite forms of Spanish verbs in the third person, so that tables can name a verb by its infinitive."""

from functools import lru_cache

_REGULAR = {
    "ar": ("a", "an", "ó", "aron", "aba", "aban", "e", "en", "ara", "aran"),
    "er": ("e", "en", "ió", "ieron", "ía", "ían", "a", "an", "iera", "ieran"),
    "ir": ("e", "en", "ió", "ieron", "ía", "ían", "a", "an", "iera", "ieran"),
}
_GLIDING = ("ye", "yen", "yó", "yeron")
_FUTURE = ("á", "án", "ía", "ían")
_HAVE = ("ha", "han", "había", "habían", "habrá", "habrán")
_SPELLING = {"car": "qu", "gar": "gu", "zar": "c"}
# present (singular, plural), preterite (singular, plural), stem of the future, participle; None where it is regular
_IRREGULAR: dict[str, tuple[str | None, str | None, str | None, str | None]] = {
    "ducir": (None, "dujo dujeron", None, None),
    "tener": ("tiene tienen", "tuvo tuvieron", "tendr", None),
    "hacer": ("hace hacen", "hizo hicieron", "har", "hecho"),
    "dar": ("da dan", "dio dieron", "dar", "dado"),
    "decir": ("dice dicen", "dijo dijeron", "dir", "dicho"),
    "estar": ("está están", "estuvo estuvieron", "estar", "estado"),
    "ser": ("es son", "fue fueron", "ser", "sido"),
    "ir": ("va van", "fue fueron", "ir", "ido"),
    "contar": ("cuenta cuentan", None, None, None),
    "mostrar": ("muestra muestran", None, None, None),
    "recordar": ("recuerda recuerdan", None, None, None),
    "acordar": ("acuerda acuerdan", None, None, None),
    "acoger": (None, None, None, None),
    "pedir": ("pide piden", "pidió pidieron", None, None),
    "sugerir": ("sugiere sugieren", "sugirió sugirieron", None, None),
    "requerir": ("requiere requieren", "requirió requirieron", None, None),
    "advertir": ("advierte advierten", "advirtió advirtieron", None, None),
    "reunir": ("reúne reúnen", None, None, None),
    "abrir": (None, None, None, "abierto"),
    "suscribir": (None, None, None, "suscrito"),
    "recaer": ("recae recaen", "recayó recayeron", None, None),
    "concurrir": (None, None, None, None),
    "ofrecer": (None, None, None, None),
    "proveer": (None, "proveyó proveyeron", None, None),
    "poner": ("pone ponen", "puso pusieron", "pondr", "puesto"),
    "comprometer": (None, None, None, None),
    "aprobar": ("aprueba aprueban", None, None, None),
    "quedar": (None, None, None, None),
    "atender": ("atiende atienden", None, None, None),
    "resolver": ("resuelve resuelven", None, None, "resuelto"),
    "seguir": ("sigue siguen", "siguió siguieron", None, None),
    "servir": ("sirve sirven", "sirvió sirvieron", None, None),
    "rendir": ("rinde rinden", "rindió rindieron", None, None),
    "elegir": ("elige eligen", "eligió eligieron", None, None),
    "conferir": ("confiere confieren", "confirió confirieron", None, None),
    "diferir": ("difiere difieren", "difirió difirieron", None, None),
    "adherir": ("adhiere adhieren", "adhirió adhirieron", None, None),
    "transferir": ("transfiere transfieren", "transfirió transfirieron", None, None),
    "converger": ("converge convergen", None, None, None),
    "mover": ("mueve mueven", None, None, None),
    "volver": ("vuelve vuelven", None, None, "vuelto"),
    "encomendar": ("encomienda encomiendan", None, None, None),
    "recomendar": ("recomienda recomiendan", None, None, None),
    "encontrar": ("encuentra encuentran", None, None, None),
    "comenzar": ("comienza comienzan", None, None, None),
    "sentar": ("sienta sientan", None, None, None),
    "extender": ("extiende extienden", None, None, None),
    "costar": ("cuesta cuestan", None, None, None),
    "demostrar": ("demuestra demuestran", None, None, None),
    "poder": ("puede pueden", "pudo pudieron", "podr", None),
    "salir": (None, None, "saldr", None),
    "venir": ("viene vienen", "vino vinieron", "vendr", None),
    "traer": ("trae traen", "trajo trajeron", None, "traído"),
    "caer": ("cae caen", "cayó cayeron", None, "caído"),
    "leer": ("lee leen", "leyó leyeron", None, "leído"),
    "prever": ("prevé prevén", "previó previeron", None, "previsto"),
    "despedir": ("despide despiden", "despidió despidieron", None, None),
    "ver": ("ve ven", "vio vieron", None, "visto"),
    "escribir": (None, None, None, "escrito"),
    "cerrar": ("cierra cierran", None, None, None),
}


# Their compounds go like them: «mantener» like «tener», «posponer» like «poner».
_STEMS = ("poner", "tener", "venir", "hacer", "traer", "seguir", "mover", "volver", "ducir")


@lru_cache(maxsize=1024)
def _irregular(infinitive: str) -> tuple[str | None, str | None, str | None, str | None]:
    """The row of the table for a verb, or for the verb that it is a compound of; all None for a regular one."""
    if infinitive in _IRREGULAR:
        return _IRREGULAR[infinitive]
    stem = next((each for each in _STEMS if infinitive.endswith(each)), None)
    if stem is None:
        return (None,) * 4
    prefix = infinitive.removesuffix(stem)
    present, preterite, future, participle = _IRREGULAR[stem]
    present, preterite = (
        " ".join(prefix + form for form in (row or "").split()) or None for row in (present, preterite)
    )
    return (present, preterite, prefix + future if future else None, prefix + participle if participle else None)


@lru_cache(maxsize=1024)
def finite_forms(infinitive: str) -> tuple[str, ...]:
    """Third-person forms of a verb, singular and plural, the perfect included («ha participado»).

    Raises ValueError for what is not an infinitive.
    """
    stem, ending = infinitive[:-2], infinitive[-2:]
    if ending not in _REGULAR:
        raise ValueError(f"«{infinitive}» no es un infinitivo")
    _, _, future, participle = _irregular(infinitive)
    forms = [*telling_forms(infinitive), *(stem + suffix for suffix in _REGULAR[ending][4:])]
    forms += [_soft_stem(infinitive) + suffix for suffix in ("e", "en")] if ending == "ar" else []
    forms += [(future or infinitive) + suffix for suffix in _FUTURE]
    forms += [f"{have} {participle or regular_participle(infinitive)}" for have in _HAVE]
    return tuple(sorted(dict.fromkeys(forms), key=lambda form: (-len(form), form)))


@lru_cache(maxsize=1024)
def telling_forms(infinitive: str) -> tuple[str, ...]:
    """The forms that tell: present and preterite, singular and plural («presenta», «presentó»)."""
    present, preterite, _, _ = _irregular(infinitive)
    endings = _GLIDING if _glides(infinitive) else _REGULAR[infinitive[-2:]][:4]
    regular = [infinitive[:-2] + suffix for suffix in endings]
    return (*(present.split() if present else regular[:2]), *(preterite.split() if preterite else regular[2:]))


def _glides(infinitive: str) -> bool:
    """Whether a y comes between stem and ending: constitu-ir becomes constitu-ye."""
    return infinitive.endswith("uir") and not infinitive.endswith(("guir", "quir"))


def _soft_stem(infinitive: str) -> str:
    """The stem before an e: convoc-ar becomes convoqu-e."""
    for ending, soft in _SPELLING.items():
        if infinitive.endswith(ending):
            return infinitive[: -len(ending)] + soft
    return infinitive[:-2]


def regular_participle(infinitive: str) -> str:
    """The masculine singular participle of a regular verb."""
    return infinitive[:-2] + ("ado" if infinitive.endswith("ar") else "ido")
