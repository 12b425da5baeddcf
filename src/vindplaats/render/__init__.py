"""The routes and render stages: give every page and file its address, and make the bytes of each artifact."""
