"""The address of every page and file, and collisions between addresses."""
