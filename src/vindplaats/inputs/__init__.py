"""The inventory stage: list the files that a build may read, and find which have changed since the last build."""
