"""What belongs to a site and not to the article goes: menus, banners, sidebars, share buttons, other news, comments.

The words that tell them are in `data/reading/html.toml`. Elements are lxml's, but lxml is not called here.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.errors import InputError
from graph.records.markdown import ATTACHMENT
from graph.settings import shipped_data
from ontology.slugs import fold

_NEVER_READ = (
    "head", "script", "style", "noscript", "template", "object", "embed", "iframe", "svg", "math", "canvas", "video",
    "audio", "map", "select", "button", "input", "textarea", "datalist", "progress", "meter", "figcaption",
)  # fmt: skip
_OF_THE_SITE = ("nav", "aside", "footer", "header", "dialog")
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_PRAISE = re.compile(
    r"(?:tag|category|has|no|with|is|single|postid|wp|page|elementor)[-_]"
)  # what themes say of a page
_SEPARATORS = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
_PATTERNS = ("whole", "beside", "lines", "headings", "elsewhere", "see_also", "no_article", "no_title")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FIRM = re.compile(r"relacionad|recient|interesar|leid|vist[ao]|ultim[ao]s|otr[ao]s")
_MOST, _SOME = 0.5, 80  # the share of a page's text that is never a part of the site; characters of a paragraph


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of `data/reading/html.toml`; all but `parts` as one pattern for a folded line."""

    parts: frozenset[str]
    whole: re.Pattern[str]
    beside: re.Pattern[str]
    lines: re.Pattern[str]
    headings: re.Pattern[str]
    elsewhere: re.Pattern[str]
    see_also: re.Pattern[str]
    no_article: re.Pattern[str]
    no_title: re.Pattern[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables, read once. Raises InputError when they are broken."""
    path = shipped_data() / "reading" / "html.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"no se puede leer la tabla ({error})", str(path)) from None
    rest = (table[name] for name in _PATTERNS)
    return Words(frozenset(table["parts"]), *(re.compile(f"(?:{'|'.join(group)})") for group in rest))


def said(element: Any) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def heard(text: str) -> str:
    """A line as the tables have it: small letters, no accents, no marks around it."""
    return fold(" ".join(text.split())).strip(" .:·•|*_>»«[]¡!¿?-–—")


def letters(text: str) -> str:
    """The letters and figures of a text, by which two renderings of it are compared."""
    return re.sub(r"[\W_]+", "", text.casefold())


def plain_length(element: Any) -> int:
    """The characters of an element's text that are not part of a link."""
    linked = sum(len(said(link)) for link in element.iter("a") if link is not element)
    return 0 if element.tag == "a" else len(said(element)) - linked


def without_site(body: Any) -> None:
    """Take out of a page's body (in place) what its tags, roles, classes and headings say is not the article."""
    _keep_documents(body)
    drop(body.iter(*_NEVER_READ))
    drop(element for element in body.iter() if element is not body and _is_hidden(element))
    drop(form for form in body.iter("form") if plain_length(form) < 3 * _SOME)
    drop(mark for mark in body.iter("sup") if _is_footnote(mark))
    drop(site_parts(body))
    drop(element for element in body.iter() if element is not body and _has_name(element, words().beside))
    _drop_elsewhere(body)
    drop(each for each in body.iter("p", "div", "li", "td", "span", "h2", "h3", "h4", "h5") if _is_no_line(each))


def site_parts(body: Any) -> list[Any]:
    """The elements that are parts of the site by tag, role, class or id; never one that holds most of the text."""
    most = plain_length(body) * _MOST
    return [each for each in body.iter() if each is not body and _is_of_site(each) and plain_length(each) <= most]


def drop(elements: Iterable[Any]) -> None:
    """Take elements out of their tree; the text behind them stays."""
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()


def drop_but_documents(element: Any) -> None:
    """Take out an element's text; links to attachments stay, without theirs."""
    links = [link for link in element.iter("a") if ATTACHMENT.search(link.get("href") or "")]
    for child in list(element):
        element.remove(child)
    element.text = None
    for link in links:
        for child in list(link):
            link.remove(child)
        link.text = link.tail = None
        element.append(link)


def _keep_documents(body: Any) -> None:
    """Documents shown inside the page (iframe, embed, object) become links without a text."""
    for frame in list(body.iter("iframe", "embed", "object")):
        address = frame.get("src") or frame.get("data") or ""
        if ATTACHMENT.search(address):
            for child in list(frame):
                frame.remove(child)
            frame.attrib.clear()
            frame.tag, frame.text = "a", None
            frame.set("href", address)


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search((element.get("style") or "").lower()))


