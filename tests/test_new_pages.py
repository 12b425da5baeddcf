"""What `vindplaats new` writes is no error for `vindplaats check`, and what it refuses changes nothing."""

import random
import shutil
from pathlib import Path

import pytest

from support import REPOSITORY, run_here, tree
from vindplaats.catalogue.addition import title_of
from vindplaats.commands.new_page import FIRST_WERKVELD
from vindplaats.options import Options
from vindplaats.pipeline import check
from vindplaats.read.content import read_front_matter
from vindplaats.read.records import Record

SITES = ("bureau", "dubbel", "goed", "unicode", "conflict", "lekken", "kapot")
SEEDS = [*range(4), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 60))]


def errors(source: Path) -> set[str]:
    found = check(Options(source=str(source), jobs=1)).diagnostics
    return {str(diagnostic) for diagnostic in found if diagnostic.severity == "error"}


def words_of(records: tuple[Record, ...]) -> list[str]:
    """Return texts that are likely to clash with something: titles, ids, and names of any kind."""
    found = {text for record in records for text in (title_of(record), record.id.name, *title_of(record).split())}
    for name in ("aliassen", "werkveld", "contactpersoon", "opdrachtgever", "geen_dubbel_van"):
        found |= {mention.text for record in records for mention in getattr(record, name, ())}
    return sorted(text for text in found | {getattr(record, "afkorting", "") for record in records} if text)


def options(kind: str, records: tuple[Record, ...], words: list[str], chance: random.Random) -> list[str]:
    """Return options that a page of this kind needs, and some that it may have."""

    def registered(folder: str) -> str:
        return chance.choice([title_of(record) for record in records if record.kind == folder] or ["Onbekend"])

    if kind == "project":
        names = (("werkveld", "werkvelden"), ("opdrachtgever", "opdrachtgevers"), ("contactpersoon", "contactpersonen"))
        found = [word for name, folder in names for word in (f"--{name}", registered(folder))]
        return [*found, "--jaar", chance.choice(["2020", "2021", "2026"])]
    if kind == "nieuws":
        return ["--datum", chance.choice(["2021-01-01", "2022-03-03"]), "--project", registered("projecten")][
            : chance.choice([2, 4])
        ]
    if kind == "opdrachtgever" and chance.random() < 0.5:
        return ["--afkorting", chance.choice(words)]
    return ["--in-map"] if chance.random() < 0.3 else []


@pytest.mark.parametrize("seed", SEEDS)
def test_check_has_no_error_because_of_a_new_page(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shutil.copytree(REPOSITORY / "tests/sites" / SITES[seed % len(SITES)] / "content", tmp_path / "content")
    records = read_front_matter(str(tmp_path)).records
    words = words_of(records)
    before = errors(tmp_path)
    for _ in range(4):
        kind = chance.choice(["project", "nieuws", "persoon", "opdrachtgever", "werkveld", "pagina"])
        title = " ".join(chance.sample(words, chance.choice([1, 1, 1, 2])))
        files = tree(tmp_path)
        done = run_here("new", kind, "--source", str(tmp_path), *options(kind, records, words, chance), "--", title)
        assert done.returncode in {0, 1, 2}
        assert "Traceback" not in done.stderr
        added = set(tree(tmp_path)) - set(files)
        assert added == ({done.stdout.splitlines()[-1]} if done.returncode == 0 else set())
        assert {path: data for path, data in tree(tmp_path).items() if path in files} == files
        after = errors(tmp_path)
        assert after <= before or FIRST_WERKVELD[:30] in done.stderr, (kind, title, done)
        before = after
