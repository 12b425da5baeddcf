"""Mistakes in the syntax of front matter: the fences around it and its YAML, with the line as it should be."""
