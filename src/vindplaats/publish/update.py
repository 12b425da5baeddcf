"""A site brought up to date: what is outdated is made, by several processes, and the rest stays as it is."""

from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct

from vindplaats.diagnostics import Diagnostic
from vindplaats.outcome import OK, Outcome
from vindplaats.processes import each
from vindplaats.publish.publish import OWN, Change, keep_spare, publish
from vindplaats.publish.record import (
    ANEW,
    NOTHING,
    Made,
    Published,
    load_made,
    load_published,
    made_now,
    options_key,
    outdated,
    save,
)
from vindplaats.publish.trees import are_below, copy, identity, meddled, tick, write
from vindplaats.render.artifact import Artifact
from vindplaats.render.facts import fingerprint
from vindplaats.render.pages import make_page
from vindplaats.render.site import Site
from vindplaats.render.theme import TemplateFailedError
from vindplaats.scan import Digests, disk_path
from vindplaats.source import Source, hold, remember

CHUNK = 200
"""Files a worker makes at a time; fewer than two chunks are made without workers, who cost more to start."""


class Stands(Struct, frozen=True):
    """The site that stands at the output, of which what was made of what; and what others did to it since."""

    published: Published
    made: Made
    changed: Collection[str]
    added: Collection[str]


class Results(Struct, frozen=True):
    """What came of making some files: the facts of each, and their fingerprints; or the fault of a template."""

    asked: Mapping[str, Collection[str]] = {}
    prints: Mapping[str, bytes] = {}
    fault: Diagnostic | None = None


def update(
    source: Source,
    site: Site,
    planned: Mapping[str, Artifact],
    digests: Digests,
    diagnostics: tuple[Diagnostic, ...],
    jobs: int,
) -> Outcome:
    """Publish ``planned`` at the output: make what is outdated of ``site``, keep the rest.

    ``digests`` are those of all files that the site is made of, ``diagnostics`` what was told about them. Raises
    `OSError`, `PublishError` and `TemplateFailedError`, and `SourceChangedError` where the source is not what it was
    any more; the old site then stands as it was.
    """
    output = source.options.output
    stands = _standing(source)
    made = stands.made if stands else NOTHING
    kinds = site.kinds
    now = [fingerprint(fact, kinds) for fact in made.facts]
    todo = outdated(planned, made, now, stands.changed) if stands else dict.fromkeys(planned, (ANEW,))
    removed: Collection[str] = ()
    if stands:
        before = {artifact.path for artifact in made.artifacts}
        gone = (before | set(stands.added)) - planned.keys()
        removed = sorted(path for path in gone if are_below((path,)))
    pages = sum(artifact.is_page for artifact in planned.values())
    asked: dict[str, Collection[str]] = {}
    prints: dict[str, bytes] = {}

    def fill(tree: str) -> None:
        for results in _make_all(site, [planned[path] for path in todo], tree, source.options.source, jobs):
            asked.update(results.asked)
            prints.update(results.prints)
        hold(source, digests)

    def record() -> str:
        finished = tick(source.store.clock) if source.store else None
        if source.store is None or finished is None:
            return ""
        inputs = remember(source, digests).total
        published = Published(
            identity(output), finished, inputs, options_key(source.options), diagnostics, pages, (*planned, *OWN)
        )
        save(source.store, output, published, made_now(published.site, planned, made, now, asked, prints))
        return published.site

    before_site = stands.published.site if stands else ""
    if todo or removed or not stands:
        publish(output, Change(tuple(todo), tuple(removed), before_site), fill, record)
    else:
        hold(source, digests)
        keep_spare(output, before_site, record())
    return Outcome(
        diagnostics=diagnostics,
        exit_code=OK,
        output=output,
        pages=pages,
        files=len(planned) + len(OWN),
        made=tuple(todo.items()),
        gone=tuple(removed),
    )


def _standing(source: Source) -> Stands | None:
    """The site at the output, where it is the one that is remembered, and is ours still."""
    output = source.options.output
    published = load_published(source.store, output) if source.store else None
    if source.store is None or published is None:
        return None
    made = load_made(source.store, output, published)
    changed, added = meddled(output, published.files, published.finished)
    if made is NOTHING or changed & OWN.keys():
        return None
    return Stands(published, made, changed, added)


def _make_all(site: Site, artifacts: Sequence[Artifact], tree: str, source: str, jobs: int) -> list[Results]:
    """Make files into ``tree``. Raises `TemplateFailedError` for the first that a template fails for."""
    chunks = [artifacts[i : i + CHUNK] for i in range(0, len(artifacts), CHUNK)]
    make: Callable[[int], Results] = lambda i: _make(site, chunks[i], tree, source)  # noqa: E731
    done = list(each(make, len(chunks), jobs))
    for results in done:
        if results.fault:
            raise TemplateFailedError(results.fault)
    return done


def _make(site: Site, artifacts: Sequence[Artifact], tree: str, source: str) -> Results:
    asked: dict[str, Collection[str]] = {}
    prints: dict[str, bytes] = {}
    kinds = site.kinds
    for artifact in artifacts:
        if artifact.maker == "kopie":
            copy(tree, artifact.path, disk_path(source, artifact.of))
            facts = frozenset((f"{site.contents.kind} {artifact.of}",))
        else:
            try:
                page, facts = make_page(site, artifact)
            except TemplateFailedError as failed:
                return Results(fault=failed.diagnostic)
            write(tree, artifact.path, page)
        asked[artifact.path] = tuple(facts)
        for fact in facts - prints.keys():
            prints[fact] = fingerprint(fact, kinds)
    return Results(asked, prints)
