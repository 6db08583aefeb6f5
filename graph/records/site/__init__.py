"""Folders as sites: which of their files are records, what a CMS's schema says about them, and what they carry along.

passed.py       what is passed over, and what cannot be read     (tables in data/reading/site.toml)
tree.py         YAML from strangers -> nested nodes, bounded
schema.py       admin/config.yml -> Site with its collections
plan.py         the files of a folder -> what becomes of each, and in which order
heads.py        a collection's file -> its fields and the text below them
roles.py        a field of the schema -> what it is for
entries.py      fields and schema -> Record
attachments.py  an address in a post -> the file inside the folder
reader.py       all of it, file by file, holding names, links and dates only
"""
