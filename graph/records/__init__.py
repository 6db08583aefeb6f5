"""Files -> Record: each format has its reader; text is repaired; what cannot be read is said by name and reason."""
