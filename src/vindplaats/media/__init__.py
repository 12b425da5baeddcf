"""Stage 3: inspect the files that pages use, and make the smaller versions of pictures."""
