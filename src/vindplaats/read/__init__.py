"""Stage 1: bytes to typed records. Knows YAML and Markdown; knows nothing of other pages or of dates."""
