"""Stage 2: make one corpus of all records: resolve names, merge exact doubles and put everything in order."""
