"""Stage 4: the Corpus to Artifacts: addresses, views, templates. Writes nothing."""
