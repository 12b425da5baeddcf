"""The fields ``csp`` and ``insluiten``: each mistake gives one message, and what it says to write is right."""

import re

import pytest

from vindplaats.config import SiteConfig, parse_site
from vindplaats.diagnostics.diagnostic import Diagnostic

BASE = "naam: Proef\nbase_url: https://proef.example/\n"
A, B = "https://a.example", "https://b.example"
HASH = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
Csp = dict[str, tuple[str, ...]]


def read(yaml: str) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    return parse_site(f"{BASE}{yaml}\n".encode())


def csp_of(yaml: str) -> Csp:
    site, reported = read(yaml)
    assert reported == ()
    assert site is not None
    return dict(site.csp)


def mistake(yaml: str) -> Diagnostic:
    """Return the only message about a mistake."""
    site, reported = read(yaml)
    assert len(reported) == 1, reported
    assert reported[0].severity == "error"
    assert site is None
    return reported[0]


@pytest.mark.parametrize(
    ("yaml", "csp"),
    [
        (f"csp: {{script-src: {A}}}", {"script-src": (A,)}),
        (f"csp:\n  script-src: {A}\n  img-src: [{A}, b.example]", {"script-src": (A,), "img-src": (A, "b.example")}),
        (f"csp:\n  connect-src:\n    - {A}/api/\n    - wss://b.example:8443", {
            "connect-src": (f"{A}/api/", "wss://b.example:8443")}),
        ("csp:\n  script-src: [\"'unsafe-inline'\", \"*.example.org\"]", {
            "script-src": ("'unsafe-inline'", "*.example.org")}),
        (f"csp:\n  style-src: \"'{HASH}'\" # een", {"style-src": (f"'{HASH}'",)}),
        ("csp:\n  img-src: ['data:', 'blob:']", {"img-src": ("data:", "blob:")}),
        ("csp:\n  img-src: [\n    'data:',\n    https://a.example]", {"img-src": ("data:", A)}),
        ("csp:\n  frame-src: \"'self'\"\n  frame-ancestors: https://intranet", {
            "frame-src": ("'self'",), "frame-ancestors": ("https://intranet",)}),
        ("csp:\n  form-action: localhost:3000", {"form-action": ("localhost:3000",)}),
        (f"csp: # alles\n  # img-src: data:\n  script-src: {A} # of data:\n#  font-src: *\n  # - *.a.nl", {
            "script-src": (A,)}),
        (f"csp: {{script-src: {A}}} # {{img-src: data:}}", {"script-src": (A,)}),
        (f"csp:\r\n  script-src: {A}\r\n  img-src:\r\n    - b.example\r", {
            "script-src": (A,), "img-src": ("b.example",)}),
        ("csp:", {}),
        ("csp: {}", {}),
    ],
)  # fmt: skip
def test_sources_by_directive(yaml: str, csp: Csp) -> None:
    assert csp_of(yaml) == csp


@pytest.mark.parametrize(
    ("value", "write"),
    [
        ("stats.example.org /", "stats.example.org/"),
        ("https://stats.example.org / x", "https://stats.example.org/x"),
        ("self", "\"'self'\""),
        ("'self'", "\"'self'\""),
        ("unsafe-inline", "\"'unsafe-inline'\""),
        ("'unsafe-inline' https://a.example", f"[\"'unsafe-inline'\", {A}]"),
        ("'self', 'unsafe-eval'", "[\"'self'\", \"'unsafe-eval'\"]"),
        (HASH, f"\"'{HASH}'\""),
        (f"{A}; {B}", f"[{A}, {B}]"),
        (f"{A}, {B}", f"[{A}, {B}]"),
        (f"{A} {B}", f"[{A}, {B}]"),
        (f"{A};", A),
        (f"{A},", A),
        ("HTTPS://A.Example/Pad", f"{A}/Pad"),
        ("A.example", "a.example"),
        ("None.example", "none.example"),
        ("https://stätistik.example/ë", "https://xn--sttistik-1za.example/%C3%AB"),
        ("//a.example/x.js", f"{A}/x.js"),
        ("htps://a.example", A),
        (f"{A}/x.js?v=1", f"{A}/x.js"),
        (f"{A}/#x", f"{A}/"),
        (f"<{A}>", A),
        ("data:", '"data:"'),
        ("[data:, https://a.example]", f'["data:", {A}]'),
        ("*.example.org", '"*.example.org"'),
        ("[*.example.org]", '"*.example.org"'),
        ("*.example.org # alles", '"*.example.org"'),
        ("*.example.org\r", '"*.example.org"'),
    ],
)
def test_a_source_is_written_as_it_was_meant(value: str, write: str) -> None:
    found = mistake(f"csp:\n  script-src: {value}\n  img-src: {A}")
    assert (found.code, found.line, found.column) == ("verkeerde-waarde", 4, 3)
    assert found.remedy == f"Schrijf 'script-src: {write}'."
    assert csp_of(f"csp:\n  script-src: {write}")["script-src"]


