"""How well doubles are found, how fast, and in how much memory, on made-up pages with planted doubles.

    python tests/benchmarks/doubles.py [--pages 1000 10000] [--words 500] [--seeds 1] [--hard] [--direct]

Times are of the processor, in milliseconds a page, of one process. Set TMPDIR to a folder in memory: files are written
and read. ``--direct`` makes records of the pages without disk or Markdown, for sizes at which parsing takes minutes;
``--hard`` gives a tenth of the pages one title, and all pages a passage of sixty words.
"""

import argparse
import os
import platform
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from html import escape, unescape
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from msgspec import Struct

from benchmarks.corpus import KINDS, Corpus, make_corpus, write

FOUND = ("exact", "variant", "twijfel", "editie")
FORBIDDEN = {"editie-titel", "editie-jaar", "tweeling", "overzicht"}
"""Planted kinds that may never be called exact or variant: year, title or contents tell them apart."""
_LINK = re.compile(r"\[([^\]]+)\]\(\.\./([^)]+)\)")
AS_OF = date(2026, 11, 23)


class Score(Struct, frozen=True):
    """How many pairs of each planted kind got which verdict, or none; and how many that were not planted got one."""

    table: Mapping[tuple[str, str], int]
    unplanted: Mapping[str, int]
    reported: Mapping[str, int]

    def recall(self, kind: str) -> float:
        """The share of the pairs of a kind that came out right: as exact doubles, or with any verdict for other kinds.

        An overview is right where it is not called one with what it holds: mostly it is not reported at all.
        """
        total = sum(count for (k, _), count in self.table.items() if k == kind)
        right = {"exact": ("exact",), "overzicht": ("twijfel", "editie", "none")}.get(kind, FOUND)
        return sum(self.table.get((kind, verdict), 0) for verdict in right) / total if total else 1.0

    def precision(self, verdict: str) -> float:
        """The share of the pairs with a verdict whose pages were planted together or stem from one page."""
        reported = self.reported.get(verdict, 0)
        return 1 - self.unplanted.get(verdict, 0) / reported if reported else 1.0

    @property
    def forbidden(self) -> int:
        """Editions, twins and overviews that were called exact or variant."""
        return sum(
            n for (kind, verdict), n in self.table.items() if kind in FORBIDDEN and verdict in {"exact", "variant"}
        )


def score(corpus: Corpus, findings: Iterable[tuple[str, tuple[str, str]]]) -> Score:
    """Hold ``findings`` (verdict and ids) against what was planted.

    A group is reported as a star, so a pair counts as found too when both are reported with one and the same page. Of
    an exact double the page that stays stands for it.
    """
    findings = list(findings)
    stays = {other: first for verdict, (first, other) in findings if verdict == "exact"}
    partners: dict[str, dict[str, str]] = {}
    for called, (one, other) in findings:
        partners.setdefault(one, {})[other] = called
        partners.setdefault(other, {})[one] = called
    table: Counter[tuple[str, str]] = Counter()
    for planted in corpus.planted:
        one, other = planted.ids
        mine, theirs = partners.get(one, {}), partners.get(other, {})
        verdict: str | None = mine.get(other)
        if verdict is None:
            mine, theirs = partners.get(stays.get(one, one), {}), partners.get(stays.get(other, other), {})
            verdict = mine.get(stays.get(other, other))
        if verdict is None and planted.kind != "exact":
            verdict = next((mine[page] for page in sorted(mine.keys() & theirs.keys())), None)
        table[planted.kind, verdict or "none"] += 1
    groups = {page.id: page.group for page in corpus.pages}
    # What an overview holds is related to it as well.
    holds = {frozenset(planted.ids) for planted in corpus.planted}
    unplanted = Counter(v for v, (a, b) in findings if groups[a] != groups[b] and frozenset((a, b)) not in holds)
    return Score(dict(table), dict(unplanted), dict(Counter(verdict for verdict, _ in findings)))


class Result(Struct, frozen=True):
    """What one run measured: milliseconds a page, MiB at most before and after finding, and the score."""

    pages: int
    parse: float
    trace: float
    exact: float
    pairs: float
    before: float
    after: float
    score: Score


