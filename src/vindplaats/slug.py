"""Slugs: names in the form that they have in addresses and ids."""

from functools import partial

from slugify import slugify as _slugify

slugify = partial(_slugify, backend="text-unidecode")
"""`slugify.slugify` with the letters of text-unidecode, which is always installed with it.

By default it prefers Unidecode if that is installed, so the addresses of a site would depend on what else a machine
has. It would also look for Unidecode again for every name that is not in ASCII.
"""
