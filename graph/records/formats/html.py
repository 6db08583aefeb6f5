"""HTML -> Draft: the article of a page, without its site. Runs in the child of `sandbox` only.

The site's parts go first (`web.chrome`). What is left is given to trafilatura, which knows where an article is; from
there on the page's own tree is read (`web.blocks`), because it has the numbers of lists, the tables and the short lines
that trafilatura leaves out.
"""

import codecs
import re
from copy import deepcopy
from dataclasses import asdict
from typing import Any

import trafilatura
from lxml import etree, html  # type: ignore[import-untyped]

from graph.errors import InputError
from graph.records.draft import Draft
from graph.records.formats.web.about import About
from graph.records.formats.web.blocks import Blocks
from graph.records.formats.web.chrome import drop_but_documents, heard, plain_length, said, without_site, words
from graph.records.markdown import ATTACHMENT
from graph.records.repair import repair, repair_text

_CHARSET = re.compile(
    rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,200}encoding=[\"']([\w.:-]{2,40})", re.I
)
_FORMATTING = re.compile(
    r"</?(?:font|span|b|i|u|em|strong|big|small|center|tt|s|strike|o:p|ins|nobr)(?=[\s/>])[^<>]*>", re.I
)
_FOLLOWED = ("http://", "https://", "ftp://")
_LITTLE = 40  # characters that are too few for an article
_MUCH = 600  # characters that a page saying «404» may have and still be an article
_ENOUGH, _MOST_OF_IT, _NEARLY_ALL, _HARDLY_MORE = 0.5, 0.7, 0.9, 1.5
_HOLDERS = ("div", "section", "article", "main", "center", "form", "fieldset", "font", "td", "body")
_PROSE = ("p", "ul", "ol", "dl", "table", "blockquote", "h2", "h3", "h4", "h5")


def parse(data: bytes) -> dict[str, object]:
    """The article of a page as a Draft's fields. Raises InputError: no article, frames only, nested without end."""
    source = _decoded(data)
    page = _tree(source)
    about = About(page, source)
    body = page.find("body")
    if body is None or not said(body):
        raise InputError(_empty_reason(page))
    title, day = about.title(), about.date()
    without_site(body)
    if about.heading is not None and about.heading.getparent() is not None:
        drop_but_documents(about.heading)
    article = _article(body, about.heading)
    text = _text(article)
    if words().no_article.fullmatch(heard(title)) and len(text) < _MUCH or plain_length(article) < _LITTLE:
        raise InputError("no tiene artículo que leer; guarde la página de una noticia o de un documento")
    return asdict(Draft(text, title if about.is_sure(title, text) else "", day, about.source, _documents(article)))


def _decoded(data: bytes) -> str:
    """The page as text: UTF-8 or a mark first, then the encoding that the page declares, then Windows-1252."""
    declared = _CHARSET.search(data[:4096])
    name = (declared[1] or declared[2]).decode("ascii").lower() if declared else ""
    if name and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            if name not in ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii", "windows-1252"):
                try:
                    return repair_text(data.decode(name).replace("\0", ""))
                except (LookupError, ValueError):
                    pass
    return repair(data).text


def _tree(source: str) -> Any:
    """The page's tree. Marks of lettering that nobody closed nest without end; they go when it gets too deep."""
    for text in (source, _FORMATTING.sub("", source)):
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        try:
            page = html.document_fromstring(text.encode("utf-8", "ignore"), parser=parser)
        except etree.ParserError:
            raise InputError("no tiene artículo que leer; guarde la página de una noticia o de un documento") from None
        if not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
            return page
    raise InputError("anida demasiados niveles de etiquetas; guárdelo de nuevo desde el navegador")


def _empty_reason(page: Any) -> str:
    if page.find(".//frame") is not None or page.find(".//iframe") is not None:
        return "solo tiene marcos (frames); guarde la página que se muestra dentro"
    return "no tiene artículo que leer; guarde la página de una noticia o de un documento"


def _article(body: Any, heading: Any | None) -> Any:
    """The element that holds the article. heading: its title, where the page shows one."""
    marked = _marked(body)
    kept = _kept(body)
    found = _holding(body, heading, kept) if kept else None
    enough = found is not None and plain_length(found) >= _ENOUGH * plain_length(marked)
    article = _whole(found, body, heading) if enough else marked
    _without_link_lists(article, kept)
    return article


