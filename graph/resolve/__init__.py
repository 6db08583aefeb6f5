"""What is one thing across records: findings of all records -> Identity, which tells of each what it is.

mesas.py      short and full names
bodies.py     institutions that the register lacks, under all their spellings
families.py   which records belong together: attachments, the same title
meetings.py   the same session told by several records
deals.py      the same agreement told by several records
rulings.py    what people decided: same, apart
identity.py   all of it asked in one place

Extraction sees one record at a time; here all are seen, and nothing depends on their order.
"""

from graph.resolve.deals import Deal
from graph.resolve.identity import Identity, Known, identify
from graph.resolve.meetings import Meeting
from graph.resolve.mesas import canonical, canonical_mesas
from graph.resolve.rulings import Rulings

__all__ = ["Deal", "Identity", "Known", "Meeting", "Rulings", "canonical", "canonical_mesas", "identify"]
