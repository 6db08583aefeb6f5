"""HTML: the article of a page comes in whole, and nothing of its site does."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records.record import Record

PAGES = Path(__file__).parent / "pages"
SENTENCE = "La Mesa de Agua se reunió el 3 de mayo en Cobán con el INFOM y el MSPAS y acordó perforar dos pozos."
ARTICLE = f"<h1>Mesa de Agua en Cobán</h1><p>{SENTENCE}</p>"


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def lines(record: Record) -> str:
    """A record as the files beside the pages write it."""
    known = {
        "fecha": record.date, "origen": record.source, "adjuntos": ", ".join(record.documents), "clase": record.kind,
    }  # fmt: skip
    return "".join(f"{name}: {value}\n" for name, value in known.items()) + f"\n{record.text}\n"


def test_there_are_pages_of_different_make():
    assert len(list(PAGES.glob("*.html"))) >= 12


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_the_article_is_read_and_its_site_is_not(path, read):
    record = read(path.name, path.read_bytes())
    assert lines(record) == path.with_suffix(".txt").read_text(encoding="utf-8")
    assert record.title == record.text.partition("\n")[0]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15", "macintosh"])
def test_a_page_is_decoded_as_it_declares(read, encoding):
    html = (
        f'<html><head><meta charset="{encoding}"></head><body><h1>Sesión de la Mesa</h1><p>{SENTENCE}</p></body></html>'
    )
    assert read("a.html", html.encode(encoding)).text == f"Sesión de la Mesa\n\n{SENTENCE}"


def test_a_page_that_declares_the_wrong_encoding_is_decoded_as_it_is(read):
    html = f'<html><head><meta charset="utf-8"></head><body><p>{SENTENCE}</p></body></html>'
    assert read("a.html", html.encode("cp1252")).text == SENTENCE
    assert read("b.html", html.replace("utf-8", "iso-8859-1").encode("utf-8")).text == SENTENCE
    assert read("c.html", b"\xff\xfe" + html.encode("utf-16-le")).text == SENTENCE


def test_lists_keep_their_numbers(read):
    html = (
        '<ol start="3"><li>tres<li>cuatro<ul><li>suelto</ul></ol><ol type="A"><li>letra</ol>'
        '<ol style="list-style-type: lower-roman"><li value="9">nueve<li>diez</ol>'
    )
    text = read("a.html", page(ARTICLE + html)).text
    assert text.endswith("3. tres\n4. cuatro\n  - suelto\n\nA) letra\n\nix) nueve\nx) diez")


def test_a_table_of_many_columns_loses_none(read):
    cells = [f"c{number}" for number in range(60)]
    row = "".join(f"<td>{cell}" for cell in cells)
    text = read("a.html", page(f"{ARTICLE}<table><tr>{row}<tr>{row}</table>")).text
    assert text.count(f"| {' | '.join(cells)} |") == 2


def test_tables_and_definitions_are_lines(read):
    html = (
        "<table><tr><th>Lugar<td>Cobán<tr><th>Hora<td>9</table><dl><dt>Preside<dd>INFOM<dt>Asisten:<dd>MSPAS</dd><dd>MARN</dl>"
        "<table><tr><td>Qué<td>Quién<tr><td rowspan=2>Pozo<td>INFOM<tr><td>MARN<tr><td colspan=2>Fin</table>"
    )
    text = read("a.html", page(ARTICLE + html)).text
    assert "Lugar: Cobán\nHora: 9\n\nPreside: INFOM\nAsisten:\n- MSPAS\n- MARN\n\n" in text
    assert text.endswith("| Qué | Quién |\n| Pozo | INFOM |\n| | MARN |\nFin")


def test_breaks_divide_lines_but_not_sentences(read):
    text = read(
        "a.html", page(f"{ARTICLE}<p>Lugar: Cobán<br>Hora: 9<br>La mesa<br>volverá en junio.<br><br>Fin.</p>")
    ).text
    assert text.endswith("Lugar: Cobán\nHora: 9\nLa mesa volverá en junio.\n\nFin.")


def test_what_is_hidden_or_runs_is_not_read(read):
    html = (
        "<p hidden>uno</p><p style='display: none'>dos</p><script>document.write('tres')</script><style>p{}</style>"
        "<template>cuatro</template><noscript>cinco</noscript><button>Compartir</button><select><option>seis</select>"
    )
    assert read("a.html", page(ARTICLE + html)).text == f"Mesa de Agua en Cobán\n\n{SENTENCE}"


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2024-05-22T10:00:00-06:00">', "", date(2024, 5, 22)),
        ('<meta name="DC.date.issued" content="22/05/2024">', "", date(2024, 5, 22)),
        (
            '<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2024-05-22"}]</script>',
            "",
            date(2024, 5, 22),
        ),
        ("", '<time datetime="2024-05-22T01:00">hace dos días</time>', date(2024, 5, 22)),
        ("", '<span class="fecha">Publicado el miércoles 22 de mayo de 2024, 10:30 a.m.</span>', date(2024, 5, 22)),
        ("", "<p>Guatemala, 22 de mayo de 2024</p>", date(2024, 5, 22)),
        ("", '<time class="updated">23 mayo, 2024</time>', None),
        ("", '<aside><h3>Noticias</h3><span class="date">22 mayo, 2024</span></aside>', None),
        ("", "<footer>© 2024 Gobierno</footer>", None),
        ('<meta property="article:modified_time" content="2024-05-22">', "", None),
    ],
)
def test_the_date_is_the_articles_own(read, head, body, day):
    assert read("a.html", page(ARTICLE.replace("</h1>", f"</h1>{body}"), head)).date == day


def test_a_date_that_the_calendar_lacks_is_refused(opened):
    with pytest.raises(InputError, match="no existe en el calendario"):
        opened("a.html", page(ARTICLE.replace("</h1>", "</h1><time>31 de febrero de 2024</time>")))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/nota/1", "", "https://x.gob.gt/a b", "ftp://x.gob.gt/a"])
def test_an_address_that_is_none_is_no_source(read, address):
    assert read("a.html", page(ARTICLE, f'<link rel="canonical" href="{address}">')).source is None


def test_attachments_are_collected_as_they_are_written(read):
    html = (
        '<p>Lea la <a href=" docs/acta 1.pdf ">minuta</a>, el <a href="https://x.gob.gt/l.XLSX?v=2">listado</a>, '
        '<a href="javascript:x.pdf">esto</a> y <a href="/pagina">eso</a>.</p><iframe src="/ver/oficio.pdf"></iframe>'
        '<h3>Documentos relacionados</h3><ul><li><a href="a.docx">Bases</a></li></ul>'
    )
    record = read("a.html", page(f'<nav><a href="ley.pdf">Ley</a></nav><main>{ARTICLE}{html}</main>'))
    assert record.documents == ("docs/acta 1.pdf", "https://x.gob.gt/l.XLSX?v=2", "/ver/oficio.pdf", "a.docx")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<frameset><frame src='a.html'></frameset>", "marcos"),
        ("<body><iframe src='a.html'></iframe></body>", "marcos"),
        ("<title>Mesa</title><body></body>", "no tiene artículo"),
        (
            "<title>Error 404</title><body><h1>Página no encontrada</h1><p>La página que busca no existe.</p>",
            "artículo",
        ),
        (
            "<title>Iniciar sesión</title><body><form>Usuario <input><p>Ingrese con su cuenta.</p></form>",
            "artículo",
        ),
        ("<body><ul>" + "<li><a href=x>Mesa de Agua y Saneamiento</a>" * 9 + "</ul>", "artículo"),
        ("<!-- nada -->" * 9 + "<html>", "no tiene artículo"),
        ("<html><body>" + "<div>" * 3000 + SENTENCE, "niveles"),
        ("<div>" * 1_000_000, "niveles"),
        ("<html><body>\0" + SENTENCE, "nulos"),
    ],
)
def test_what_has_no_article_says_so(opened, html, reason):
    with pytest.raises(InputError, match=reason):
        opened("a.html", html.encode())


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Mesa de Agua</h1>" + "".join(f"<p><font><b>Sesión {number} de la Mesa" for number in range(3000)),
        f"<p title='{'x' * 3_000_000}'>{SENTENCE}",
        f"<p {'a=b ' * 300_000}>{SENTENCE}",
        f"<!DOCTYPE html [<!ENTITY a 'xxxx'><!ENTITY b '&a;&a;&a;'>]><p>{SENTENCE}</p><p>{'&b;' * 20}</p>",
        f"<table><tr><td colspan=99999 rowspan=99999>Mesa<td>x</tr><tr><td>{SENTENCE}<td>y</table>",
        f"<p>{SENTENCE}<ul><li>uno<li>dos<table><tr><td>x<h2>y",
        f"<script>while(1){{}}</script><p onload='x()'>{SENTENCE}",
        f"<p>{SENTENCE}</p>" + "<" * 200_000,
    ],
)
def test_hostile_pages_are_read(read, html):
    assert "Mesa" in read("a.html", f"<html><body>{html}".encode()).text


TAGS = [
    "div",
    "p",
    "ul",
    "li",
    "ol",
    "table",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "a href=x.pdf",
    "h1",
    "h2",
    "br",
    "form",
    "main",
    "aside",
    "b",
]
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>"),
    st.sampled_from(
        [
            SENTENCE,
            "Mesa ",
            "&nbsp;",
            "<",
            "<!--",
            "-->",
            "2024-02-31",
            '<p class="fecha">3 de mayo de 2023',
            "Noticias relacionadas",
            "\n",
        ]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_page_is_read_or_refused_with_a_reason(opened, html):
    try:
        (record,) = opened("a.html", f"<html><body>{html}".encode())
    except InputError as error:
        if not error.reason or "dañado" in error.reason:
            raise AssertionError(error) from error
        return
    assert isinstance(record, Record)
    assert record.text
