"""Stage 1: bytes of files to typed records. It knows YAML and Markdown, but neither other pages nor today's date."""
