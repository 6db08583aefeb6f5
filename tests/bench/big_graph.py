"""1.67 million statements of our vocabulary, the same each time: institutions that take part in mesas, with their
terms.
"""

import random
from collections.abc import Iterator
from pathlib import Path

BASE = "https://w3id.org/enlace/"
INSTITUTIONS, MESAS, PARTICIPATIONS = 12_000, 24_000, 260_000

_E = f"{BASE}ontology#"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
_DATE = "<http://www.w3.org/2001/XMLSchema#date>"


def institution(number: int) -> str:
    """The IRI of an institution."""
    return f"{BASE}id/institution/institucion-{number}"


def mesa(number: int) -> str:
    """The IRI of a mesa."""
    return f"{BASE}id/mesa/mesa-{number}"


def statements(participations: int = PARTICIPATIONS) -> Iterator[str]:
    """The statements as lines of N-Triples."""
    chance = random.Random(20261121)
    for n in range(INSTITUTIONS):
        who = f"<{institution(n)}>"
        yield f"{who} {_TYPE} <{_E}Institution> .\n"
        yield f'{who} {_LABEL} "Institución número {n}"@es .\n'
        yield f'{who} <{_E}acronym> "I{n}" .\n'
    for n in range(MESAS):
        where = f"<{mesa(n)}>"
        yield f"{where} {_TYPE} <{_E}Mesa> .\n"
        yield f'{where} {_LABEL} "Mesa técnica número {n}"@es .\n'
        yield f"{where} <{_E}ledBy> <{institution(chance.randrange(INSTITUTIONS))}> .\n"
    for n in range(participations):
        who, where = f"<{institution(chance.randrange(INSTITUTIONS))}>", f"<{mesa(chance.randrange(MESAS))}>"
        term = f"<{BASE}id/participation/p-{n}>"
        yield f"{term} {_TYPE} <{_E}Participation> .\n"
        yield f"{term} <{_E}member> {who} .\n"
        yield f"{term} <{_E}organization> {where} .\n"
        yield f"{term} <{_E}role> <{_E}Participant> .\n"
        day = f"{chance.randint(2015, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield f'{term} <{_E}firstSeen> "{day}"^^{_DATE} .\n'
        yield f"{who} <{_E}participatesIn> {where} .\n"


def write_graph(file: Path, participations: int = PARTICIPATIONS) -> int:
    """Write the statements as N-Triples. Returns how many lines."""
    count = 0
    with file.open("w", encoding="utf-8") as out:
        for line in statements(participations):
            out.write(line)
            count += 1
    return count
