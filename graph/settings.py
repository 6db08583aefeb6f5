"""The one table of settings: name, default, help. Read once from the environment, frozen, passed along.

Every setting is read from `ENLACE_<NAME>`; the command line's `--store` and `--base-iri` come before it.
`docs/settings.md` is compared with this table by a test.
"""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from graph.errors import InputError


def setting(default: Any, help: str) -> Any:
    """A row of the table: its default and what it is for (with units)."""
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True)
class Settings:
    """All settings of Enlace; see each row's help."""

    store: Path = setting(Path("var/enlace"), "Folder of the snapshots.")
    curated: str = setting("", "Folder of people's decisions (CSV); empty: the shipped `data/curated`.")
    base_iri: str = setting("https://w3id.org/enlace/", "Base of every data IRI; ends in / or #.")
    title: str = setting("Enlace", "Name of the service, as shown on pages and in the catalogue.")
    publisher: str = setting("Enlace", "Name of the body that publishes the data.")
    publisher_url: str = setting("https://w3id.org/enlace/", "Address of the publisher.")
    contact_email: str = setting("", "Mailbox for questions on the data; empty: none is shown.")
    licence: str = setting("http://www.opendefinition.org/licenses/cc-by", "IRI of the data's licence.")
    keep_snapshots: int = setting(5, "Earlier snapshots kept for rollback.")
    engines: int = setting(4, "Queries evaluated at one time by each web worker, each in a process.")
    query_seconds: float = setting(10.0, "Longest evaluation of a query, in seconds; a client may ask for less.")
    query_memory: int = setting(1024, "Memory of a query engine, in MB.")
    query_length: int = setting(1_000_000, "Longest query, in bytes.")
    answer_size: int = setting(256, "Largest answer, in MB.")
    queue_seconds: float = setting(5.0, "How long a query waits for a free engine, in seconds.")
    queue_length: int = setting(100, "Queries that may wait for an engine; more are refused with 503.")
    spool_size: int = setting(2048, "Large answers that are being sent at one time, in MB of temporary files.")
    cache_size: int = setting(64, "Answers kept in memory by each web worker, in MB; 0 keeps none.")
    federation: str = setting("", "Endpoints that SERVICE may ask, separated by spaces; empty: none.")
    client_seconds: float = setting(60.0, "Engine seconds that one client may use in a minute; 0: no limit.")
    client_errors: int = setting(120, "Failed queries that one client may send in a minute; 0: no limit.")
    unlimited_clients: str = setting("127.0.0.0/8 ::1", "Networks whose clients have no such limits.")
    trusted_proxies: str = setting("", "Networks of proxies whose X-Forwarded headers are believed.")
    record_size: int = setting(10, "Largest record file, in MB.")
    record_seconds: float = setting(10.0, "Longest parse of a record file, in seconds.")
    record_memory: int = setting(512, "Memory that the parse of a record file may take, in MB.")

    @property
    def endpoints(self) -> list[str]:
        """The endpoints of `federation`, one by one."""
        return self.federation.split()


def _convert(name: str, default: Any, text: str) -> Any:
    """`text` as the type of `default`. Raises InputError naming the variable."""
    try:
        return type(default)(text)
    except ValueError:
        kind = {int: "un número entero", float: "un número"}.get(type(default), "un valor válido")
        raise InputError(f"ENLACE_{name.upper()} debe ser {kind}, no «{text}»") from None


def load_settings(**given: Any) -> Settings:
    """Settings from the defaults, then the environment, then `given` (None values are passed over).

    Raises InputError when a variable cannot be read or the base IRI is not one.
    """
    values: dict[str, Any] = {}
    for row in fields(Settings):
        text = os.environ.get(f"ENLACE_{row.name.upper()}")
        if text is not None:
            values[row.name] = _convert(row.name, row.default, text)
    values.update({name: value for name, value in given.items() if value is not None})
    settings = Settings(**values)
    if not settings.base_iri.startswith(("http://", "https://")) or settings.base_iri[-1] not in "/#":
        raise InputError(f"la base «{settings.base_iri}» debe empezar con http:// o https:// y terminar en / o #")
    return settings


def shipped_data() -> Path:
    """The folder of shipped data: `data/` in a checkout, `enlace_data/` beside the packages in a wheel."""
    here = Path(__file__).resolve().parent.parent
    for folder in (here / "data", here / "enlace_data"):
        if (folder / "register").is_dir():
            return folder
    raise InputError("no se encuentran los datos que acompañan a Enlace; reinstale el paquete")
