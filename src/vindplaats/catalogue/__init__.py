"""Stage 2: records to one Corpus: who is meant, what is double, what stands in which index."""
