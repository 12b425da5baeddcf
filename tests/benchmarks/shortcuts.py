"""Measure what the shortcuts gain that can be switched off: builds with and without each, in turn.

``python tests/benchmarks/shortcuts.py [NAME...] [--projects 2000] [--rounds 5]``

For each shortcut it prints the processor time with and without it, and what share of the time the shortcut saves:
medians of the rounds. In each round both are measured, so that a machine that becomes slower does not matter. Each is
measured in what it is for: a build of a new site (``cold``), after a sentence was added to one project (``edit``),
after the title of one was changed (``title``) or after nothing was changed (``same``). The table of shortcuts in
``src/README.md`` has the figures.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from statistics import median
from typing import Literal

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpora import Name, corpus_of
from benchmarks.processes import run
from benchmarks.source import Corpus, write

AS_OF = "2026-11-23"
_BUILD = """
import functools, importlib, re, sys
import vindplaats.cli
for place, instead in zip(sys.argv[1].split(), sys.argv[2].split("\\n")):
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner = functools.reduce(getattr, owners, importlib.import_module(module))
    setattr(owner, name, eval(instead))
del sys.argv[1:3]
vindplaats.cli.run()
"""
"""A program whose first arguments are places and expressions. It puts the latter in those places, and builds."""


class Shortcut(Struct, frozen=True):
    """A shortcut that can be switched off.

    ``places`` has its functions and values, such as ``vindplaats.read.sanitiser:_has_all_tags``, and the expression of
    what replaces each, so that the longer way is taken. ``step`` is what it is for, with a corpus. ``always`` has what
    is replaced while measuring with the shortcut as well, because the step would not use it otherwise. ``has_theme``
    says that the source has a copy of the default templates.
    """

    places: dict[str, str]
    step: Literal["cold", "edit", "title", "same"] = "edit"
    corpus: Name = "ordinary"
    always: dict[str, str] = {}
    has_theme: bool = False


_YES, _NO, _NOTHING = "lambda *_, **__: True", "lambda *_, **__: False", "lambda *_, **__: None"
_NEVER = "re.compile('(?!)')"
_EVERY_FACT = "staticmethod(lambda facts, *_: list(range(len(facts))))"
_PARSE_TWICE = (
    "lambda self, source, name, *args, **values: ("
    "importlib.import_module('jinja2').Environment.compile(self, source, name, *args, **values),"
    " frozenset(importlib.import_module('jinja2.meta').find_referenced_templates(self.parse(source, name))))"
)
_JINJA = "importlib.import_module('jinja2.compiler').CodeGenerator"
_AUTOLINKS = "importlib.import_module('vindplaats.read.commonmark.autolinks')"
_WEB_ADDRESS = (
    r"""re.compile(r"(?<![A-Za-z0-9])https?://[^\s<]+|(?<![^\s*_~(\[\"'“‘„>|-])www\.(?=[^\s<]*\.)[^\s<]+", re.I)"""
)
_LINE_PLACES = "importlib.import_module('vindplaats.read.links.line_places')"
_TAG = r"""re.compile('<(?:(?P<bare>/?(?:h1|table)|pre)>|[a-z][a-z0-9]*(?: [a-z]+="[^"]*")+>)')"""
_FOLDED_BYTES = (
    "(lambda words: lambda text: words._plain(words.fold_text(text)))"
    "(setattr(m := importlib.import_module('vindplaats.read.fingerprints'), '_plain', m._plain_bytes) or m)"
)
_CONTACTS_OF_ALL_LINES = (
    "(lambda details: lambda source, first: tuple(details.Mention(line, number, 1)"
    " for number, line in enumerate(source.split('\\n'), first) if details._may_hold(line)))"
    "(importlib.import_module('vindplaats.read.contact_details'))"
)
_DIGESTS_OF_ALL = (
    "(lambda digests: lambda facts, _: digests(facts))"
    "(importlib.import_module('vindplaats.render.facts.page_facts').PageFacts.base_digests)"
)
_READ, _CATALOGUE, _RENDER = "vindplaats.read", "vindplaats.catalogue", "vindplaats.render"
SHORTCUTS = {
    "removals": Shortcut({"vindplaats.read.sanitiser:_has_all_tags": _NO}, "cold", "real-like"),
    "shared": Shortcut({f"{_CATALOGUE}.doubles.candidates:_min_shared": "lambda *_: 0"}, "cold", "passages"),
    "inventory": Shortcut({"vindplaats.inputs.inventory:Inventory.has_same": _NO}, "same"),
    "doubles": Shortcut({f"{_CATALOGUE}.doubles.pairs:search_changes": _NOTHING}),
    "facts": Shortcut({f"{_RENDER}.facts.page_facts:PageFacts.may_differ": _EVERY_FACT}),
    "bases": Shortcut({f"{_RENDER}.facts.page_facts:PageFacts.base_digests": _DIGESTS_OF_ALL}),
    "claims": Shortcut({f"{_RENDER}.routing.routes:may_have_faults": _YES}),
    "kept": Shortcut({f"{_CATALOGUE}.catalogue:recall": _NOTHING}),
    "freeing": Shortcut({"vindplaats.pipeline:leave_to_collector": _NOTHING}),
    "mentions": Shortcut({f"{_CATALOGUE}.entities.resolve:_Resolver._resolve_plainly": _NOTHING}, "title"),
    "elsewhere": Shortcut(
        {f"{_CATALOGUE}.links:is_elsewhere": _NO, "vindplaats.read.links.web_addresses:is_elsewhere": _NO},
        "title",
        "real-like",
    ),
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
    "patterns": Shortcut({"vindplaats.patterns:regex": "re.compile"}),
    "end": Shortcut({"vindplaats.cli:_end_at_once": _NOTHING}),
    "html": Shortcut({f"{_READ}.commonmark.converter:may_need_library": _YES}, "cold"),
    "autolinks": Shortcut(
        {
            f"{_READ}.commonmark.autolinks:may_have_autolinks": _YES,
            f"{_READ}.commonmark.autolinks:_WEB_ADDRESS": _WEB_ADDRESS,
            f"{_READ}.commonmark.autolinks:_mail_addresses": f"{_AUTOLINKS}._MAIL_ADDRESS.finditer",
            f"{_READ}.commonmark.inline_parser:may_have_autolinks": _YES,
        },
        "cold",
        "real-like",
    ),
    "links": Shortcut(
        {
            f"{_READ}.commonmark.inline_parser:_PLAIN_LINK": _NEVER,
            f"{_READ}.links.line_places:_has_web_targets_only": _NO,
            f"{_READ}.links.line_places:_BRACKET_TARGET": f"{_LINE_PLACES}._TARGET",
            f"{_READ}.links.tag_rewriter:_CHANGED_TAG": _TAG,
        },
        "cold",
        "real-like",
    ),
    "mistakes": Shortcut(
        {
            f"{_READ}.commonmark.likely_mistakes:_may_have_any": _YES,
            f"{_READ}.commonmark.likely_mistakes:_is_suspect": _YES,
            f"{_READ}.commonmark.likely_mistakes:_may_have_command": _YES,
            f"{_READ}.commonmark.likely_mistakes:_may_have_markdown": _YES,
            f"{_READ}.commonmark.nearly_comments:_may_have_any": _YES,
            f"{_READ}.commonmark.nearly_comments:_may_have_nearly": _YES,
            f"{_READ}.commonmark.nearly_comments:_may_have_other": _YES,
        },
        "cold",
        "real-like",
    ),
    "words": Shortcut({f"{_READ}.fingerprints:_plain_bytes": _FOLDED_BYTES}, "cold"),
    "contacts": Shortcut({f"{_READ}.markdown:contact_lines": _CONTACTS_OF_ALL_LINES}, "cold", "real-like"),
    "batches": Shortcut({f"{_READ}.content:_PAGES_PER_BATCH": "1"}, "cold"),
}
"""The shortcuts by name. Others have a benchmark of their own, or cannot be switched off."""


def build_command(places: dict[str, str], source: Path) -> tuple[str, ...]:
    """Return the command that builds ``source`` with other functions and values in ``places`` (see `Shortcut`)."""
    build = ("build", "--no-search", "--jobs", "1", "--as-of", AS_OF, "--source", str(source))
    return (sys.executable, "-c", _BUILD, " ".join(places), "\n".join(places.values()), *build)


def _build(corpus: Corpus, source: Path, shortcut: Shortcut, places: dict[str, str], number: int) -> float:
    """Build once, and return the processor time.

    Another project is edited each time; a cold build removes what builds left.
    """
    if shortcut.step == "cold":
        for left in ("public", ".vindplaats", ".public-reserve"):
            shutil.rmtree(source / left, ignore_errors=True)
    if shortcut.step in {"edit", "title"}:
        alone = [page for page in corpus.pages if page.jaar is not None and page.made is None]
        path = source / "content" / alone[number * 7 % len(alone)].path
        text = path.read_text(encoding="utf-8")
        title = f"titel: 'Nummer {number} "
        new = f"{text}\nZin {number}.\n" if shortcut.step == "edit" else text.replace("titel: '", title, 1)
        path.write_text(new, encoding="utf-8")
    return run(build_command(places, source), source.with_suffix(".log")).cpu


def measure(names: Sequence[str], projects: int, rounds: int) -> Iterator[tuple[str, Sequence[tuple[float, ...]]]]:
    """Yield each name with the processor times, in seconds, of its step with and without it in each round."""
    numbers = count(1)
    for name in names:
        shortcut = SHORTCUTS[name]
        with tempfile.TemporaryDirectory() as folder:
            corpus, source = corpus_of(shortcut.corpus, projects), Path(folder) / "bron"
            source.mkdir()
            write(corpus, source)
            if shortcut.has_theme:
                shutil.copytree(Path(__file__).parents[2] / "templates", source / "templates")
            both = (shortcut.always, shortcut.always | shortcut.places)
            for places in both if shortcut.step != "cold" else ():
                _build(corpus, source, shortcut, places, next(numbers))  # the builds after these are alike
            yield (
                name,
                [
                    tuple(_build(corpus, source, shortcut, places, next(numbers)) for places in both)
                    for _ in range(rounds)
                ],
            )


def main() -> None:
    """Measure the shortcuts that the command line names, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(SHORTCUTS)}")
    parser.add_argument("--projects", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for name, times in measure(options.names or list(SHORTCUTS), options.projects, options.rounds):
        shortcut = SHORTCUTS[name]
        with_it, without = map(median, zip(*times, strict=True))
        share = median(1 - seconds / longer for seconds, longer in times)
        print(
            f"{name:11} {shortcut.step:5} {shortcut.corpus:9} {with_it:7.3f} s {without:7.3f} s {share:6.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main()
