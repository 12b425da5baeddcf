"""A target for a coverage-guided fuzzer, and its seed corpus."""
