"""The one tree of errors that a user can cause or meet; everything else is a bug and may show a traceback.

    EnlaceError                  message in one sentence: what, where, what to do
    ├── InputError               a file or value given by the user cannot be used        (file, line)
    ├── StoreError               the store directory or a snapshot is not what it should be
    └── QueryError               a SPARQL query cannot be answered                       (status for HTTP)
        ├── QuerySyntaxError     it is not SPARQL 1.1                                    (line, column, hint)  400
        ├── QueryRefused         it asks for what is not allowed (SERVICE)                               403
        ├── QueryTooLarge        the query or its answer passes a limit                                  413
        ├── QueryOverBudget      it took too long or too much memory                                    503
        │   └── ServiceBusy      no engine came free                                                    503
        ├── FormatError          not in that format (graph/store/question.py)                           406
        └── ParameterError       a stored question cannot take that value (graph/questions)        400, 404

`webapp.errors` turns these into pages and problem+json, `webapp.cli` into one line on stderr and an exit code.
"""


class EnlaceError(Exception):
    """Any failure with a sentence for the user. `status` is the HTTP status it becomes, `exit_code` the CLI's."""

    status = 500
    exit_code = 1
    title = "Error"


class InputError(EnlaceError):
    """Something the user gave cannot be used.

    Arguments: reason, one sentence; file, its path as given; line, counted from 1.
    """

    status = 400
    title = "Entrada no válida"

    def __init__(self, reason: str, file: str | None = None, line: int | None = None):
        self.reason, self.file, self.line = reason, file, line
        where = ":".join(str(part) for part in (file, line) if part is not None)
        super().__init__(f"{where}: {reason}" if where else reason)


class StoreError(EnlaceError):
    """The store directory, or a snapshot in it, is missing, foreign or broken."""

    status = 503
    title = "El almacén no está disponible"


class QueryError(EnlaceError):
    """A query that cannot be answered."""

    status = 400
    title = "La consulta no se puede responder"


class QuerySyntaxError(QueryError):
    """Not SPARQL 1.1. `line` and `column` count from 1; None where the parser does not say. `hint`: what to do about
    it, a sentence, where that is known."""

    title = "La consulta no es SPARQL 1.1"

    def __init__(self, message: str, line: int | None = None, column: int | None = None, hint: str | None = None):
        self.line, self.column, self.hint = line, column, hint
        super().__init__(message)


class QueryRefused(QueryError):
    """The query asks for something that this service does not do."""

    status = 403
    title = "La consulta pide algo que este servicio no permite"


class QueryTooLarge(QueryError):
    """The query, or its answer, is larger than the limit. `link`: a Link header that leads to a first part, or None."""

    status = 413
    title = "La consulta o su respuesta es demasiado grande"
    link: str | None = None


class QueryOverBudget(QueryError):
    """The query passed its time or memory. `retry_after` is in seconds."""

    status = 503
    title = "La consulta pasó de su límite"

    def __init__(self, message: str, retry_after: int = 5):
        self.retry_after = retry_after
        super().__init__(message)


class ServiceBusy(QueryOverBudget):
    """Others ask so much that no engine came free; the query itself may be a good one."""

    title = "El servicio está muy ocupado"
