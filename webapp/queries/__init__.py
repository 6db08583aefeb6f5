"""The stored questions on the web: a list in plain words, a page with a form for each, and their answers as files.

view.py    the routes          form.py     parameters as fields      words.py   what columns and themes are called
room.py    where values are looked up       answer.py  an answer as a table and bars      files.py  answers for programs
"""
