"""The handbook for editors: where it is."""

from pathlib import Path


def handbook_file() -> Path:
    """Return the path of the handbook.

    That is ``handbook/README.md`` in an installed package, and ``content/README.md`` in a checkout.
    """
    package = Path(__file__).parents[1]
    carried = package / "handbook" / "README.md"
    return carried if carried.is_file() else package.parents[1] / "content" / "README.md"
