"""Find the files of the site that are outdated, and the reasons why."""

from collections.abc import Collection, Iterable, Mapping

from vindplaats.publish.build_record import BuildRecord
from vindplaats.render.artifact import Artifact, SearchIndex

NEW = "nieuw"
"""The reason to make a file that the current site lacks, or that is a different artifact there."""
NO_PREVIOUS = "alles"
"""The reason to make every file if there is no usable record of the current site."""
NEW_TEXT = "zoektekst"
"""The reason to make the search index again if text that visitors can search has changed."""
TAMPERED = "public"
"""The reason to make a file that others changed or removed in the published site."""

Reasons = tuple[str, ...]
"""The reasons to make a file: constants above, or changed facts such as ``"kaart projecten/flexwonen"``."""


def outdated(
    planned: Mapping[str, Artifact],
    encoded: bytes,
    record: BuildRecord,
    changed: Collection[int],
    tampered: Collection[str] = (),
) -> dict[str, Reasons]:
    """Return the paths of the files to make, each with its reasons: `NEW` or `NEW_TEXT` alone, or others.

    ``planned`` has every artifact of the new site by path, and ``encoded`` all of them as bytes (`SitePlan.encoded`).
    ``record`` is the record of the current site, and ``changed`` the positions in ``record.facts`` of the facts that
    have changed. ``tampered`` has the paths of files that others changed or removed.
    """
    asking = record.asked.asking(set(changed))
    if encoded == record.artifacts:
        paths = tuple(planned)
        touched = {place for place, path in enumerate(paths) if path in tampered} if tampered else set()
        chosen = {paths[place]: place for place in sorted(touched.union(asking))}
        return {path: _reasons(path, asking.get(place, ()), record, tampered) for path, place in chosen.items()}
    places = {path: place for place, path in enumerate(record.by_path)}
    found: dict[str, Reasons] = {}
    for path, artifact in planned.items():
        before = record.by_path.get(path)
        if before != artifact:
            found[path] = (NEW_TEXT,) if before is not None and isinstance(artifact, SearchIndex) else (NEW,)
        elif path in tampered or places[path] in asking:
            found[path] = _reasons(path, asking.get(places[path], ()), record, tampered)
    return found


def _reasons(path: str, changed: Iterable[int], record: BuildRecord, tampered: Collection[str]) -> Reasons:
    return (*sorted(record.facts[number] for number in changed), *([TAMPERED] if path in tampered else []))
