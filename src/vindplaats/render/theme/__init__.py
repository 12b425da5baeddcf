"""The theme of a site: its templates, static files and accent colour."""
