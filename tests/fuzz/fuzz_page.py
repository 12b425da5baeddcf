"""A fuzz target: read any bytes as a page and check what is promised of pages. See README.md in this folder."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]

PAGE = b"---\ntitel: Proef\n---\n"
"""Front matter to put before input that has none, so that all input is read as a body."""


def check(data: bytes) -> None:
    """Read ``data`` as a page, or as a body if it has no front matter. Raise if a promise is broken.

    The kind of the page follows from the size of the data.
    """
    from hostile.matter import page_of  # noqa: PLC0415 (imported under instrumentation)
    from hostile.promise import check_page  # noqa: PLC0415
    from vindplaats.read.records import KINDS  # noqa: PLC0415

    if data.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        check_page(page_of(KINDS[len(data) % len(KINDS)]), data)
    else:
        check_page(page_of("paginas"), PAGE + data)


def main() -> None:
    """Fuzz until stopped. The command line arguments are those of libFuzzer."""
    import atheris  # noqa: PLC0415 (the tests run `check` without it)

    sys.path.insert(0, str(TESTS))
    with atheris.instrument_imports(include=["vindplaats", "markdown", "yaml", "html.parser", "_markupbase"]):
        check(b"---\ntitel: Proef\n---\n# Kop\n\n<b>a</b> [b](c.md)\n")
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
