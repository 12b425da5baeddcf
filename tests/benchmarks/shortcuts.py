"""Measure what the shortcuts gain that can be switched off: builds with and without each, in turn.

``python tests/benchmarks/shortcuts.py [NAME...] [--projects 2000] [--rounds 5]``

For each shortcut it prints the least processor time of a build with and without it, and what share of the time the
shortcut saves. Each is measured in the build that it is for: of a new site (``cold``), after a sentence was added to
one project (``edit``), or after nothing was changed (``same``). The table of shortcuts in ``src/README.md`` has the
figures.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Literal

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpora import Name, corpus_of
from benchmarks.processes import Usage, run
from benchmarks.source import Corpus, write

AS_OF = "2026-11-23"
_PROGRAM = """
import functools, importlib, sys
from vindplaats.cli import run
for place, instead in zip(sys.argv[1].split(), sys.argv[2].split("|")):
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner = functools.reduce(getattr, owners, importlib.import_module(module))
    getattr(owner, name)
    setattr(owner, name, eval(instead))
del sys.argv[1:3]
run()
"""
"""A program that replaces functions, and then is the command line. Its first arguments are places and expressions."""


class Shortcut(Struct, frozen=True):
    """A shortcut that can be switched off.

    ``places`` has its functions, such as ``vindplaats.read.sanitiser:_has_all_tags``, and the expression of what
    replaces each, so that the longer way is taken. ``build`` is the build that it is for, of a corpus.
    """

    places: dict[str, str]
    build: Literal["cold", "edit", "same"] = "edit"
    corpus: Name = "ordinary"


_YES, _NO, _NOTHING = "lambda *_, **__: True", "lambda *_, **__: False", "lambda *_, **__: None"
_EVERY_FACT = "staticmethod(lambda facts, *_: list(range(len(facts))))"
_TITLE = "lambda record: (importlib.import_module('vindplaats.dutch.sorting').sort_key(record.titel)[0], record.titel)"
_CATALOGUE, _READ, _RENDER = "vindplaats.catalogue", "vindplaats.read", "vindplaats.render"
SHORTCUTS = {
    "removals": Shortcut({f"{_READ}.sanitiser:_has_all_tags": _NO}, "cold", "real-like"),
    "shared": Shortcut({f"{_CATALOGUE}.doubles.candidates:_min_shared": "lambda *_: 0"}, "cold", "passages"),
    "inventory": Shortcut({"vindplaats.inputs.inventory:Inventory.has_same": _NO}, "same"),
    "doubles": Shortcut({f"{_CATALOGUE}.doubles.pairs:search_changes": _NOTHING}),
    "facts": Shortcut({f"{_RENDER}.facts.page_facts:PageFacts.may_differ": _EVERY_FACT}),
    "claims": Shortcut({f"{_RENDER}.routing.routes:may_have_faults": _YES}),
    "addresses": Shortcut({f"{_RENDER}.routing.path_links:_Addresses.has": "lambda self, url: url in self.urls"}),
    "mentions": Shortcut({f"{_CATALOGUE}.entities.resolve:_Resolver._resolve_plainly": _NOTHING}),
    "partners": Shortcut({f"{_CATALOGUE}.entities.partners:_is_one_partner": _NO}),
    "elsewhere": Shortcut(
        {f"{_CATALOGUE}.links:is_elsewhere": _NO, f"{_READ}.links.web_addresses:is_elsewhere": _NO}, corpus="real-like"
    ),
    "titles": Shortcut({f"{_CATALOGUE}.order:_title_order": _TITLE}),
    "halves": Shortcut({"vindplaats.dutch.several_names:_may_be_last_name": _YES}),
    "templates": Shortcut({f"{_RENDER}.theme.environment:find_generated": _NOTHING}, "cold"),
}
"""The shortcuts by name. Others have a benchmark of their own, or cannot be switched off."""


def build_command(name: str, source: Path) -> tuple[str, ...]:
    """Return the command that builds ``source`` without the shortcut ``name``, or with all if it is empty."""
    places = SHORTCUTS[name].places if name else {}
    build = ("build", "--no-search", "--jobs", "1", "--as-of", AS_OF, "--source", str(source))
    return (sys.executable, "-c", _PROGRAM, " ".join(places), "|".join(places.values()), *build)


def _build(corpus: Corpus, source: Path, kind: str, name: str, number: int) -> Usage:
    """Build once. An edit is of another project each time; a cold build removes what builds left."""
    if kind == "cold":
        for left in ("public", ".vindplaats", ".public-reserve"):
            shutil.rmtree(source / left, ignore_errors=True)
    if kind == "edit":
        alone = [page for page in corpus.pages if page.jaar is not None and page.made is None]
        path = source / "content" / alone[number * 7 % len(alone)].path
        path.write_text(f"{path.read_text(encoding='utf-8')}\nZin {number}.\n", encoding="utf-8")
    return run(build_command(name, source), source.with_suffix(".log"))


def measure(names: Sequence[str], projects: int, rounds: int) -> Iterator[tuple[str, float, float]]:
    """Yield each name with the least processor time, in seconds, of builds with and without that shortcut."""
    numbers = count(1)
    for name in names:
        shortcut = SHORTCUTS[name]
        with tempfile.TemporaryDirectory() as folder:
            corpus, source = corpus_of(shortcut.corpus, projects), Path(folder) / "bron"
            source.mkdir()
            write(corpus, source)
            times: dict[str, list[float]] = {"": [], name: []}
            for off in times if shortcut.build != "cold" else ():
                _build(corpus, source, shortcut.build, off, next(numbers))  # the builds after these are alike
            for _ in range(rounds):
                for off, found in times.items():
                    found.append(_build(corpus, source, shortcut.build, off, next(numbers)).cpu)
        yield name, min(times[""]), min(times[name])


def main() -> None:
    """Measure the shortcuts that the command line names, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(SHORTCUTS)}")
    parser.add_argument("--projects", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for name, with_it, without in measure(options.names or list(SHORTCUTS), options.projects, options.rounds):
        shortcut = SHORTCUTS[name]
        share = (without - with_it) / without
        print(
            f"{name:10} {shortcut.build:5} {shortcut.corpus:9} {with_it:6.2f} s {without:6.2f} s {share:6.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main()
