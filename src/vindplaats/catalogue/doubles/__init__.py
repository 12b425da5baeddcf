"""Pages that are or may be doubles of each other."""
