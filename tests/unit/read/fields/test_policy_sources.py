"""The fields ``csp`` and ``insluiten``: each mistake gives one message, and what it says to write is right."""

import re

import pytest

from support import whole_field
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
        ("https://a.example/café/", f"{A}/caf%C3%A9/"),
        ("|\n    https://a.example\n    https://b.example", f"[{A}, {B}]"),
    ],
)
def test_a_source_is_written_as_it_was_meant(value: str, write: str) -> None:
    found = mistake(f"csp:\n  script-src: {value}\n  img-src: {A}")
    assert (found.code, found.line, found.column) == ("verkeerde-waarde", 4, 3)
    more = whole_field(f"script-src: {value}")
    assert found.remedy in {f"Schrijf 'script-src: {write}'.{more}", f"Schrijf: script-src: {write}{more}"}
    assert ("'" in write) == found.remedy.startswith("Schrijf:")
    assert csp_of(f"csp:\n  script-src: {write}")["script-src"]


@pytest.mark.parametrize(
    ("item", "write"),
    [("self", "\"'self'\""), ("https://a.example/é", f"{A}/%C3%A9"), ("A.example", "a.example")],
)
def test_an_item_of_a_list_is_written_as_it_was_meant(item: str, write: str) -> None:
    found = mistake(f"csp:\n  script-src:\n    - {A}\n    - {item}")
    assert (found.code, found.line, found.column) == ("verkeerde-waarde", 6, 7)
    assert found.remedy in {f"Schrijf '{write}'.", f"Schrijf: {write}"}
    assert csp_of(f"csp:\n  script-src:\n    - {A}\n    - {write}")["script-src"][0] == A


def test_several_sources_in_one_item() -> None:
    found = mistake(f"csp:\n  script-src:\n    - {A} {B}\n    - c.example")
    assert (found.line, found.remedy) == (5, f"Maak er losse items van: {A} en {B}")


@pytest.mark.parametrize(("value", "write"), [("data", '"data:"'), ("Blob", '"blob:"')])
def test_a_scheme_is_written_as_it_was_meant(value: str, write: str) -> None:
    assert mistake(f"csp:\n  img-src: {value}\n  script-src: {A}").remedy == f"Schrijf 'img-src: {write}'."


@pytest.mark.parametrize(
    "value", ["'data:'", '"data:"', "data:", "data", "'DATA:'", "blob:", "[blob]", "'filesystem:'"]
)
@pytest.mark.parametrize("name", ["script-src", "object-src", "worker-src"])
def test_a_scheme_may_not_run_anything(name: str, value: str) -> None:
    if name == "worker-src" and "blob" in value:
        assert csp_of("csp:\n  worker-src: 'blob:'") == {name: ("blob:",)}
        return
    found = mistake(f"csp:\n  {name}: {value}")
    assert (found.code, found.line) == ("verkeerde-waarde", 4)
    assert "laat de browser alles uitvoeren" in found.message
    assert found.remedy == "Noem de site, zoals https://stats.example.org, of haal de regel weg."
    found = mistake(f"csp:\n  {name}:\n    - {A}\n    - {value.strip('[]')}")
    assert (found.line, found.remedy) == (6, "Noem de site, zoals https://stats.example.org, of haal het weg.")


@pytest.mark.parametrize(
    "value", ["*", "'*'", "['*']", "https://*", "'https:'", "['http:']", "'WSS:'", "https://", "'*' # alles"]
)
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
        ("a.example:443", "a.example"),
        ("{adres: www.youtube.com}", "www.youtube.com"),
        ("youtube.com", "www.youtube-nocookie.com"),
        ("[YouTube.com]", "www.youtube-nocookie.com"),
        ("youtube-nocookie.com", "www.youtube-nocookie.com"),
        ("https://youtu.be/x", "www.youtube-nocookie.com"),
        ("m.youtube.com", "www.youtube-nocookie.com"),
        ("vimeo.com", "player.vimeo.com"),
        ("www.vimeo.com", "player.vimeo.com"),
    ],
)
def test_a_host_that_was_meant(value: str, meant: str) -> None:
    found = mistake(f"insluiten: {value}")
    assert (found.code, found.line, found.remedy) == ("verkeerde-waarde", 3, f"Bedoelde u '{meant}'?")


