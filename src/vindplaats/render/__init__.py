"""Stage 4: the Corpus to the bytes of each Artifact, by addresses, views and templates, without writing any."""
