"""An extension of Python-Markdown that reads CommonMark and GitHub's additions, with the line of every block."""
