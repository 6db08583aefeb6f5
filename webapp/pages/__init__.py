"""What officials read: home, search, lists, and one page per entity. Every page works without JavaScript."""

from flask import Blueprint

blueprint = Blueprint("pages", __name__)
