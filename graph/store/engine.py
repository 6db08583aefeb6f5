"""Engines answer SPARQL over one store: what every engine offers, and the one that runs inside this process.

`LocalEngine` is for the build and the command line, where the question is ours and may take what it needs. Questions
from outside go to `pool.EnginePool`, whose engines are processes that can be killed.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from pyoxigraph import Store

from graph.errors import QueryError, StoreError
from graph.store.answers import FORMATS, Answered, evaluate, format_for, query_form, table
from graph.store.binding import IRI, Value, bind

__all__ = ["IRI", "Answer", "Engine", "LocalEngine", "Value"]
