"""Metadata in the head of a page, for search engines, social networks and reference managers."""
