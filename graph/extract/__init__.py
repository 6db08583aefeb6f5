"""Record -> Findings: who, which mesa, when, what was agreed; each with the exact stretch of text that says it."""
