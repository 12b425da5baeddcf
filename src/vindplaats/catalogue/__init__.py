"""The catalogue stage: resolve names, merge exact doubles and sort everything, which turns records into a corpus."""
