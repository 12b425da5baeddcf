"""Stage 1: bytes of files to typed records, knowing YAML and Markdown but neither other pages nor today's date."""
