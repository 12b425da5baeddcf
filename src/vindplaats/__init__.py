"""Vindplaats: from a folder of Markdown project pages to the website of a research institute."""

__version__ = "0.2.0"
