"""A document of Word -> its text. The elements are lxml's, as python-docx gives them to `formats.docx`.

numbering.py   the numbers that Word computes and never writes
inline.py      a paragraph's text: runs, fields, links, what was inserted and deleted
flow.py        paragraphs and tables in their order
"""
