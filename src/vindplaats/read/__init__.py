"""Stage 1: parse the files of ``content/`` into typed records, each on its own, without knowing the date."""
