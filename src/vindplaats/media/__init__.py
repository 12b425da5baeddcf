"""Stage 3: the files that pages show or bring along, what each is, and the variants that are made of pictures."""
