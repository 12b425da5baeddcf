"""The publish stage: make the files that are outdated, and replace the published site as a whole or not at all."""
