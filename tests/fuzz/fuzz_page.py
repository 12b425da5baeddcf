"""The target: any bytes are a page, and what is promised of pages is kept. See README.md beside this file."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]

PAGE = b"---\ntitel: Proef\n---\n"
"""What comes before input that is no page: then all of it is a body."""


def check(data: bytes) -> None:
    """Read ``data`` as a page of some kind, or as the body of one. Raises where a promise is broken."""
    from hostile.matter import page_of  # noqa: PLC0415 (imported under instrumentation)
    from hostile.promise import keep_promise  # noqa: PLC0415
    from vindplaats.read.records import KINDS  # noqa: PLC0415

    if data.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        keep_promise(page_of(KINDS[len(data) % len(KINDS)]), data)
    else:
        keep_promise(page_of("paginas"), PAGE + data)


def main() -> None:
    """Fuzz until told to stop; arguments are those of libFuzzer."""
    import atheris  # noqa: PLC0415 (the tests run `check` without it)

    sys.path.insert(0, str(TESTS))
    with atheris.instrument_imports(include=["vindplaats", "markdown", "yaml", "html.parser", "_markupbase"]):
        check(b"---\ntitel: Proef\n---\n# Kop\n\n<b>a</b> [b](c.md)\n")
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