def _is_footnote(mark: Any) -> bool:
    """Whether a raised figure is a link to a note."""
    linked = mark.getparent().tag == "a" or mark.find(".//a") is not None
    return linked and said(mark).strip("[]()*").isdecimal()


def _is_of_site(element: Any) -> bool:
    tag = element.tag
    if tag in ("article", "main") or tag in _HEADINGS:
        return False
    if tag in _OF_THE_SITE or (element.get("role") or "").lower() in _ROLES:
        return not (
            tag in ("header", "footer") and any(each.tag in ("article", "main") for each in element.iterancestors())
        )
    if not any(_names_site(value) for name in ("class", "id") for value in (element.get(name) or "").split()):
        return False
    return element.find(".//main") is None and element.find(".//*[@itemprop='articleBody']") is None


def _has_name(element: Any, pattern: re.Pattern[str]) -> bool:
    names = (element.get(name) for name in ("class", "id", "itemprop"))
    return any(pattern.fullmatch(fold(value)) for value in " ".join(filter(None, names)).split() if len(value) < 80)


def heads(body: Any) -> list[Any]:
    """Headings of HTML, and what a page sets as a heading."""
    tags = ("h1", "h2", "h3", "div", "td", "span", "p", "strong")
    return [each for each in body.iter(*tags) if each.tag in _HEADINGS or _has_name(each, words().headings)]


@lru_cache(maxsize=10_000)
def _names_site(value: str) -> bool:
    """Whether a class or an id names a part of the site."""
    if len(value) > 80:
        return False
    if words().whole.fullmatch(fold(value)):
        return True
    if _PRAISE.match(value):
        return False
    return not words().parts.isdisjoint(fold(part) for part in _SEPARATORS.split(value))


def _drop_elsewhere(body: Any) -> None:
    """Headings of links to other pages, with those links."""
    for heading in list(body.iter(*_HEADINGS, "p", "div", "strong", "b", "span", "td", "th")):
        text = said(heading) if len(heading) < 6 else ""
        if not text or len(text) > _SOME or not words().elsewhere.fullmatch(heard(text)):
            continue
        top, above = heading, list(heading.iterancestors())
        if body not in above:  # it went with a heading before it
            continue
        for parent in above[: above.index(body)]:
            top = parent if said(parent) == text else top
        _drop_links_behind(top, firmly=bool(_FIRM.search(heard(text))))
        drop_but_documents(top)


def _drop_links_behind(heading: Any, firmly: bool) -> None:
    """What follows a heading beside it, as far as it is links, cards of other news, or nothing.

    firmly: the heading speaks of other news, so that short lines without a link are their titles.
    """
    following = heading.getnext()
    while following is not None:
        element, following = following, following.getnext()
        text = said(element)
        if text and not _is_cards(element, text) and not (firmly and _is_short(element)):
            break
        drop_but_documents(element)


def _is_cards(element: Any, text: str) -> bool:
    if element.tag in _HEADINGS and element.find(".//a") is None:
        return False
    links = sum(len(said(link)) for link in ([element] if element.tag == "a" else element.iter("a")))
    return links >= 0.4 * len(text) or (links > 0 and element.find(".//img") is not None)


def _is_short(element: Any) -> bool:
    """Whether all that an element says are short lines."""
    lines = [said(each) for each in element.iter("p", "li", "h3", "h4", "h5", "h6", "td")] or [said(element)]
    return element.tag not in ("h1", "h2") and all(len(line) <= 1.5 * _SOME for line in lines)


def _is_no_line(element: Any) -> bool:
    """Whether a paragraph is one that CMSs write («Visitas: 12»), or «Lea también: …» and a link."""
    text = said(element)
    if len(text) < _SOME and words().lines.fullmatch(heard(text)):
        return True
    if element.find(".//a") is None:
        return False
    return len(text) < 4 * _SOME and plain_length(element) < _SOME and bool(words().see_also.match(heard(text)))
