"""Stage 3: the Corpus to Artifacts: addresses, views, templates. Writes nothing."""
