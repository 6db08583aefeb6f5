"""Decisions on forms, at work while records are extracted: the register as taught, and findings set right."""

import logging

from graph.curation.decisions import Decisions
from graph.curation.readings import settled
from graph.curation.teaching import teach
from graph.extract.findings import Findings
from graph.extract.pipeline import extract
from graph.extract.register import Register
from graph.records.record import Record

_log = logging.getLogger(__name__)


class Curator:
    """Stands beside extraction. `register` is what extraction must be given."""

    def __init__(self, register: Register, decisions: Decisions):
        self.decisions, self._register = decisions, register
        self.register = teach(register, decisions)
        self._own = {one.record for one in decisions.of("alias") if one.record}

    def findings(self, record: Record, findings: Findings) -> Findings:
        """What a record says under the decisions on forms, after extraction with `register`.

        A record with decisions of its own is extracted once more; should that fail, its first reading stands.
        """
        if record.name in self._own:
            try:
                findings = extract(record, teach(self._register, self.decisions, record.name))
            except Exception:
                _log.exception("extraction under its own decisions failed on %s", record.file)
        return settled(record.name, findings, self.decisions, self._register.bodies)
