"""Every IRI answers: /id/<type>/<slug> and /ontology, by what the reader accepts."""

from flask import Blueprint

blueprint = Blueprint("ids", __name__)
