"""How a study is cited, in every format."""