@pytest.mark.parametrize(
    ("item", "write"),
    [("self", "\"'self'\""), ("data:", '"data:"'), ("*.example.org", '"*.example.org"'), ("A.example", "a.example")],
)
def test_an_item_of_a_list_is_written_as_it_was_meant(item: str, write: str) -> None:
    found = mistake(f"csp:\n  script-src:\n    - {A}\n    - {item}")
    assert (found.code, found.line, found.column) == ("verkeerde-waarde", 6, 7)
    assert found.remedy == f"Schrijf '{write}'."
    assert csp_of(f"csp:\n  script-src:\n    - {A}\n    - {write}")["script-src"][0] == A


def test_several_sources_in_one_item() -> None:
    found = mistake(f"csp:\n  script-src:\n    - {A} {B}\n    - c.example")
    assert (found.line, found.remedy) == (5, f"Maak er losse items van: '{A}' en '{B}'.")


@pytest.mark.parametrize("value", ["*", "'*'", "['*']", f"[{A}, *]", "https://*"])
def test_a_source_may_not_be_every_site(value: str) -> None:
    found = mistake(f"csp:\n  img-src: {value}")
    assert (found.code, found.line) == ("verkeerde-waarde", 4)
    assert "staat elke site toe" in found.message
    for source in re.findall(r"https:\S+[a-z]", found.remedy):
        assert csp_of(f'csp:\n  img-src: "{source}"') == {"img-src": (source,)}


@pytest.mark.parametrize(
    "value", ["intranet", "script.js", "/static/x.js", "http//", "naam@a.example", "https://u:p@a.nl"]
)
def test_what_is_no_source_gets_an_example_of_one(value: str) -> None:
    found = mistake(f"csp:\n  script-src: {value}")
    assert (found.code, found.line) == ("verkeerde-waarde", 4)
    assert found.remedy.endswith("zoals https://stats.example.org.")


@pytest.mark.parametrize("value", ["[[https://a.example]]", "{a: b}"])
def test_a_source_is_a_text(value: str) -> None:
    assert "waar een bron hoort" in mistake(f"csp:\n  script-src: {value}").message


@pytest.mark.parametrize("value", ["", "[]", "''", "{}"])
def test_a_directive_has_a_source(value: str) -> None:
    found = mistake(f"csp:\n  img-src: {A}\n  script-src: {value}")
    assert (found.code, found.line, found.column) == ("leeg-veld", 5, 3)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("script-src", "none", "Haal de regel weg."),
        ("script-src", "\"'none'\"", "Haal de regel weg."),
        ("script-src", f"[\"'none'\", {A}]", "Haal het weg."),
        ("script-src", "[\"'strict-dynamic'\"]", "Haal de regel weg."),
        ("script-src", "\"'nonce-abc'\"", "Haal de regel weg."),
        ("img-src", "unsafe-inline", "Haal de regel weg, of zet het bij script-src of style-src."),
        ("style-src", f"[\"'unsafe-eval'\", {A}]", "Haal het weg, of zet het bij script-src."),
    ],
)
def test_a_keyword_that_adds_nothing(name: str, value: str, remedy: str) -> None:
    found = mistake(f"csp:\n  {name}: {value}")
    assert (found.code, found.remedy) == ("verkeerde-waarde", remedy)


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("script_src", "script-src"), ("scripts", "script-src"), ("Script-Src", "script-src"), ("script", "script-src"),
        ("scriptSrc", "script-src"), ("script-src-elem", "script-src"), ("scrpt-src", "script-src"),
        ("img", "img-src"), ("images", "img-src"), ("afbeeldingen", "img-src"), ("style", "style-src"),
        ("fonts", "font-src"), ("lettertype", "font-src"), ("frames", "frame-src"), ("child-src", "frame-src"),
        ("connect", "connect-src"), ("form", "form-action"), ("video", "media-src"),
        ("frame-ancestor", "frame-ancestors"),
    ],
)  # fmt: skip
def test_a_directive_that_was_meant(key: str, meant: str) -> None:
    found = mistake(f"csp:\n  {key}: {A}")
    assert (found.code, found.line, found.column) == ("verkeerde-waarde", 4, 3)
    assert found.remedy == f"Bedoelde u '{meant}'?"
    assert csp_of(f"csp:\n  {meant}: {A}") == {meant: (A,)}


