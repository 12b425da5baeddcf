"""Views, the values that templates receive, and functions that build parts of them."""