def _is_marked(element: Any) -> bool:
    return (
        element.tag in ("article", "main") or element.get("itemprop") == "articleBody" or element.get("role") == "main"
    )


def _whole(found: Any, body: Any, heading: Any | None) -> Any:
    """The element around `found` that has the article's short pieces too: a lead, a list, a last line."""
    found = next((each for each in (found, *found.iterancestors()) if each.tag in _HOLDERS), body)
    if heading is not None and found in heading.iterancestors():
        return found  # what stands between a title and a text was found with them
    length = plain_length(found)
    for each in found.iterancestors():
        if each is body or plain_length(each) > _HARDLY_MORE * length:
            break
        if _is_marked(each) or all(_is_prose(child) for child in each if child not in (found, *found.iterancestors())):
            found = each
    return found


def _is_prose(element: Any) -> bool:
    """Whether an element is empty, or made of what texts are made of and not of links."""
    length = len(said(element))
    return not length or (plain_length(element) > length / 2 and next(element.iter(*_PROSE), None) is not None)


def _marked(body: Any) -> Any:
    """The largest element that says it is the article; the body when none does or they say little."""
    marked = [each for each in body.iter("article", "main", "div", "section", "td") if _is_marked(each)]
    largest = max(marked, key=plain_length, default=body)
    return largest if plain_length(largest) >= _LITTLE else body


def _kept(body: Any) -> str:
    """The letters that trafilatura takes for the article's; "" when it finds none."""
    for precise in (True, False):
        page = etree.Element("html")
        page.append(deepcopy(body))
        page = html.document_fromstring(etree.tostring(page, encoding="unicode", method="html"))
        found = trafilatura.bare_extraction(
            page, include_comments=False, include_tables=True, favor_precision=precise, favor_recall=not precise
        )
        text = found.text if isinstance(found, trafilatura.settings.Document) else ""
        if text and len(text) >= 2 * _LITTLE:
            return _solid(text)
    return ""


def _solid(text: str) -> str:
    """A text without its white space, by which two renderings of it are compared."""
    return "".join(text.split())


def _holding(body: Any, heading: Any | None, kept: str) -> Any:
    """The innermost element that holds nearly all that trafilatura kept; less will do below the title."""
    weight: dict[Any, int] = {}
    total = 0
    for element in body.iter():
        if element.tag == "a":
            continue
        own = _solid(" ".join([element.text or "", *(child.tail or "" for child in element)]))
        if len(own) >= 15 and own in kept:
            total += len(own)
            for each in (element, *element.iterancestors()):
                weight[each] = weight.get(each, 0) + len(own)
    around = set(heading.iterancestors()) if heading is not None else set()
    holding = [
        element
        for element, held in weight.items()
        if held >= (_MOST_OF_IT if element in around else _NEARLY_ALL) * total
    ]
    return max(holding, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _without_link_lists(article: Any, kept: str) -> None:
    """Take out lists and paragraphs that are only links to other pages, unless trafilatura kept them."""
    for element in list(article.iter("ul", "ol", "p", "div", "table", "td")):
        text = said(element)
        if element is article or not text or element.find(".//a") is None or plain_length(element) > 0.1 * len(text):
            continue
        if _solid(text) not in kept and not _introduced(element):
            drop_but_documents(element)


def _introduced(element: Any) -> bool:
    """Whether the paragraph above announces a list («… participaron:»)."""
    above = element.getprevious()
    return above is not None and said(above).endswith(":")


def _text(article: Any) -> str:
    blocks = Blocks()
    for event, element in etree.iterwalk(article, events=("start", "end")):
        if event == "start":
            blocks.start(element)
        else:
            blocks.end(element)
    return blocks.text()


def _documents(article: Any) -> tuple[str, ...]:
    """Addresses of attachments in the article, as written."""
    found = [" ".join((link.get("href") or "").split()) for link in article.iter("a")]
    fit = [
        link
        for link in found
        if ATTACHMENT.search(link) and (":" not in link.split("/")[0] or link.startswith(_FOLLOWED))
    ]
    return tuple(dict.fromkeys(fit))
