"""The address of every page and file, and the checks on these addresses."""
