"""An address in a post becomes names of files inside its folder or site, and never of one outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records.site.attachments import Base, candidates

PIECES = [
    "..",
    ".",
    "/",
    "//",
    "\\",
    "%2e",
    "%2F",
    "%5c",
    "%00",
    "f",
    "a.pdf",
    "é",
    " ",
    "#",
    "?",
    ":",
    "C:",
    "https://a.gt",
]


@pytest.mark.parametrize(
    "address", ["mailto:a@b.gt", "//x.gt/a.pdf", "https://x.gt/a.pdf", "www.x.gt/a.pdf", "tel:1", ""]
)
def test_an_address_elsewhere_has_no_name_in_the_folder(address):
    assert candidates(address, "a.md", Base()) == []


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(["", "sitio", "un/sitio"]))
def test_no_address_gets_a_name_outside_the_site(address, root):
    base = Base(root, [("/f", "static/f"), ("/", "fotos")], "https://a.gt", is_site=True)
    try:
        names = candidates(address, f"{root}/src/a.md".lstrip("/"), base)
    except InputError as error:
        if not error.reason:
            raise AssertionError(address) from error
        return
    for name in names:
        assert not {"", ".", ".."} & set(name.split("/")) or name == ""
        assert name == root or name.startswith(root + "/" if root else "")


def test_a_site_inside_the_folder_is_not_left_either():
    base = Base("sitio", is_site=True)
    assert candidates("../b.pdf", "sitio/src/a.md", base)[0] == "sitio/b.pdf"
    with pytest.raises(InputError, match="sale de la carpeta del sitio"):
        candidates("../../otro/b.pdf", "sitio/src/a.md", base)
