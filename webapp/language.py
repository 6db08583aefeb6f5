"""Spanish first, English by choice. `?lang=` decides and is remembered; else the cookie; else Accept-Language."""

import re
from datetime import date
from decimal import Decimal

from flask import Flask, Response, request
from flask_babel import Babel, format_date, format_decimal, get_locale, gettext
from markupsafe import Markup

LOCALES = {"es": "es_GT", "en": "en"}
COOKIE = "lang"
YEAR = 365 * 24 * 3600


def choose() -> str:
    """The locale of this request, `es_GT` or `en`."""
    for choice in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if choice in LOCALES:
            return LOCALES[choice]
    return LOCALES[request.accept_languages.best_match(list(LOCALES), default="es")]


def current() -> str:
    """The language of this request as pages and labels know it: `es` or `en`."""
    locale = get_locale()
    return locale.language if locale is not None else "es"


def _remember(response: Response) -> Response:
    """Keeps a choice made by `?lang=`, and tells caches on what the page depends."""
    choice = request.args.get("lang")
    if choice in LOCALES and response.mimetype == "text/html":
        response.set_cookie(COOKIE, choice, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    if response.mimetype == "text/html":
        response.vary.update(("Accept", "Accept-Language", "Cookie"))
    return response


def day(value: date | None, style: str = "long") -> str:
    """A date in words («11 de septiembre de 2024»), or «sin fecha». style: long | month | short (the
    month alone) | year."""
    if value is None:
        return gettext("sin fecha")
    english = current() == "en"
    forms = {"long": "long", "month": "MMMM y" if english else "MMMM 'de' y", "short": "MMM", "year": "y"}
    return format_date(value, forms[style])


def brief(value: date) -> str:
    """A day as it stands in a column: «26 abr 2022»."""
    return format_date(value, "d MMM y")


def number(value: int | float | Decimal) -> str:
    """A number as this locale writes it (1,234)."""
    return format_decimal(value)


def size(count: int) -> str:
    """A number of bytes as people read it: 812 B, 14.2 kB, 3.1 MB."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{format_decimal(round(count / factor, 1))} {unit}"
    return f"{count} B"


def begun(text: str) -> str:
    """A phrase as it begins a line: its first letter is a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def time_tag(value: date | None, style: str = "long") -> Markup:
    """A date in words inside `<time>`, so that machines read it too."""
    if value is None:
        return Markup('<span class="muted">{}</span>').format(day(value))
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), day(value, style))


def address_in(lang: str) -> str:
    """This very page in the other language: its address with `lang` set."""
    query = re.sub(r"(^|&)lang=[^&]*", "", request.query_string.decode("utf-8", "replace")).lstrip("&")
    return f"{request.script_root}{request.path}?{query + '&' if query else ''}lang={lang}"


def install(app: Flask) -> None:
    """Registers Babel, the filters `day`, `time`, `number`, and what base.html needs."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", LOCALES["es"])
    Babel(app, locale_selector=choose)
    app.after_request(_remember)
    app.jinja_env.filters.update(day=day, brief=brief, time=time_tag, number=number, begun=begun, size=size)
    app.jinja_env.globals.update(current_language=current, address_in=address_in)
