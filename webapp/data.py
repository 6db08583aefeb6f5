"""Open data for people and portals: /datos, /dumps, /catalog."""

from flask import Blueprint

blueprint = Blueprint("data", __name__)
