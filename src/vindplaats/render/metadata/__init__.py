"""Metadata for machines in the head of a page."""
