"""The templates of a site, and its colours."""
