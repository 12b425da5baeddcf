"""Stage 5, which writes the files of a site to the public folder, all or nothing."""
