"""The files of the site: planned, and made one by one."""
