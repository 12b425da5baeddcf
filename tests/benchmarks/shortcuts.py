"""Measure what the shortcuts gain that can be switched off: builds with and without each, in turn.

``python tests/benchmarks/shortcuts.py [NAME...] [--projects 2000] [--rounds 5]``

For each shortcut it prints the least processor time with and without it, and what share of the time the shortcut
saves. Each is measured in what it is for: a build of a new site (``cold``), after a sentence was added to one project
(``edit``) or after nothing was changed (``same``), or only the reading of all pages (``read``). The table of shortcuts
in ``src/README.md`` has the figures.
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
from benchmarks.processes import run
from benchmarks.source import Corpus, write

AS_OF = "2026-11-23"
_REPLACE = """
import functools, importlib, inspect, re, sys
import vindplaats.cli
others = []
for place, instead in zip(sys.argv[1].split(), sys.argv[2].split("\\n")):
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner = functools.reduce(getattr, owners, importlib.import_module(module))
    others.append((owner, name, eval(instead)))
del sys.argv[1:3]
def switch():
    for index, (owner, name, other) in enumerate(others):
        others[index] = owner, name, inspect.getattr_static(owner, name)
        setattr(owner, name, other)
"""
"""The beginning of a program, whose first arguments are places and expressions: what it puts in those places."""
_BUILD = """
switch()
vindplaats.cli.run()
"""
"""The rest of a program that builds with the other values."""
_READ = f"""
import gc
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from benchmarks.reading import measure, pages_of
gc.disable()
pages = pages_of(Path(sys.argv[1]))
times = [], []
for _ in range(int(sys.argv[2])):
    for found in times:
        found.append(measure(pages, 1, (50,))[50] * len(pages) / 1e6)
        switch()
