"""The citation of a study, in every format."""
