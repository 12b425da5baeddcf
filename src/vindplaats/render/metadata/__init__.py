"""What the head of a page tells machines."""
