"""A page's words and strokes -> its text as a person reads it: columns, tables, lists, paragraphs. No library's room.

page.py       what a reader of PDF or of pictures hands over: words and strokes with their places
lines.py      words -> lines, and the pieces that wide gaps divide them into
scan.py       a picture of a page -> the strokes in it
ruled.py      strokes -> tables with their cells
tables.py     cells -> rows of text
bands.py      rows of a page, and those through which a gap runs: what has columns
aligned.py    what columns without strokes are: prose, a table, labels with values, names
layout.py     pieces and tables -> blocks, in the order in which they are read
flow.py       lines -> paragraphs, items, headings
furniture.py  heads, feet and page numbers that come back on every page
assembly.py   the blocks of all pages -> one text
heading.py    the head of the first page -> the title
"""
