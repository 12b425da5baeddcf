"""The media stage: inspect the files that pages use, and scale pictures for the publish stage."""
