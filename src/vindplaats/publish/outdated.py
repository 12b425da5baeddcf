"""Which files of the site are outdated, with all reasons."""

from collections.abc import Collection, Mapping, Sequence

from vindplaats.publish.build_record import BuildRecord
from vindplaats.render.artifact import Artifact

NEW = "nieuw"
"""The reason to make a file that was not there, or was something else."""


NO_PREVIOUS = "alles"
"""The reason to make every file, where it is not known what stands there."""


TAMPERED = "public"
"""The reason to make a file that somebody changed or removed where it was published."""


def outdated(
    planned: Mapping[str, Artifact], made: BuildRecord, now: Sequence[bytes], tampered: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """The paths that have to be made, each with all reasons: facts that are not what they were, or one of the above.

    ``now`` are the fingerprints of the facts of ``made`` as they are now, ``tampered`` the files that others changed.
    """
    changed = {i for i, (one, other) in enumerate(zip(made.prints, now, strict=True)) if one != other}
    before = {artifact.path: i for i, artifact in enumerate(made.artifacts)}
    found: dict[str, tuple[str, ...]] = {}
    for path, artifact in planned.items():
        i = before.get(path)
        if i is None or made.artifacts[i] != artifact:
            found[path] = (NEW,)
        elif path in tampered or not changed.isdisjoint(made.asked[i]):
            why = sorted(made.facts[fact] for fact in changed.intersection(made.asked[i]))
            found[path] = (*why, *([TAMPERED] if path in tampered else []))
    return found
