"""Notations in pages that are recognised on their own: language tags, and the conflict markers of git."""
