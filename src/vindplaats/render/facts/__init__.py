"""The facts from which pages are rendered, and a record of the facts that each page asked for."""
