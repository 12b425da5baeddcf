"""Stage 5: write the files of the site to the public folder, all of them or none."""
