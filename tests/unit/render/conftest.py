"""Sites to test machine-readable output on: the real case, a made-up site, and one whose study has every field."""

import shutil
from pathlib import Path

import pytest

from rich_site import build, rich_source
from support import REPOSITORY, real_case


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose study has every field, published below the root of its host."""
    return build(rich_source(tmp_path_factory.mktemp("rijk")))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real case."""
    return build(real_case(tmp_path_factory.mktemp("echt")))


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up site with drafts, editions, aliases, a former colleague, and lists of several pages."""
    folder = tmp_path_factory.mktemp("goed") / "goed"
    shutil.copytree(REPOSITORY / "tests/sites/goed", folder)
    return build(folder)


@pytest.fixture(params=["rich", "real", "made_up"])
def site(request: pytest.FixtureRequest) -> Path:
    """Each of the three sites."""
    found: Path = request.getfixturevalue(request.param)
    return found
