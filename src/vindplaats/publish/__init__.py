"""Stage 4: Artifacts to the public folder: stage beside it, verify, swap."""
