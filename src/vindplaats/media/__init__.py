"""Stage 3: the files that pages show or bring along: what they are, and what is made of them."""
