"""Pages that are one: exact doubles, which merge by themselves so that nothing an editor wrote is lost.

Exact are pages of the same words, title and body, after folding (`fold_text`), and of the same year. The one that
stays is a project before a nieuwsbericht, then the first path.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vindplaats.catalogue.folding import fold_text
from vindplaats.read.records import Project, Timed


class DoubleGroup(Struct, frozen=True):
    """Pages that are one: the one that stays, and those that give way, in order of path."""

    survivor: Timed
    others: tuple[Timed, ...]


def exact_doubles(records: Iterable[Timed]) -> tuple[DoubleGroup, ...]:
    """Groups of two or more pages of one kind with the same words and year, in order of the survivor's path."""
    groups: dict[tuple[object, ...], list[Timed]] = {}
    for record in records:
        jaar = record.jaar if isinstance(record, Project) else None
        key = (record.kind, jaar, fold_text(record.titel), fold_text(record.body.text))
        groups.setdefault(key, []).append(record)
    found = []
    for members in groups.values():
        if len(members) > 1:
            members.sort(key=lambda r: r.file)
            found.append(DoubleGroup(members[0], tuple(members[1:])))
    return tuple(sorted(found, key=lambda g: g.survivor.file))


def survivors(groups: Iterable[DoubleGroup]) -> Mapping[str, str]:
    """For every page that gives way, the page that stays."""
    return {other.id: group.survivor.id for group in groups for other in group.others}
