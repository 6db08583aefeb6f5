"""Snapshot -> what a page needs: each question is SPARQL text and the dataclass of its answer."""
