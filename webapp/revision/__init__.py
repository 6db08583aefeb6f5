"""The list /revision: what a build could not decide or is not sure of, with the line that decides each. It only shows.

view.py    the addresses, and which part of the list each shows        words.py   how kinds and answers are told
cards.py   an item as its card shows it                                export.py  the same list as JSON and CSV
spots.py   where it stands in the text of a record
"""
