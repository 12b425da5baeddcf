"""Links and anchors in a body: where they are, where they lead and what they are called."""
