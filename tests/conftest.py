"""Lets tests import what they share (`support`), and makes builds in this process quick."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from quick_templates import quick_templates


@pytest.fixture(autouse=True, scope="session")
def _quick_templates() -> Iterator[None]:
    with quick_templates():
        yield