def measure(pages: int, words: int, seed: int, *, hard: bool, direct: bool) -> Result:
    """Make a corpus, read it, find its doubles, and score them. Meant for a process of its own."""
    from vindplaats.catalogue import catalogue as stage  # noqa: PLC0415
    from vindplaats.config import NO_SITE  # noqa: PLC0415
    from vindplaats.read.words import trace  # noqa: PLC0415

    corpus = make_corpus(pages, words, seed, hard=hard)
    start = time.process_time()
    content = _direct(corpus) if direct else _read(corpus)
    parse = time.process_time() - start
    start = time.process_time()
    for record in content.records:
        trace(record.body.text)
    traced = time.process_time() - start
    spent: dict[str, float] = {}
    before = _peak()
    with timed(stage, "exact_doubles", spent), timed(stage, "find_pairs", spent):
        made, _ = stage.catalogue(content, NO_SITE, AS_OF)
    count = len(corpus.pages)
    each = 1000 / count
    return Result(
        count,
        parse * each,
        traced * each,
        spent["exact_doubles"] * each,
        spent["find_pairs"] * each,
        before,
        _peak(),
        score(corpus, [(f.verdict, f.ids) for f in made.pairs]),
    )


@contextmanager
def timed(module: Any, name: str, spent: dict[str, float]) -> Iterator[None]:
    """Have a function of ``module`` add the time it takes to ``spent``, for as long as the context lasts."""
    function: Callable[..., object] = getattr(module, name)

    def wrapper(*args: object, **kwargs: object) -> object:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - start

    setattr(module, name, wrapper)
    try:
        yield
    finally:
        setattr(module, name, function)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _read(corpus: Corpus) -> Any:
    from vindplaats.read.content import read_content  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        write(corpus, Path(folder))
        return read_content(folder, 1)


def _direct(corpus: Corpus) -> Any:
    """The content as reading would give it, without reading."""
    from vindplaats.read.content import Content  # noqa: PLC0415
    from vindplaats.read.records import Body, BodyLink, Nieuwsbericht, Project, Record  # noqa: PLC0415
    from vindplaats.read.words import trace  # noqa: PLC0415

    records: list[Record] = []
    for page in corpus.pages:
        targets = _LINK.findall(page.body)
        text = unescape(_LINK.sub(r"\1", page.body).replace("**", "")).replace("\n- ", "\n").replace("\n", " ")
        links = tuple(
            BodyLink("page", f"content/{path}", "", path, line=1, column=1, image=False) for _, path in targets
        )
        body = Body(html=f"<p>{escape(text)}</p>", text=text, links=links, trace=trace(text))
        file = f"content/{page.path}"
        if page.path.startswith("nieuws/"):
            day = date(page.jaar, 5, 12)
            records.append(Nieuwsbericht(id=page.id, file=file, kind="nieuws", titel=page.titel, datum=day, body=body))
        else:
            records.append(
                Project(id=page.id, file=file, kind="projecten", titel=page.titel, jaar=page.jaar, body=body)
            )
    return Content(tuple(records), (), {r.file: r.id for r in records}, ())


def show(result: Result) -> str:
    """The result as a table."""
    found = result.score
    parts = [f"{name} {getattr(result, name):.3f}" for name in ("trace", "exact", "pairs")]
    total = result.trace + result.exact + result.pairs
    lines = [
        f"{result.pages} pages",
        f"  ms a page: {' + '.join(parts)} = {total:.3f}; parsing {result.parse:.2f}",
        f"  MiB at most: {result.before:.0f} before finding, {result.after:.0f} after",
        f"  {'planted':<14}{'':>7}" + "".join(f"{v:>9}" for v in (*FOUND, "none")) + f"{'recall':>10}",
    ]
    for kind in KINDS:
        counts = [found.table.get((kind, verdict), 0) for verdict in (*FOUND, "none")]
        row = "".join(f"{count:>9}" for count in counts)
        lines.append(f"  {kind:<14}{sum(counts):>7}{row}{100 * found.recall(kind):>9.2f}%")
    precise = "".join(f"{100 * found.precision(verdict):>8.2f}%" for verdict in FOUND)
    lines.append(f"  {'precision':<21}{precise}")
    lines.append(f"  editions, twins and overviews called exact or variant: {found.forbidden}")
    return "\n".join(lines)


def main() -> None:
    """Measure each size and seed in a process of its own, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--hard", action="store_true")
    parser.add_argument("--direct", action="store_true")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {options.words} words a page")
    for pages in options.pages:
        for seed in options.seeds:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
                run = worker.submit(measure, pages, options.words, seed, hard=options.hard, direct=options.direct)
                print(show(run.result()), flush=True)


if __name__ == "__main__":
    main()
