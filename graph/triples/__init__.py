"""Findings -> triples: one named graph a record, no blank nodes, same input, same triples."""
