"""A target for a fuzzer that looks at what code its input reaches, and the corpus it starts from."""
