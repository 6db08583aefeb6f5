"""A page of the web -> the article in it. `lxml` and trafilatura are called by `formats.html` only.

chrome.py    what belongs to the site goes
about.py     title, date and address of the article
blocks.py    the article's tree -> text
"""
