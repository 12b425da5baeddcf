"""The render stage: from a `Corpus` to the bytes of each `Artifact`, without writing any."""
