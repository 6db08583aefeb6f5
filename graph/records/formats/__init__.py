"""One parser a format, each the owner of its library. They read strangers' bytes, so they are imported in a child only.

`graph.records.sandbox` starts that child and holds it to its budget of time and memory.
"""
