"""Vindplaats builds the website of a research institute from a folder of Markdown files."""

__version__ = "0.2.0"
