"""Stage 5: Artifacts to the public folder: stage beside it, verify, swap."""