@pytest.mark.parametrize("value", ["a.example b.example", "a.example, b.example", "[a.example; b.example]"])
def test_several_hosts_in_one_text(value: str) -> None:
    assert mistake(f"insluiten: {value}").remedy == "Schrijf 'insluiten: [a.example, b.example]'."


def test_the_host_of_the_site_itself_has_no_frames() -> None:
    site, (found,) = read("insluiten: [a.example, Proef.example]")
    assert (found.severity, found.code, found.line) == ("warning", "verkeerde-waarde", 3)
    assert "proef.example" in found.message
    assert site is not None
    assert site.insluiten == ("a.example",)


@pytest.mark.parametrize(
    "value", ["12.5", "[192.168.1.2]", "youtube", "[straße.example]", "'-.example'", "a..example", "{a: b}"]
)
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


@pytest.mark.parametrize(
    ("wrong", "line", "write", "right"),
    [
        ("  script-src: *.a.example", 4, '"*.a.example"', {"script-src": ("*.a.example",)}),
        ("  script-src: *.a.example # alles", 4, '"*.a.example" # alles', {"script-src": ("*.a.example",)}),
        ("  img-src: data:", 4, '"data:"', {"img-src": ("data:",)}),
        (f"  img-src: [data:, {A}]", 4, f'["data:", {A}]', {"img-src": ("data:", A)}),
        (f"  img-src: [*.a.example, {A}]", 4, f'["*.a.example", {A}]', {"img-src": ("*.a.example", A)}),
        (f'  img-src: "{A}', 4, f'"{A}"', {"img-src": (A,)}),
        (f"  img-src:{A}\n  font-src: {B}", 4, A, {"img-src": (A,), "font-src": (B,)}),
        (f"  img-src = {A}\n  font-src: {B}", 4, A, {"img-src": (A,), "font-src": (B,)}),
        (f"\timg-src: {A}", 4, A, {"img-src": (A,)}),
        (f"  img-src: {A}\n   font-src: {B}", 5, B, {"img-src": (A,), "font-src": (B,)}),
        (f"  img-src: {A}\n font-src: {B}", 5, B, {"img-src": (A,), "font-src": (B,)}),
    ],
)
def test_a_mistake_in_yaml_is_told_at_its_line(wrong: str, line: int, write: str, right: Csp) -> None:
    found = mistake(f"csp:\n{wrong}\nper_pagina: 20")
    assert (found.line, found.code in {"yaml-fout", "yaml-anker"}) == (line, True)
    meant = found.remedy.partition(": ")[2].strip("'")
    assert meant.endswith(write)
    lines = wrong.split("\n")
    indent = lines[line - 4][: len(lines[line - 4]) - len(lines[line - 4].lstrip())] if meant[:1] != " " else ""
    lines[line - 4] = f"{indent}{meant}"
    assert csp_of("\n".join(["csp:", *lines])) == right


@pytest.mark.parametrize(
    "wrong",
    [
        f"csp: {{script-src: {A}", "csp: {img-src: data:}", "csp: {img-src: *.a.example}", f"csp: [script-src: {A}",
        f"csp: {{script-src: {A},\n  img-src: *.b.example}}", f"csp:\n  - script-src: {A}: x",
    ],
)  # fmt: skip
def test_what_cannot_be_repaired_is_told_with_how_to_write_it(wrong: str) -> None:
    found = mistake(f"{wrong}\nper_pagina: 20")
    assert (found.code, found.line) == ("yaml-fout", 4 if "\n" in wrong else 3)
    assert csp_of(f"csp:\n  {found.remedy.partition(chr(39))[2].rpartition(chr(39))[0]}") == {
        "script-src": ("https://stats.example.org",)
    }


