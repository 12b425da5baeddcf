"""Hypothesis strategies for front matter: valid and invalid values of every field, and all forms of YAML."""

from functools import cache

from hypothesis import strategies as st

from hostile.bodies import bodies, spoiled_classics
from hostile.classics import SCHEMES
from vindplaats.read.listing import PageFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import KINDS, Kind
from vindplaats.read.schema import FIELDS, SITE_FIELDS, Field

_RIGHT = {
    "tekst": ["Verzonnen titel", "'Een: twee'", '"a \\"b\\""', ">-\n  a\n  b", "|\n  a\n\n  b"],
    "teksten": ["[a, b]", "\n  - a\n  - b", "a"],
    "woorden": ["[a, b]", "a, b", "a; (b, c"],
    "naam": ["Noor de Wit", "projecten/a"],
    "namen": ["Noor de Wit", "[Noor, Stef]", "\n- Noor of Stef", "[]"],
    "bestand": ["rapport.pdf", "../x.pdf"],
    "bestanden": ["[a.pdf, b.pdf]", "a.pdf"],
    "paden": ["/oud/", "[/a/, /b.html]"],
    "koppelingen": ["[{titel: a, url: 'https://proef.example/'}]", "\n- titel: a\n  url: mailto:a@proef.example"],
    "jaar": ["2021", '"2021"'],
    "datum": ["2021-05-12", "'2021-02-28'"],
    "getal": ["3", "-1"],
    "waarheid": ["true", "false"],
    "url": ["https://proef.example/", "mailto:a@proef.example"],
    "email": ["a@proef.example"],
    "taal": ["nl", "en"],
    "slug": ["een-slug"],
    "formaten": ["csl", "[bib, ris]", "[]"],
    "kleur": ["'#7a1f4b'", "'#abc'"],
    "lettertype": ["Inter", "Open Sans"],
    "vrij": ["{a: [1, ja, 2024-03-01]}", "\n  a:\n    - {b: c}"],
    "beeld": ["logo.svg", "static/logo.png"],
    "adres": ["/over-ons/", "https://proef.example/"],
    "menu": ["[projecten, {titel: a, url: /over-ons/}]", "\n- titel: a\n  url: https://proef.example/"],
    "voet": ["[Postbus 1, {titel: a, url: /over-ons/}]", "\n- Postbus 1"],
    "bronnen": ["{script-src: 'https://proef.example'}", "\n  img-src: ['data:', 'https://*.proef.example']"],
    "redactie": ["{dienst: gitlab, opslag: a/b}", "\n  dienst: github\n  opslag: a/b\n  tak: main"],
    "hosts": ["www.proef.example", "[www.proef.example, proef.example]"],
    "doi": ["10.1234/abc", "https://doi.org/10.1234/abc"],
}
_ANYTHING = [
    *("", "~", "null", "no", "yes", "0x1F", "1e999"),
    *(".inf", ".nan", "-0", "1_000", "2021-02-30", "2021-13-01", "tweeduizend"),
    *("2019-2021", "1899", "9999", "99999999999999999999", "١٩٩٩", "²"),
    *("[]", "{}", "[[]]", "[{}]", "{a: {b: c}}", "[a, [b]]"),
    *("{titel: a}", "[{titel: a, url: x}]", "[{titel: [], url: {}}]"),
    *("&a b", "*a", "&a [*a]", "!!python/name:os.system"),
    *("!!str a", "!<tag:x> a", "! a", "!!binary aGFsbG8=", "!!set {a}", "<<: *a", "{<<: {a: b}}", "'", '"', "'a''b'"),
    *('"\\0"', '"\\x01"', '"\\e[2J"', '"\\ud800"'),
    *('"\\uffff"', '"\\UFFFFFFFF"', '"\\U0010FFFF"', '"\\N\\L\\P\\_"', '"a\\\n b"'),
    *('"\\x85"', '"\\u202e"', '"a\\r\\nb"', '"\\x02vp0\\x03"', "|\n  a", "|+\n\n"),
    *(">2\n   a", "|9\n a", "a # b", "#a", "a: b", "a:b"),
    *("a\n b\n  c", "\ta", "- a", "- - - a", "? a", "? ? a"),
    *("? [a]\n  : b", "? |\n  a\n  : b", "@a", "`a`", "%a", "--- a", "..."),
    *("\u2028", "\u00a0", "\ufeff", "e\u0301", "\U0001f4a9", "\u202ea"),
    *("a\x7fb", "a\x85b", "a\x1bb", "<script>", "</title>", "{{ x }}"),
    *("../../../etc/passwd", "/", "//x", "/a/../b/", "CON", "nul.pdf"),
    *("a\\b", "a:b.pdf", "." * 3, "x" * 300, "é" * 150, "10.1234/<"),
    *("http://", "http://[", "http://[::1", "http://a:99999/"),
    *("https://a:b@c", "http://\u0130/", "http://xn--/", "https://a b"),
    *("a@b", "a@b.c\"", "@", "a@b.c,d@e.f", "mailto:", "mailto:a@b.c?x", "tel:1"),
    *("nl-NL", "NL", "a-", "--", "a/b", "a b", "%", "%zz"),
]  # fmt: skip
_NAMES = sorted({field.name for fields in FIELDS.values() for field in fields} | {field.name for field in SITE_FIELDS})
_LINES = [
    *("", "# commentaar", "---", "...", "--- ", "---a", "\t", "  ", "a"),
    *("- a", "? a", ": a", "a:", "a :b", "a:b", "[", "{", "}"),
    *("[a", "{a: ", "'", '"', "|", "&", "*"),
    *("!", "%YAML 1.1", "%TAG ! x", "<<: *x", "\ufeff", "titel: a: b", "titel : a"),
    *(" titel: a", "\ttitel: a", "titel:\ta", "'titel': a"),
    *('"ti\\x74el": a', "? titel\n: a", "? [titel]\n: a", "? {a: b}\n: c"),
    *("TITEL: a", "titel : &a a\nnaam: *a", "- " * 30 + "a"),
    *("? " * 30 + "a", "[" * 30 + "]" * 30, "{a: " * 30 + "}" * 30),
    *("a: \x00", "a: \x01", "a: \x7f", "a: \x85b"),
    *("a: \ufffe", "a: \u2028b", "\u2029", "x" * 1100 + ": a", "a: " + "b" * 3000),
]  # fmt: skip
_ENDS = [*["\n"] * 9, "\r\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", ""]
_FENCES = [*["---\n"] * 20, "---\r\n", "--- \n", "\n---\n", "----\n", "\ufeff---\n", "--- # a\n", "...\n", ""]


