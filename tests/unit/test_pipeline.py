"""What a build keeps in memory while it makes the files of the site."""

import gc
from datetime import date
from pathlib import Path

import pytest

from support import AS_OF, make_source, project
from vindplaats import pipeline
from vindplaats.catalogue.doubles.cache import EMPTY_CACHE, DuplicateCache
from vindplaats.catalogue.doubles.comparison import Comparer
from vindplaats.options import Options
from vindplaats.read.content import Content
from vindplaats.render.site_model import SiteModel
from vindplaats.result import BuildResult

TEXT = "Er staat in elke wijk een huis dat niemand bewoont, en dat is in het onderzoek telkens opnieuw geteld."
FILES = {
    "projecten/a.md": project("Wonen in de wijk", body=TEXT),
    "projecten/b.md": project("Wonen in de wijken", body=f"{TEXT} Nu ook in de stad."),
}
NOT_A_TEMPLATE = {"../templates/README.md": "Zo begint een keuze: `{% if a %}`."}


@pytest.mark.parametrize("more", [{}, NOT_A_TEMPLATE])
def test_results_of_earlier_stages_are_gone_when_files_are_made(
    more: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[type] = []

    def update(*_: object) -> BuildResult:
        assert not gc.isenabled()  # otherwise it depends on chance what is gone
        kept.extend(
            type(value)
            for value in gc.get_objects()
            if type(value) in {Content, Comparer, DuplicateCache} and value is not EMPTY_CACHE
        )
        return BuildResult(diagnostics=(), exit_code=0)

    gc.collect()
    monkeypatch.setattr(pipeline, "update", update)
    options = Options(source=str(make_source(tmp_path, FILES | more)), as_of=date.fromisoformat(AS_OF), search="none")
    assert pipeline.build(options).exit_code == 0
    assert kept == []


@pytest.mark.parametrize("preview", [False, True])
def test_only_a_build_after_which_the_process_ends_leaves_its_model(
    preview: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[object] = []
    monkeypatch.setattr(pipeline, "leave_to_collector", lambda *values: left.extend(map(type, values)))
    source = str(make_source(tmp_path, FILES))
    options = Options(source=source, as_of=date.fromisoformat(AS_OF), search="none", preview=preview)
    assert pipeline.build(options).exit_code == 0
    assert (SiteModel in left) != preview