print(*map(min, times))
"""
"""The rest of a program that prints the time in seconds of reading all pages with the usual and the other values. Both
are measured in one process, because two processes may differ more than these times."""


class Shortcut(Struct, frozen=True):
    """A shortcut that can be switched off.

    ``places`` has its functions and values, such as ``vindplaats.read.sanitiser:_has_all_tags``, and the expression of
    what replaces each, so that the longer way is taken. ``step`` is what it is for, with a corpus. ``always`` has what
    is replaced while measuring with the shortcut as well, because the step would not use it otherwise. ``has_theme``
    says that the source has a copy of the default templates.
    """

    places: dict[str, str]
    step: Literal["cold", "edit", "same", "read"] = "edit"
    corpus: Name = "ordinary"
    always: dict[str, str] = {}
    has_theme: bool = False


def _reading(corpus: Name, places: dict[str, str]) -> Shortcut:
    """Return a shortcut of reading, by its places below ``vindplaats.read``."""
    return Shortcut({f"vindplaats.read.{place}": instead for place, instead in places.items()}, "read", corpus)


_YES, _NO, _NOTHING = "lambda *_, **__: True", "lambda *_, **__: False", "lambda *_, **__: None"
_NEVER = "re.compile('(?!)')"
_EVERY_SIGN = "type('All', (), {'__contains__': lambda *_: True})()"
_EVERY_FACT = "staticmethod(lambda facts, *_: list(range(len(facts))))"
_TAG = r"""re.compile('<(?:(?P<bare>/?(?:h1|table)|pre)>|[a-z][a-z0-9]*(?: [a-z]+="[^"]*")+>)')"""
_TARGET = "importlib.import_module('vindplaats.read.links.line_places')._TARGET"
_CONTACT_BYTES = r"[re.compile(byte) for byte in (b'@', b'&', b'%', b'\xc2', b'\xe2', b'\xef')]"
_SPACES = r"type('S', (frozenset,), {'issuperset': lambda self, other: not other})('\u00a0\u2009\u202f')"
_PARSE_TWICE = (
    "lambda self, source, name, *args, **values: ("
    "importlib.import_module('jinja2').Environment.compile(self, source, name, *args, **values),"
    " frozenset(importlib.import_module('jinja2.meta').find_referenced_templates(self.parse(source, name))))"
)
_JINJA = "importlib.import_module('jinja2.compiler').CodeGenerator"
_EAGER_LINKS = (
    "lambda queue, text: setattr(queue, 'left', [(link.start, link) for link in"
    " importlib.import_module('vindplaats.read.commonmark.autolinks').find_autolinks(text)])"
)
_CATALOGUE, _RENDER = "vindplaats.catalogue", "vindplaats.render"
SHORTCUTS = {
    "removals": Shortcut({"vindplaats.read.sanitiser:_has_all_tags": _NO}, "cold", "real-like"),
    "shared": Shortcut({f"{_CATALOGUE}.doubles.candidates:_min_shared": "lambda *_: 0"}, "cold", "passages"),
    "lists": Shortcut({"vindplaats.publish.make_files:MAX_SHARED_FACTS": "-1"}, "cold"),
    "inventory": Shortcut({"vindplaats.inputs.inventory:Inventory.has_same": _NO}, "same"),
    "doubles": Shortcut({f"{_CATALOGUE}.doubles.pairs:search_changes": _NOTHING}),
    "facts": Shortcut({f"{_RENDER}.facts.page_facts:PageFacts.may_differ": _EVERY_FACT}),
    "claims": Shortcut({f"{_RENDER}.routing.routes:may_have_faults": _YES}),
    "addresses": Shortcut({f"{_RENDER}.routing.path_links:SiteAddresses.has": "lambda self, url: url in self.urls"}),
    "mentions": Shortcut({f"{_CATALOGUE}.entities.resolve:_Resolver._resolve_plainly": _NOTHING}),
    "elsewhere": Shortcut(
        {f"{_CATALOGUE}.links:is_elsewhere": _NO, "vindplaats.read.links.web_addresses:is_elsewhere": _NO},
        corpus="real-like",
    ),
    "halves": Shortcut({"vindplaats.dutch.several_names:_may_be_last_name": _YES}),
    "templates": Shortcut({f"{_RENDER}.theme.environment:find_generated": _NOTHING}, "cold"),
    "code": Shortcut(
        {
            f"{_RENDER}.theme.environment:find_generated": _NOTHING,
            f"{_RENDER}.theme.environment:SiteEnvironment.code_generator_class": _JINJA,
        },
        "cold",
    ),
    "parsing": Shortcut(
        {f"{_RENDER}.theme.environment:SiteEnvironment._compile_anew": _PARSE_TWICE},
        "cold",
        always={f"{_RENDER}.theme.environment:find_generated": _NOTHING},
    ),
    "default": Shortcut({f"{_RENDER}.theme.templates:_is_default": _NO}, "cold", has_theme=True),
    "comparer": Shortcut(
        {
            f"{_CATALOGUE}.doubles.comparison:MAX_PAGES_WITH_SHINGLES": "0",
            f"{_CATALOGUE}.doubles.comparison:MAX_PAGES_WITH_WORDS": "0",
        },
        "cold",
        "passages",
    ),
    "asked": Shortcut({"vindplaats.publish.asked_facts:_MAX_SEARCHED": "-1"}),
    "listing": Shortcut({"vindplaats.read.listing:_PLAIN_PAGE": _NEVER}),
    "patterns": Shortcut({"vindplaats.patterns:regex": "re.compile"}),
    "end": Shortcut({"vindplaats.cli:_end_at_once": _NOTHING}),
    "html": _reading("ordinary", {"commonmark.converter:may_need_library": _YES}),
    "plain-links": _reading("real-like", {"commonmark.inline_parser:_PLAIN_LINK": _NEVER}),
    "autolinks": _reading("real-like", {"commonmark.autolinks:AutolinkQueue.__init__": _EAGER_LINKS}),
    "blocks": _reading(
        "real-like",
        {
            "commonmark.block_parser:_LINE_STARTS": _EVERY_SIGN,
            "commonmark.block_parser:_surely_continues": _NO,
            "commonmark.block_parser:_is_usual_item": _NO,
        },
    ),
    "mistakes": _reading(
        "real-like",
        {
            "commonmark.likely_mistakes:_may_have_any": _YES,
            "commonmark.likely_mistakes:_is_suspect": _YES,
            "commonmark.likely_mistakes:_may_have_command": _YES,
            "commonmark.likely_mistakes:_may_have_markdown": _YES,
            "commonmark.nearly_comments:_may_have_any": _YES,
            "commonmark.nearly_comments:_may_have_nearly": _YES,
            "commonmark.nearly_comments:_may_have_other": _YES,
        },
    ),
    "anchors": _reading("real-like", {"commonmark.converter:_PLAIN_SLUG": _NEVER}),
    "targets": _reading(
        "real-like", {"links.line_places:_has_web_targets_only": _NO, "links.line_places:_BRACKET_TARGET": _TARGET}
    ),
    "tags": _reading("real-like", {"links.tag_rewriter:_CHANGED_TAG": _TAG}),
    "spaces": _reading("real-like", {"fingerprints:_HARD_SPACES": "frozenset()", "plain_text:_HARD_SPACES": _SPACES}),
    "contacts": _reading("real-like", {"contact_details:_CONTACT_SIGNS": _CONTACT_BYTES}),
}
"""The shortcuts by name. Others have a benchmark of their own, or cannot be switched off."""


def build_command(places: dict[str, str], source: Path) -> tuple[str, ...]:
    """Return the command that builds ``source`` with other functions and values in ``places`` (see `Shortcut`)."""
    build = ("build", "--no-search", "--jobs", "1", "--as-of", AS_OF, "--source", str(source))
    return _program(places, _BUILD, *build)


def _program(places: dict[str, str], program: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-c", _REPLACE + program, " ".join(places), "\n".join(places.values()), *arguments)


def _build(corpus: Corpus, source: Path, step: str, places: dict[str, str], number: int) -> float:
    """Build once, and return the processor time.

    An edit is of another project each time; a cold build removes what builds left.
    """
    if step == "cold":
        for left in ("public", ".vindplaats", ".public-reserve"):
            shutil.rmtree(source / left, ignore_errors=True)
    if step == "edit":
        alone = [page for page in corpus.pages if page.jaar is not None and page.made is None]
        path = source / "content" / alone[number * 7 % len(alone)].path
        path.write_text(f"{path.read_text(encoding='utf-8')}\nZin {number}.\n", encoding="utf-8")
    return run(build_command(places, source), source.with_suffix(".log")).cpu


def measure(names: Sequence[str], projects: int, rounds: int) -> Iterator[tuple[str, float, float]]:
    """Yield each name with the least processor time, in seconds, of its step with and without that shortcut."""
    numbers = count(1)
    for name in names:
        shortcut = SHORTCUTS[name]
        with tempfile.TemporaryDirectory() as folder:
            corpus, source = corpus_of(shortcut.corpus, projects), Path(folder) / "bron"
            source.mkdir()
            write(corpus, source)
            if shortcut.has_theme:
                shutil.copytree(Path(__file__).parents[2] / "templates", source / "templates")
            if shortcut.step == "read":
                log = source.with_suffix(".log")
                run(_program(shortcut.places, _READ, str(source), str(rounds)), log)
                with_it, without = map(float, log.read_text(encoding="utf-8").split())
                yield name, with_it, without
                continue
            both = (shortcut.always, shortcut.always | shortcut.places)
            times: tuple[list[float], list[float]] = ([], [])
            for places in both if shortcut.step != "cold" else ():
                _build(corpus, source, shortcut.step, places, next(numbers))  # the builds after these are alike
            for _ in range(rounds):
                for places, found in zip(both, times, strict=True):
                    found.append(_build(corpus, source, shortcut.step, places, next(numbers)))
        yield name, min(times[0]), min(times[1])


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
            f"{name:11} {shortcut.step:5} {shortcut.corpus:9} {with_it:7.3f} s {without:7.3f} s {share:6.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main()