@cache
def page_of(kind: Kind) -> PageFile:
    """Return a page of this kind that does not exist on the disk."""
    return PageFile(f"content/{kind}/proef.md", f"content/{kind}/proef.md", kind, PageId(kind, "proef"))


kinds = st.sampled_from(KINDS)


def _value(field: Field) -> st.SearchStrategy[str]:
    right = st.sampled_from(_RIGHT[field.type])
    return st.one_of(right, right, right, st.sampled_from(_ANYTHING), st.sampled_from(SCHEMES), st.text(max_size=8))


def _line(field: Field) -> st.SearchStrategy[str]:
    return _value(field).map(lambda value: f"{field.name}: {value}")


@cache
def fields_of(declared: tuple[Field, ...]) -> st.SearchStrategy[str]:
    """Return a strategy for lines of front matter: usually the required fields, with other fields and invalid lines."""
    required = [_line(field) for field in declared if field.required]
    others = st.one_of(
        *(_line(field) for field in declared),
        st.sampled_from(_LINES),
        st.tuples(st.sampled_from(_NAMES), st.sampled_from(_ANYTHING)).map(": ".join),
        st.text(max_size=12),
    )
    return st.tuples(
        st.one_of(st.tuples(*required).map(list), st.lists(others, max_size=3)),
        st.lists(others, max_size=4),
        st.sampled_from(_ENDS),
    ).map(lambda t: t[2].join([*t[0], *t[1], ""]))


def right_fields(declared: tuple[Field, ...]) -> str:
    """Return the required fields with valid values."""
    return "".join(f"{field.name}: {_RIGHT[field.type][0]}\n" for field in declared if field.required)


def pages(kind: Kind) -> st.SearchStrategy[bytes]:
    """Return a strategy for whole pages of this kind."""
    fences = st.sampled_from(_FENCES)
    parts = st.tuples(fences, fields_of(FIELDS[kind]), fences, st.one_of(bodies, spoiled_classics, st.just("")))
    return st.tuples(parts, st.sampled_from([*["utf-8"] * 9, "utf-8-sig", "utf-16", "cp1252"])).map(
        lambda t: "".join(t[0]).encode(t[1], "replace")
    )


sites = fields_of(SITE_FIELDS).map(str.encode)
"""Contents of `site.yaml`."""


def mutations(originals: list[bytes]) -> st.SearchStrategy[bytes]:
    """Return a strategy for real files with bytes inserted, removed, replaced or repeated."""
    piece = st.one_of(
        st.binary(max_size=4),
        st.sampled_from(_LINES).map(str.encode),
        st.sampled_from(
            [b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\r", b"\n---\n", b"<", b'"', b"[", b"{:", b"*", b"&"]
        ),
    )
    change = st.tuples(st.integers(0, 1 << 14), st.integers(0, 40), st.booleans(), piece)

    def changed(data: bytes, changes: list[tuple[int, int, bool, bytes]]) -> bytes:
        for at, size, double, new in changes:
            start = at % (len(data) + 1)
            data = data[:start] + new + data[start if double else start + size :]
        return data

    return st.builds(changed, st.sampled_from(originals), st.lists(change, min_size=1, max_size=4))
