"""Stage 5: writes the files of a site to the public folder, all or nothing."""
