"""What a format's parser hands on: the text of a file and what the file says about itself, before it is a Record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of a file that is not plain text.

    text: paragraphs divided by blank lines; items of lists on lines of their own with their mark (`- x`, `1. x`); rows
    of tables on lines of their own (`| a | b |`). title, date and source as the file says them, "" where it does not.
    documents: addresses of attachments to which it links. scanned: its text was read from pictures of pages. unread:
    what part of the file adds nothing to the text, and why.
    """

    text: str
    title: str = ""
    date: str = ""
    source: str = ""
    documents: tuple[str, ...] = ()
    scanned: bool = False
    unread: str = ""
