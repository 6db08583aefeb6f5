"""The SPARQL service: the protocol (pure functions), its answers over HTTP, and the workbench for people."""
