"""RDF files to a graph: nobody is called because a file says so."""

import json
import socket

import pytest

from ontology.files import read_rdf


@pytest.fixture
def listener():
    """A server that must hear nothing."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        yield server


@pytest.mark.parametrize("where", ["whole", "list", "nested", "import"])
def test_a_context_that_stands_elsewhere_is_refused_and_not_fetched(tmp_path, listener, where):
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/c.jsonld"
    documents = {
        "whole": {"@context": address, "@id": "urn:a"},
        "list": {"@context": [{"b": "urn:b"}, address], "@id": "urn:a"},
        "nested": {"@id": "urn:a", "urn:b": {"@context": address, "@id": "urn:c"}},
        "import": {"@context": {"@version": 1.1, "@import": address}, "@id": "urn:a"},
    }
    file = tmp_path / "x.jsonld"
    file.write_text(json.dumps(documents[where]), encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.jsonld.*@context"):
        read_rdf([file])
    with pytest.raises(TimeoutError):
        listener.accept()


def test_a_context_inside_the_file_is_read(tmp_path):
    file = tmp_path / "x.jsonld"
    file.write_text('{"@context": {"b": "urn:b"}, "@id": "urn:a", "b": "c"}', encoding="utf-8")
    assert len(read_rdf([file])) == 1
