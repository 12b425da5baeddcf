"""Make shared modules such as `support` importable, tell fast runs from slow ones, and make builds in tests quick."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

import support
from quick_templates import quick_templates

# Tests start Python more than a thousand times. Keep the bytecode of the package, whatever the environment says:
# compiling it again takes half of the processor time of a small `vindplaats check`.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_configure(config: pytest.Config) -> None:
    """Try laws on all their examples unless slow tests are deselected, which is the default.

    Examples may take any time, because a loaded machine stops for longer than the 0.2 seconds of Hypothesis.
    """
    settings.register_profile("patient", deadline=None)  # all else as in the profile of Hypothesis, such as that for CI
    settings.load_profile("patient")
    support.SLOW_RUN = "not slow" not in config.option.markexpr


@pytest.fixture(autouse=True, scope="session")
def _quick_templates() -> Iterator[None]:
    with quick_templates():
        yield
