"""Find the files of the site that are outdated, and the reasons why."""

from collections.abc import Collection, Mapping, Sequence

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
    record: BuildRecord,
    fingerprints: Sequence[bytes],
    tampered: Collection[str] = (),
) -> dict[str, Reasons]:
    """Return the paths of the files to make, each with its reasons: `NEW` or `NEW_TEXT` alone, or others.

    ``planned`` has every artifact of the new site by path, and ``record`` is the record of the current site.
    ``fingerprints`` has the present fingerprint of each fact in ``record.facts``, in the same order. ``tampered`` has
    the paths of files that others changed or removed.
    """
    before_and_now = zip(record.fingerprints, fingerprints, strict=True)
    changed = {number for number, (before, now) in enumerate(before_and_now) if before != now}
    places = {artifact.path: place for place, artifact in enumerate(record.artifacts)}
    found: dict[str, Reasons] = {}
    for path, artifact in planned.items():
        place = places.get(path)
        if place is None or record.artifacts[place] != artifact:
            found[path] = (NEW_TEXT,) if place is not None and isinstance(artifact, SearchIndex) else (NEW,)
        elif path in tampered or not changed.isdisjoint(record.asked[place]):
            facts = sorted(record.facts[number] for number in changed.intersection(record.asked[place]))
            found[path] = (*facts, *([TAMPERED] if path in tampered else []))
    return found
