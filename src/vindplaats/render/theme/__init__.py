"""The templates and the accent colour of a site."""
