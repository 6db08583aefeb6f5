"""Spanish first, English complete: every message of code and templates has its translation, and fits it."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from graph import errors
from graph.store import question  # noqa: F401  (its errors are part of the tree)

WEBAPP = Path(__file__).resolve().parents[2] / "webapp"
CATALOGUE = WEBAPP / "translations" / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = ["-k", "lazy_gettext", "-k", "lazy_pgettext:1c,2"]
MEND = """write the English into webapp/translations/en/LC_MESSAGES/messages.po; pybabel adds the places for it:
  cd webapp
  pybabel extract -F translations/babel.cfg -k lazy_gettext -k lazy_pgettext:1c,2 --no-location -o messages.pot .
  pybabel update -i messages.pot -d translations -l en --no-fuzzy-matching --omit-header --no-wrap"""


def extracted(folder: Path, *keywords: str) -> dict:
    """The messages that code and templates use with `keywords`, by (context, message)."""
    pot = folder / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "translations/babel.cfg"]
    subprocess.run([*command, *keywords, "-o", str(pot), "."], cwd=WEBAPP, check=True)
    with pot.open("rb") as file:
        return {(one.context, one.id): one for one in read_po(file) if one.id}


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """The messages that code and templates use, by (context, message)."""
    return extracted(tmp_path_factory.mktemp("messages"), *KEYWORDS)


@pytest.fixture(scope="module")
def translated():
    with CATALOGUE.open("rb") as file:
        return {(one.context, one.id): one for one in read_po(file, locale="en") if one.id}


def test_every_message_is_translated(used, translated):
    assert len(used) > 300
    missing = [key for key in used if key not in translated or not all(_strings(translated[key]))]
    assert not missing, f"without English: {missing}\n{MEND}"


def test_no_message_is_used_alone_that_has_a_plural(tmp_path: Path, used):
    """gettext finds a message that has a plural only by ngettext; alone it would stay Spanish."""
    alone = extracted(tmp_path, "--no-default-keywords", "-k", "_", "-k", "gettext", "-k", "lazy_gettext")
    plurals = {message[0] for _, message in used if isinstance(message, (list, tuple))}
    assert plurals
    assert not plurals & {message for _, message in alone}


def test_no_translation_is_left_over(used, translated):
    spare = [key for key in translated if key not in used]
    assert not spare, f"no longer used, take them out of messages.po: {spare}"


def test_translations_hold_the_places_of_their_messages(translated):
    for (_, message), one in translated.items():
        forms = [message] if isinstance(message, str) else list(message)
        wanted = [_places(form) for form in forms]
        for string in _strings(one):
            assert _places(string) in wanted, f"{message!r}: {string!r}"


def test_the_catalogue_compiles_as_the_package_build_compiles_it(tmp_path):
    from babel.messages.mofile import read_mo, write_mo

    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    assert len(read_mo(compiled)) == len(catalogue)


def test_the_titles_of_all_errors_can_be_translated(translated):
    titles = {kind.title for kind in _tree(errors.EnlaceError)}
    assert len(titles) >= 8
    assert titles <= {message for _, message in translated}


def test_no_message_hides_in_an_f_string():
    """Babel does not see into f-strings before Python 3.12, so such a message would be translated nowhere."""
    hidden = [
        f"{path.name}: {line.strip()}"
        for path in WEBAPP.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"""\bf["'].*\{[^}"']*gettext\(""", line)
    ]
    assert not hidden, hidden


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Who sits with whom, what they agreed and where it is written."),
        ("/acuerdos", "Overdue"),
        ("/instituciones", "Not in the directory"),
        (
            "/mesas/mesa-de-transformacion-digital",
            "(SPP) since 2024; 5 institutions take part; 1 agreement, 1 overdue.",
        ),
        ("/mesas/mesa-de-innovadores-publicos", "Convened by"),
        ("/registros/modernizacion-2024", "What was read here"),
        ("/datos", "For your portal"),
        ("/ontology", "Place where several institutions work on a subject together"),
        ("/red", "The network"),
    ],
)
def test_pages_speak_english(visit, path, words):
    assert words in visit(path, Accept_Language="en").text


def _strings(message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def _places(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[ds]", text))


def _tree(kind: type) -> list[type]:
    return [kind, *(below for child in kind.__subclasses__() for below in _tree(child))]