@pytest.mark.parametrize(
    "value",
    [
        f"{{script-src: {A},\n  img-src: {B}}}", f"{{\n  script-src: [{A},\n    {B}],\n  img-src: '*.b.example'\n}}",
        f"\n  script-src:\n  - {A}\n  - {B}\n  img-src: [\n    'data:'\n  ]",
    ],
)  # fmt: skip
def test_yaml_on_several_lines_is_right(value: str) -> None:
    assert len(csp_of(f"csp: {value}")) == 2


@pytest.mark.parametrize("port", ["65536", "99999"])
def test_a_port_that_does_not_exist(port: str) -> None:
    assert "is geen bron" in mistake(f"csp:\n  script-src: {A}:{port}").message
    assert csp_of(f"csp:\n  script-src: {A}:65535") == {"script-src": (f"{A}:65535",)}


@pytest.mark.parametrize("path", ["é", "a b", "%zz", "/x", "a;b", "\u200bx"])
def test_a_path_has_only_characters_that_browsers_know(path: str) -> None:
    _, reported = read(f"csp:\n  script-src: '{A}/{path}'")
    written = [item.remedy.removeprefix("Schrijf 'script-src: ").removesuffix("'.") for item in reported]
    for source in written:
        assert source.startswith("Schrijf het adres") or all(
            map(str.isascii, csp_of(f"csp: {{script-src: {source}}}")["script-src"])
        )


@pytest.mark.parametrize(
    "value", ["https://a.example\\r\\nX-Evil: 1", "https://a.example\\r", "https://a\\u0007.example"]
)
def test_a_source_has_no_control_characters(value: str) -> None:
    assert mistake(f'csp:\n  script-src: "{value}"').code == "codering"


@pytest.mark.parametrize(
    "value", ["https://a.example\\nX-Evil: 1", "https://a.example X-Evil: 1", "https://a.ex ample"]
)
def test_what_is_between_spaces_is_never_glued_to_another_host(value: str) -> None:
    assert mistake(f'csp:\n  script-src: "{value}"').remedy.endswith("zoals https://stats.example.org.")


@pytest.mark.parametrize("name", ["script-src", "style-src"])
def test_inline_code_beside_a_hash_means_nothing(name: str) -> None:
    found = mistake(f"csp:\n  {name}:\n    - \"'{HASH}'\"\n    - \"'unsafe-inline'\"")
    assert (found.line, found.remedy) == (6, f"Haal het weg, of haal alle vingerafdrukken bij '{name}' weg.")


def test_a_field_of_the_site_below_csp_is_told_to_stand_apart() -> None:
    found = mistake(f"csp:\n  img-src: {A}\n  menu: [projecten]")
    assert (found.line, found.remedy) == (5, "Haal de spaties voor die regel weg.")
    assert csp_of(f"csp:\n  img-src: {A}\nmenu: [projecten]") == {"img-src": (A,)}


def test_one_of_several_sources_may_not_be_every_site() -> None:
    found = mistake(f"csp:\n  img-src: [{A}, *]")
    assert (found.line, found.column) == (4, 32)
    assert "staat elke site toe" in found.message


def test_a_policy_that_would_lose_sources_is_not_rewritten() -> None:
    found = mistake(f"csp: \"default-src 'self' {A}; script-src 'self' {B}\"")
    assert A not in found.remedy
    assert B not in found.remedy


@pytest.mark.parametrize("value", ["'*.youtube.com'", "*.youtube.com", "https://a.example:8443/x", "a.example:8443"])
def test_frames_need_whole_host_names(value: str) -> None:
    remedy = mistake(f"insluiten: {value}").remedy
    assert remedy.startswith("Een kader komt er alleen van een site die hier met haar hele naam staat")
    assert "csp" not in remedy


@pytest.mark.parametrize("value", ["www.youtube,com", "a.example b.example:8443", "a.example, -b.example", "'*'"])
def test_a_list_of_hosts_is_written_only_if_none_is_lost(value: str) -> None:
    assert mistake(f"insluiten: {value}").remedy.endswith("zoals www.youtube-nocookie.com.")
