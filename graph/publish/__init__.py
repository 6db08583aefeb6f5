"""Snapshot -> publications: dumps, catalogue, checksums; one file a format."""