@pytest.mark.parametrize("key", ["default", "default-src", "base-uri", "report-uri", "xyzzy", "sandbox"])
def test_a_directive_that_cannot_be_extended(key: str) -> None:
    found = mistake(f"csp:\n  {key}: {A}\n  img-src: {A}")
    known = found.remedy.removeprefix("Haal het weg, of kies uit: ").removesuffix(".").split(", ")
    assert len(known) == 12
    for name in known:
        assert csp_of(f"csp:\n  {name}: {A}") == {name: (A,)}


def test_each_of_several_mistakes_is_reported() -> None:
    _, reported = read(f"csp:\n  scripts: data:\n  img-src: [self, {A}, *]\n  font-src: blob:\nper_pagina: x")
    assert sorted(found.line for found in reported) == [4, 5, 6, 7]


def test_a_policy_in_one_text() -> None:
    found = mistake(f"csp: \"default-src 'self'; script-src 'self' {A} {B}; img-src 'self' data:\"")
    written = found.remedy.removeprefix("Schrijf '").removesuffix("'.")
    assert csp_of(written) == {"script-src": (A, B), "img-src": ("data:",)}


@pytest.mark.parametrize("value", [A, f"[{A}]", f"[script-src: {A}]", "ja", "script-src"])
def test_sources_without_directives(value: str) -> None:
    found = mistake(f"csp: {value}")
    assert (found.code, found.line, found.column) == ("verkeerde-waarde", 3, 1)
    assert csp_of(found.remedy.partition("'")[2].rpartition("'")[0])


@pytest.mark.parametrize(
    ("value", "hosts"),
    [
        ("www.youtube-nocookie.com", ("www.youtube-nocookie.com",)),
        ("[player.vimeo.com, WWW.YouTube.com, player.vimeo.com]", ("player.vimeo.com", "www.youtube.com")),
        ("vidéo.example", ("xn--vido-dpa.example",)),
        ("a.example.", ("a.example",)),
        ("[]", ()),
        ("", ()),
    ],
)
def test_hosts_of_frames(value: str, hosts: tuple[str, ...]) -> None:
    site, reported = read(f"insluiten: {value}")
    assert reported == ()
    assert site is not None
    assert site.insluiten == hosts


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("https://www.youtube.com/embed/x?a=1", "www.youtube.com"),
        ("[//www.youtube.com]", "www.youtube.com"),
        ("www.youtube.com/embed", "www.youtube.com"),
        ("a.example:8443", "a.example"),
        ("'*.example.org'", "example.org"),
        ("{adres: www.youtube.com}", "www.youtube.com"),
    ],
)
def test_a_host_that_was_meant(value: str, meant: str) -> None:
    found = mistake(f"insluiten: {value}")
    assert (found.code, found.line, found.remedy) == ("verkeerde-waarde", 3, f"Bedoelde u '{meant}'?")


@pytest.mark.parametrize("value", ["a.example b.example", "a.example, b.example", "[a.example; b.example]"])
def test_several_hosts_in_one_text(value: str) -> None:
    assert mistake(f"insluiten: {value}").remedy == "Schrijf 'insluiten: [a.example, b.example]'."


@pytest.mark.parametrize("value", ["youtube", "[straße.example]", "'-.example'", "a..example", "{a: b}"])
def test_what_is_no_host(value: str) -> None:
    assert mistake(f"insluiten: {value}").remedy.endswith("zoals www.youtube-nocookie.com.")


@pytest.mark.parametrize(
    ("key", "meant"),
    [("content-security-policy", "csp"), ("embed", "insluiten"), ("iframes", "insluiten"), ("insluitn", "insluiten")],
)
def test_other_words_for_the_fields(key: str, meant: str) -> None:
    assert mistake(f"{key}: {{script-src: {A}}}" if meant == "csp" else f"{key}: a.example").remedy == (
        f"Bedoelde u '{meant}'?"
    )
