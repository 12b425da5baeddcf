"""The facts that pages are rendered from, and a record of which page asked for which."""
