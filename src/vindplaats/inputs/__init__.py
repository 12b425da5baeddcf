"""The files that a build reads: which exist, and which have changed since the last build."""
