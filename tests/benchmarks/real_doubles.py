"""List the doubles that are found among the real Markdown pages in folders outside this repository.

``python tests/benchmarks/real_doubles.py FOLDER... [--sample N] [--seed S] [--verdict V]``

Each folder counts as one site. A Markdown file becomes a nieuwsbericht if its path names news or a blog, and otherwise
a project. Title and date come from the front matter, or else from the first heading and the name of the file. The
script prints how many findings there are by verdict, and a random sample of each verdict: titles, years, reasons,
similarity and the first words of each page. Read those: a finding is right if it deserves an editor's attention. Never
commit anything from these pages.
"""

import argparse
import json
import os
import random
import re
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from vindplaats.catalogue.catalogue import CatalogueOptions, catalogue
from vindplaats.catalogue.corpus import Finding
from vindplaats.config import NO_SITE
from vindplaats.read.content import Content
from vindplaats.read.document import read_page
from vindplaats.read.listing import PageFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Kind, Project, Publishable
from vindplaats.workers.fork_map import fork_map

AS_OF = date(2026, 11, 23)
SUFFIXES = frozenset({".md", ".markdown"})
NEWS_FOLDERS = frozenset({"nieuws", "news", "blog", "blogs", "posts", "_posts", "actueel"})
VERDICTS = ("exact", "variant", "twijfel", "editie")
DEFAULT_DATE = date(2020, 1, 1)
"""The date of a page without one. All such pages of a site have the same year, as if none of them were an edition."""
PAGES_PER_CHUNK = 50
SHOWN_WORDS = 40
SHOWN_PAGES = 6
_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(?:#{1,2}[ \t]+(?P<atx>\S.*?)[ \t]*#*|(?P<setext>\S.*)\n(?:=+|-{3,}))[ \t]*$", re.MULTILINE)
_DAY = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class Found(NamedTuple):
    """A finding in one of the folders, with the records of its pages."""

    site: str
    finding: Finding
    pages: tuple[Publishable, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="findings of each verdict to print (default: 0)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verdict", choices=VERDICTS, action="append", help="sample these verdicts only")
    arguments = parser.parse_args()
    found: list[Found] = []
    print(f"{'':44}{'pages':>8}{''.join(f'{verdict:>9}' for verdict in VERDICTS)}{'s':>8}")
    total = 0
    for folder in arguments.folders:
        start = time.perf_counter()
        records = read_site(folder)
        new = list(find(folder, records))
        total += len(records)
        found += new
        print(_row(folder.name[:43], len(records), new, f"{time.perf_counter() - start:8.1f}"), flush=True)
    print(_row("all", total, found))
    generator = random.Random(arguments.seed)
    for verdict in arguments.verdict or VERDICTS:
        for number, item in enumerate(sample(found, verdict, arguments.sample, generator), 1):
            print("\n".join(["", f"== {verdict} {number}", *describe(item)]))


def read_site(folder: Path) -> tuple[Publishable, ...]:
    """Return a record for each Markdown page in a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    chunks = [paths[i : i + PAGES_PER_CHUNK] for i in range(0, len(paths), PAGES_PER_CHUNK)]
    parts = fork_map(lambda n: [read_real_page(folder, path) for path in chunks[n]], len(chunks), os.cpu_count() or 1)
    return tuple(record for part in parts for record in part if record is not None)


def read_real_page(folder: Path, path: Path) -> Publishable | None:
    """Return the record of a real page, as if an editor had written its title and date in our fields."""
    text = path.read_text(encoding="utf-8", errors="replace").replace("\x00", "\ufffd").replace("\r\n", "\n")
    match = _FRONT_MATTER.match(text)
    fields = read_fields(match[1], match[2]) if match else {}
    body = text[match.end() :] if match else text
    inside = path.relative_to(folder)
    kind: Kind = "nieuws" if NEWS_FOLDERS.intersection(part.lower() for part in inside.parts[:-1]) else "projecten"
    title, body = title_of(fields, body, inside)
    day = day_of(fields, inside)
    lines = [f"titel: {json.dumps(' '.join(title.split()) or 'Zonder titel')}"]
    if kind == "nieuws":
        lines.append(f"datum: {day}")
    else:
        lines += ["werkveld: Proef", "opdrachtgever: []", "contactpersoon: Proef", f"jaar: {day.year}"]
    file = f"content/{kind}/{inside.with_suffix('.md').as_posix()}"
    page = PageFile(file, file, kind, PageId(kind, "--".join(inside.with_suffix("").parts)))
    record = read_page(page, "\n".join(["---", *lines, "---", body]).encode()).record
    return record if isinstance(record, Publishable) else None


def read_fields(fence: str, text: str) -> Mapping[str, Any]:
    """Return the front matter of a real page in YAML or TOML, or nothing if it cannot be read."""
    try:
        fields = tomllib.loads(text) if fence == "+++" else yaml.safe_load(text)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError):
        return {}
    return fields if isinstance(fields, dict) else {}


def title_of(fields: Mapping[str, Any], body: str, path: Path) -> tuple[str, str]:
    """Return the title of a page, and its body without the heading that is its title."""
    for name in ("title", "titel", "name"):
        if isinstance(fields.get(name), str | int | date) and str(fields[name]).strip():
            return str(fields[name]), body
    if match := _HEADING.search(body):
        return match["atx"] or match["setext"], body[: match.start()] + body[match.end() :]
    return path.stem if path.stem.lower() not in {"index", "_index", "readme"} else path.parent.name, body


def day_of(fields: Mapping[str, Any], path: Path) -> date:
    """Return the date in the front matter, or else that in the path of a file: a day, or the first day of a year."""
    for text in (*(str(fields.get(name, "")) for name in ("date", "datum", "publishDate")), str(path)):
        if match := _DAY.search(text):
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
        if match := _YEAR.search(text):
            return date(int(match[1]), 1, 1)
    return DEFAULT_DATE


def find(folder: Path, records: Sequence[Publishable]) -> Iterator[Found]:
    """Find the doubles among the pages of one site."""
    by_id = {record.id: record for record in records}
    content = Content(tuple(records), (), {record.file: record.id for record in records})
    options = CatalogueOptions(AS_OF, jobs=os.cpu_count() or 1)
    for finding in catalogue(content, NO_SITE, options)[0].corpus.pairs:
        yield Found(folder.name, finding, tuple(by_id[page_id] for page_id in finding.ids))


def sample(found: Sequence[Found], verdict: str, number: int, generator: random.Random) -> Iterator[Found]:
    """Yield findings with a verdict, in turn from each site, so that one large site does not fill the sample."""
    by_site: dict[str, list[Found]] = {}
    for item in found:
        if item.finding.verdict == verdict:
            by_site.setdefault(item.site, []).append(item)
    for items in by_site.values():
        generator.shuffle(items)
    rounds = [items[i] for i in range(number) for items in by_site.values() if i < len(items)]
    yield from rounds[:number]


def describe(item: Found) -> Iterator[str]:
    """Yield the lines that show a finding."""
    yield f"{item.site}: {len(item.pages)} pages, {item.finding.score:.0%}; {'; '.join(item.finding.reasons)}"
    for page in item.pages[:SHOWN_PAGES]:
        when = page.jaar if isinstance(page, Project) else getattr(page, "datum", "")
        yield f"  {page.titel[:100]}  [{when}]  {page.file.removeprefix('content/')[:120]}"
        yield f"      {' '.join(page.body.text.split()[:SHOWN_WORDS])[:240]}"


def _row(name: str, pages: int, found: Sequence[Found], end: str = "") -> str:
    counts: Counter[str] = Counter(item.finding.verdict for item in found)
    return f"{name:44}{pages:8}{''.join(f'{counts[verdict]:9}' for verdict in VERDICTS)}{end}"


if __name__ == "__main__":
    main()
