"""What people decided about the data: files that git can review, applied at every build, stronger than extraction.

decisions.py       `data/curated/*.csv` -> Decisions; every fault is one sentence with file and line
rows.py            one line of a file -> a Decision
vocabulary.py      what the vocabulary lets a person state: domain, range, values
contradictions.py  what two decisions cannot both hold
teaching.py        alias, not-same -> a register that reads so, before extraction
readings.py        findings in which a form stands for what was decided, where extraction read it otherwise
curator.py         both of them at work beside extraction
rulings.py         same-as, not-same -> what `graph.resolve` asks: what is one thing, what is two
verdicts.py        assert, deny -> taken out of and put into the graphs of a build
trace.py           every decision in the graph `curated`, and the sentence that tells it

The order of strength: deny, then assert, then same-as, then what extraction read. `docs/decisions/0007-curation.md`
says why, `data/curated/README.md` how a person writes a decision.
"""

from graph.curation.decisions import KINDS, Decision, Decisions, curated_folder, read_decisions, warnings

__all__ = ["KINDS", "Decision", "Decisions", "curated_folder", "read_decisions", "warnings"]
