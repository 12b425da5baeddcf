"""Measure the time of reading bodies that are designed to be slow, and how it grows with their size.

Run ``python -m benchmarks.slow_pages`` in ``tests/``; arguments select kinds of input by name. Each page is read by a
separate process, which is stopped after `CPU_LIMIT_S` seconds of processor time. The results determine how large a page
may be.
"""

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable

KIB = 1024
SIZES = (4_000, 16_000, 64_000, 255_000)
"""Sizes of bodies in bytes. The largest is just below the largest page that is read."""
CPU_LIMIT_S = 10
MEMORY_LIMIT = 4 << 30
"""The address space of a process, in bytes."""


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece.encode()) + 1))[:size]


def _numbered(piece: str, end: str = "\n") -> Callable[[int], str]:
    """Return a function that repeats a piece as often as fits, with its number for ``{}``."""

    def make(size: int) -> str:
        return "".join(piece.replace("{}", str(n)) + end for n in range(size // (len(piece) + 4)))[:size]

    return make


def _halves(first: Callable[[int], str], second: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: first(size // 2) + "\n\n" + second(size // 2)


def _deep(step: str, end: str) -> Callable[[int], str]:
    """Return a function that indents each line one step further than the one above it, as far as the size allows."""

    def make(size: int) -> str:
        depth = int((2 * size / len(step)) ** 0.5)
        return "\n".join(step * n + end for n in range(depth))[:size]

    return make


_TEXT = "Verzonnen tekst over water en wind, met *nadruk* en een [link](https://proef.example/). "
MIN_REPORTED_MIB = 300
"""The memory above which it is printed."""
_PIECES = (
    "[", "]", "![", "[]", "[a](", "[a][", "[a](b", "[a](<", "[^", "*", "**", "* ", "*a ", "a*", "**a", "***a",
    "*a_", "_", "_a", "__a ", "_a*", "`", "`a", "``a`", "`` ", "<", "<a", "<a ", "</", "<!--", "<!", "<![", "<?",
    "<a b='", "<b>", "<div>", "<div>\n", "</div>", "<p>\n\n", "<pre>", "<!-- a -->\n", "<a@", "&", "&a", "&#",
    "&lt;", "\\", "\\*", "{", "{: ", "{: a }", "{: a=b }\n", ":", "|", "|\n", "|a\n|-\n", "-", "- ", "-\n", "=",
    "#", "# ", "# a\n", ">", "> ", ">\n", "a\n", "a\n\n", "\n", " ", " \n", "\t", "    a\n", "1. ", "1. a\n",
    "a\n: b\n", "(", "\"", "'", "a ", "1", "12 ", "1.", "a@", "@", "a@b.c ", "%41", "\xe9", "\u202f", "\x02",
    "\x02wzxhzdk:0\x03", "!", "//", "http://", "e\u0301", "https://a.b ", "\xad", "[TOC]\n", "*[A]: b\n",
    "# a {: #b }\n", "<h1>a\n", "[a](javascript:b) ", "<script>", "<img src=x onerror=a>\n", "[a]: b\n", "[a]:\n",
    "<!-- a --> ", "a <!-- b -->\n", "- <!-- a -->\n", "\\<!-- a\n", "`<!-- a -->`\n", "<!-->", "<!A> ",
    "<![CDATA[a]]>", "a <? b\n", "~~a ", "*a **b ", "www.a.b ", "https://a.b/(", "{% ", "``` a\n", "a|b\n-|-\n",
    "a\n: b\n\n",
)  # fmt: skip
KINDS: dict[str, Callable[[int], str]] = {
    "text": _repeated(_TEXT + "\n\n"),
    "text without line ends": _repeated(_TEXT),
    **{f"{piece!r} repeated": _repeated(piece) for piece in _PIECES},
    "links to many places": _numbered("[a](b{}.md)"),
    "links to one place": _repeated("[a](b.md) "),
    "broken anchors": _numbered("[a](#b{})"),
    "headings": _numbered("## Kop {}"),
    "headings of one name": _repeated("## Kop\n"),
    "headings of level 1": _numbered("# Kop {}"),
    "headings and a table of contents": lambda size: "[TOC]\n\n" + _numbered("## Kop {}")(size),
    "footnotes": _numbered("a[^{}]\n\n[^{}]: b\n"),
    "one footnote, many marks": lambda size: "[^1]: a\n\n" + _repeated("a[^1] ")(size),
    "definitions": _numbered("[a{}]: b\n"),
    "definitions and references": _halves(_numbered("[a{}]: b{}\n"), _numbered("[a{}] ")),
    "abbreviations": _numbered("*[A{}]: b\n"),
    "abbreviations and a text": _halves(_numbered("*[A{}]: b\n"), _repeated("A1 A2 b ")),
    "one abbreviation, used": lambda size: "*[A]: b\n\n" + _repeated("A ")(size),
    "rows of a table": lambda size: "|a|b|\n|-|-|\n" + _repeated("|c|d|\n")(size),
    "columns of a table": lambda size: "|" + "a|" * (size // 4) + "\n|" + "-|" * (size // 4),
    "empty cells": lambda size: "|" * (size // 8) + "\n" + "|-" * (size // 8) + "\n" + _repeated("|\n")(size // 2),
    "deep lists": _deep("    ", "- a"),
    "deep quotes": _deep("> ", "a"),
    "quotes on one line": lambda size: "> " * (size // 2) + "a",
    "lists on one line": lambda size: "- " * (size // 2) + "a",
    "items of a list, loose": _repeated("- a\n\n"),
    "items with paragraphs": _repeated("- a\n\n    b\n\n"),
    "raw elements, nested": lambda size: "<div>" * (size // 11) + "</div>" * (size // 11),
    "raw inline elements, nested": lambda size: "a " + "<b>" * (size // 7) + "</b>" * (size // 7),
    "formatting that opens again": _halves(_numbered("<b id={}>", ""), _repeated("<p>")),
    "formatting that opens again, in a text": lambda size: "a " + _numbered("<b id={}>", "")(size // 2)
    + "\n\n" + _repeated("a\n\n")(size // 2),
    "links that open again": _halves(_repeated("<a>"), _repeated("<p>")),
    "tables in tables": _repeated("<table><tr><td>"),
    "text in tables": lambda size: "<table>" + _repeated("<b>a")(size),
    "attributes of one element": lambda size: "<a " + _numbered("b{}=c", " ")(size) + ">",
    "attributes taken out": lambda size: "<p " + _numbered("onb{}=c", " ")(size) + ">a</p>",
    "elements taken out": _numbered("<x{}>a</x{}>"),
    "attribute list": lambda size: "# a {: " + _numbered("b{}=c", " ")(size) + " }",
    "phone numbers": _repeated("020-1234567 "),
    "digits with gaps": _repeated("1 (.) "),
    "digits far apart": _repeated("1    . "),
    "open quote in a tag": lambda size: "a <b c='" + _repeated("d <e f=\"")(size),
    "front matter, fields": lambda size: "---\n" + _numbered("a{}: b")(size),
    "front matter, list": lambda size: "---\ntrefwoorden:\n" + _repeated("- a\n")(size),
    "front matter, one line": lambda size: "---\ntitel: " + _repeated("a ")(size) + "\n",
    "front matter, hash signs": lambda size: "---\ntitel: " + _repeated(" #")(size) + "\n",
    "front matter, spaces": lambda size: "---\ntitel: a" + " " * size + "#\n",
    "front matter, dashes": lambda size: "---\n" + _repeated("- ")(size) + "#\n",
    "front matter, keys": lambda size: "---\n" + _repeated("a: ")(size) + "#\n",
    "front matter, persons": lambda size: "---\ncontactpersoon: " + _repeated("A of ")(size) + "B\n",
    "front matter, quotes": lambda size: "---\ntitel: " + _repeated("'")(size) + "\n",
    "front matter, e-mail": lambda size: "---\nemail: " + _repeated("a.")(size) + "@\n",
}  # fmt: skip


def page(kind: str, size: int) -> bytes:
    """Return a page of this kind of about ``size`` bytes."""
    text = KINDS[kind](size)
    return (text + "\n---\n" if text.startswith("---\n") else f"---\ntitel: a\n---\n{text}").encode()


def measure(kind: str, size: int) -> str:
    """Return the seconds that reading takes, with the memory in MiB if it is large, or how the process ended."""
    command = [sys.executable, "-m", "benchmarks.slow_pages", "--one", kind, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == -signal.SIGXCPU:
        return f"> {CPU_LIMIT_S}"
    return done.stdout.strip() or f"! {(done.stderr.strip().splitlines() or [str(done.returncode)])[-1]}"


def _measure_here(kind: str, size: int) -> None:
    from hostile.matter import page_of  # noqa: PLC0415
    from vindplaats.read.document import read_page  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    data = page(kind, size)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S + 1, CPU_LIMIT_S + 2))  # one more second to start
    read_page(page_of("paginas"), b"---\ntitel: a\n---\n# a\n<b>")  # imports and compiles what is needed at first use
    start = time.process_time()
    read_page(page_of("contactpersonen" if "e-mail" in kind else "paginas"), data)
    seconds = time.process_time() - start
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB
    print(f"{seconds:.2f}" + (f" ({used} MiB)" if used > MIN_REPORTED_MIB else ""))


def main(arguments: list[str]) -> None:
    """Print a table of all kinds, or of the kinds named."""
    if arguments[:1] == ["--one"]:
        _measure_here(arguments[1], int(arguments[2]))
        return
    print("| input | " + " | ".join(f"{size // 1000} kB" for size in SIZES) + " |")
    print("|---" * (len(SIZES) + 1) + "|", flush=True)
    for kind in arguments or KINDS:
        found: list[str] = []
        for size in SIZES:
            found.append(measure(kind, size) if all(cell[:1].isdigit() for cell in found) else "")
        print(f"| {kind} | " + " | ".join(found) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
