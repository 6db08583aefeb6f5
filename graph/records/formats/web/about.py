"""What a page of the web says of itself: title, date of publication, address. Never the day on which it is read."""

import json
import re
from datetime import timedelta
from typing import Any

from graph.errors import InputError
from graph.records.dates import parse_date
from graph.records.formats.web.chrome import heads, heard, letters, said, site_parts, words
from graph.records.repair import repair_text
from ontology.slugs import fold

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_DATES = (
    "datepublished", "article:published_time", "og:article:published_time", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "publication_date", "publish-date", "pubdate",
)  # fmt: skip
_SEPARATOR = re.compile(r"\s+[|–—«»·•:-]+\s+|\s*[|»«]\s*")
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->")
_DATED = re.compile(r"date|fecha|publi[cs]|posted|creat|creado|submitted|meta|time|info")
_CHANGED = re.compile(r"actualiza|modifica|updated|modified")
_IN_LINE = re.compile(
    r"\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-]\d{4}|\d\d?\s+(?:de\s+)?[A-Za-z]{3,10}\.?,?\s+(?:del?\s+)?\d{4}"
    r"|[A-Za-z]{3,10}\.?\s+\d\d?\s*,\s+(?:del?\s+)?\d{4}"
)
_LARGEST = 500_000  # characters of a script with JSON-LD
_BYLINE = 60  # characters of a line that begins with the date, whatever its class is called
_SHORT = 120  # characters of a line that tells a date
_ZONES = timedelta(days=1)  # a CMS that writes universal time is a day ahead in the evening


class About:
    """The page's own statements. page: the root of its tree, nothing taken out yet; source: its text."""

    def __init__(self, page: Any, source: str):
        self._page, self._body = page, page.find("body")
        self._declared = {**_declared(page), **_json_ld(page)}
        self.site = self._declared.get("og:site_name", "")
        self._site_parts = set(site_parts(self._body)) if self._body is not None else set()
        self.heading = self._heading()
        self.source = self._address(source)

    def title(self) -> str:
        """The article's title as the page shows it, else as it declares it; "" when it says none."""
        if self.heading is not None:
            return said(self.heading)
        names = (self._without_site(name) for name in self._names())
        return next((name for name in names if name and not words().no_title.fullmatch(heard(name))), "")

    def is_sure(self, title: str, text: str) -> bool:
        """Whether a title is the article's and not the site's: the page shows it, or declares it for this article."""
        shown = self.heading is not None or letters(title) in letters(text)
        return shown or any(letters(title) in letters(self._declared.get(name, "")) for name in _TITLES)

    def date(self) -> str:
        """The day of publication, ISO where it is understood; "" when the page says none.

        What is shown beside the title comes before what is declared, unless they are more than a day apart.
        """
        shown = self._shown_date()
        declared = next((self._declared[name] for name in _DATES if self._declared.get(name)), "")
        if not shown or not declared:
            return shown or declared
        try:
            days = [parse_date(text) for text in (shown, declared)]
        except InputError:
            return declared
        return shown if days[1] is None or (days[0] and abs(days[0] - days[1]) <= _ZONES) else declared

    def _names(self) -> list[str]:
        """The titles that the page declares, the surest first."""
        page_title = self._page.find(".//head/title")
        found = [self._declared.get(name, "") for name in _TITLES]
        return [name for name in (*found, said(page_title) if page_title is not None else "") if name]

    def _heading(self) -> Any | None:
        """The heading that is the article's title: one that a declared title repeats, else the only h1."""
        if self._body is None:
            return None
        found = [each for each in heads(self._body) if self._may_be_title(said(each))]
        own = [each for each in found if not self._is_outside(each)]
        for name in map(letters, self._names()):
            for group in (own, found):
                repeated = [each for each in group if letters(said(each)) in name]
                if repeated:
                    return max(repeated, key=lambda each: len(said(each)))
        for tag in ("h1", "h2", None):
            first = [each for each in own if each.tag == tag or (tag is None and each.tag not in ("h1", "h2", "h3"))]
            if first:
                return first[0] if len(first) == 1 else None
        return None

    def _is_outside(self, element: Any) -> bool:
        """Whether an element stands in a part of the site."""
        return any(each in self._site_parts for each in element.iterancestors())

    def _may_be_title(self, text: str) -> bool:
        plain = heard(text)
        named = self.site and letters(text) == letters(self.site)
        return " " in plain and len(text) <= 300 and not named and not words().no_title.fullmatch(plain)

    def _without_site(self, name: str) -> str:
        """A declared title without the site's name behind or before it."""
        parts = [part for part in _SEPARATOR.split(name) if part]
        site = letters(self.site)
        own = [part for part in parts if not site or letters(part) not in site]
        if len(own) < len(parts) or len(parts) == 1:
            return " – ".join(own)
        return max(own, key=len, default="") if len(own) > 1 else name

    def _shown_date(self) -> str:
        """The first date below the title, else the last one above it, outside the parts of the site."""
        before, after, seen = "", "", self.heading is None
        for element in self._body.iter() if self._body is not None else ():
            if element is self.heading:
                seen = True
            elif not (seen and after) and _tells_date(element):
                told = _day_in(element)
                if told and not self._is_outside(element):
                    before, after = (before, after or told) if seen else (told, after)
        return after or before

    def _address(self, source: str) -> str:
        links = (link for link in self._page.iter("link") if (link.get("rel") or "").lower() == "canonical")
        saved = _SAVED.search(source[:5000])
        found = (*((link.get("href") or "").strip() for link in links), self._declared.get("og:url", ""))
        addresses = (*found, saved[1] if saved else "")
        return next((one for one in addresses if re.fullmatch(r"https?://[^\s<>\"]{3,2000}", one)), "")


def _declared(page: Any) -> dict[str, str]:
    """What `meta` elements say, by name in small letters; the first of each counts."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join(repair_text(meta.get("content") or "").split())
        if name and content:
            found.setdefault(name, content[:2000])
    return found


def _json_ld(page: Any) -> dict[str, str]:
    """Headline and date of the first article that JSON-LD tells of."""
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            waiting = [json.loads(script.text[:_LARGEST])]
        except (ValueError, RecursionError):
            continue
        for _ in range(1000):
            one = waiting.pop(0) if waiting else None
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                if "datePublished" in one or "headline" in one:
                    texts = {name.lower(): one.get(name) for name in ("datePublished", "headline")}
                    return {name: " ".join(text.split()) for name, text in texts.items() if isinstance(text, str)}
                waiting += [value for value in one.values() if isinstance(value, dict | list)]
    return {}


def _tells_date(element: Any) -> bool:
    if heard((element.text or "")[:20]).startswith("publicad"):
        return True
    named = fold(" ".join(filter(None, (element.get(name) for name in ("class", "id", "itemprop")))))
    if _CHANGED.search(named):
        return False
    if element.tag == "time" or _DATED.search(named):
        return True
    return bool(_IN_LINE.match((element.text or "").lstrip())) and len(said(element)) <= _BYLINE


def _day_in(element: Any) -> str:
    """The date that an element shows: ISO, as written when the calendar lacks it, "" when it shows none."""
    text = said(element)
    if not text or len(text) > _SHORT or _CHANGED.search(fold(text)):
        text = ""
    stamps = (element.get("datetime") or "", element.get("content") or "")
    for candidate in (text, *_IN_LINE.findall(text), *stamps):
        try:
            found = parse_date(candidate)
        except InputError:
            return candidate
        if found:
            return found.isoformat()
    return ""
