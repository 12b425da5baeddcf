"""Stage 2: all records to one corpus. Finds who is meant, merges exact doubles, and puts everything in order."""
