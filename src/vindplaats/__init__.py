"""Vindplaats, which builds the website of a research institute from a folder of Markdown project pages."""

__version__ = "0.2.0"
