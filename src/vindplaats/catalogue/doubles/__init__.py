"""Pages that are or may be duplicates of one another."""
