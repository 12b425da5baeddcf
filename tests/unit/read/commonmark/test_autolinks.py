import re
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.read.commonmark.autolinks import (
    _CLOSING,
    _ENTITY,
    _MAIL_ADDRESS,
    _TRAILING,
    _WEB_ADDRESS,
    _mail_addresses,
    _up_to_bracket,
    _without_trailing_signs,
    find_autolinks,
    link_element,
    take_autolink,
)

PLAIN_WEB_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])https?://[^\s<]+|(?<![^\s*_~(\[\"'“‘„>|-])www\.(?=[^\s<]*\.)[^\s<]+", re.IGNORECASE
)
"""What `_WEB_ADDRESS` matches, written as it reads."""
PARTS = (
    *("http://", "HTTPS://", "httpſ://", "www.", "WWW.", "wWw.", "x.example", "a", "Z", "9", "K", "ſ", "é", "h", "w"),
    *("@", "mailto:", "MAILTO:", "jan", ".", "-", "_", "+", "/", ":", "<", ">", "(", "[", '"', "'", "“", "‘", "„", "*"),
    *("~", "|", "&amp;", "\n", " ", "\t", "\u00a0", "\u2028", "\x85", "x" * 64, "x" * 65),
)


def hrefs(text: str) -> list[str]:
    return [link.href for link in reversed(find_autolinks(text))]


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("zie https://bron.example/a_b_c voor meer", "https://bron.example/a_b_c"),
        ("HTTP://bron.example", "HTTP://bron.example"),
        ("www.bron.example", "http://www.bron.example"),
        ("_www.bron.example_", "http://www.bron.example"),
        ("(https://bron.example/a)", "https://bron.example/a"),
        ("https://bron.example/a_(b)", "https://bron.example/a_(b)"),
        ("(https://bron.example)[tekst]", "https://bron.example"),
        ("https://bron.example/x[1]", "https://bron.example/x[1]"),
        ("[https://bron.example/x]", "https://bron.example/x"),
        ("https://bron.example/a, en", "https://bron.example/a"),
        ("https://bron.example/?a=1&amp;b=2", "https://bron.example/?a=1&b=2"),
        ("https://bron.example/?a=1&copy=2&region=3", "https://bron.example/?a=1&copy=2&region=3"),
        ("https://bron.example/a&copy;", "https://bron.example/a"),
        ("https://bron.example/a…", "https://bron.example/a"),
        ("https://bron.example— en", "https://bron.example"),
        ("„https://bron.example”", "https://bron.example"),
        ("`https://bron.example`", "https://bron.example"),
        ("noor.vos+x@bron.example.", "mailto:noor.vos+x@bron.example"),
        ("mailto:noor@bron.example", "mailto:noor@bron.example"),
        ("https://bron.example/@noor@bron.example", "https://bron.example/@noor@bron.example"),
    ],
)
def test_an_address_ends_before_what_belongs_to_the_sentence(text: str, href: str) -> None:
    assert hrefs(text) == [href]


@pytest.mark.parametrize(
    "text",
    ["", "bron.example", "www.", "www.x", "https://", "https://-", "xhttps://a.example", "a@b", "a@b.example-", "@a"],
)
def test_other_texts_have_no_address(text: str) -> None:
    assert hrefs(text) == []


def test_the_last_address_comes_first() -> None:
    assert hrefs("a@b.example www.c.example http://d.example e@f.example") == [
        "mailto:a@b.example",
        "http://www.c.example",
        "http://d.example",
        "mailto:e@f.example",
    ]


@given(
    st.lists(
        st.sampled_from(
            ["https://a.example/", "www.b.example", "c@d.example", "(", ")", "[", "]", " ", ".", "&amp;", "`", "x"]
        )
    )
)
def test_addresses_do_not_overlap_and_stay_within_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for link in reversed(find_autolinks(text)):
        assert end <= link.start < link.end <= len(text)
        end = link.end


@law
@settings(max_examples=examples(500), deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.lists(st.integers(0, 60), min_size=2, max_size=6))
def test_law_that_each_address_of_a_text_is_taken_once(text: str, positions: list[int]) -> None:
    left, rest = find_autolinks(text), find_autolinks(text)[::-1]
    for start, stop in pairwise(sorted(positions)):
        rest = [link for link in rest if link.start >= start]
        expected = rest.pop(0) if rest and rest[0].start <= stop else None
        assert take_autolink(left, start, stop) == expected


def test_the_text_of_a_link_is_the_address_itself() -> None:
    link = link_element("https://a.example/?b&c", "a?b&c")
    assert (link.get("href"), link.text) == ("https://a.example/?b&amp;c", "a?b&amp;c")


@law
@settings(max_examples=examples(3000), deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_faster_patterns_match_what_the_plain_ones_match(text: str) -> None:
    def spans(found: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
        return [match.span() for match in found]

    assert spans(_WEB_ADDRESS.finditer(text)) == spans(PLAIN_WEB_ADDRESS.finditer(text))
    assert spans(_mail_addresses(text)) == spans(_MAIL_ADDRESS.finditer(text))


def plain_up_to_bracket(address: str) -> str:
    """Return what `_up_to_bracket` returns, with a list of the open brackets."""
    opened: list[str] = []
    for index, sign in enumerate(address):
        if sign == "`":
            return address[:index]
        if sign in _CLOSING.values():
            opened.append(sign)
        elif sign in _CLOSING:
            if _CLOSING[sign] not in opened:
                return address[:index]
            opened.remove(_CLOSING[sign])
    return address


def plain_without_trailing_signs(address: str) -> str:
    """Return what `_without_trailing_signs` returns, looking for an entity at every end."""
    end = len(address)
    surplus = {closing: address.count(closing) - address.count(opening) for closing, opening in _CLOSING.items()}
    while end:
        last = address[end - 1]
        start = address.rfind("&", 0, end) if last == ";" else -1
        if start >= 0 and _ENTITY.fullmatch(address, start, end):
            end = start
        elif last in _TRAILING or surplus.get(last, 0) > 0:
            if last in surplus:
                surplus[last] -= 1
            end -= 1
        else:
            break
    return address[:end]


@law
@settings(max_examples=examples(2000), deadline=None)
@given(st.lists(st.sampled_from([*"()[]`&;.é", "&amp;", "&#9;", "ab"]), max_size=16).map("".join))
def test_law_of_the_end_of_an_address(text: str) -> None:
    assert _up_to_bracket(text) == plain_up_to_bracket(text)
    assert _without_trailing_signs(text) == plain_without_trailing_signs(text)


@pytest.mark.parametrize(
    "pieces",
    [
        ("(", "[]"),
        ("[", "()"),
        ("&", "a", ";"),
        ("&a;",),
        ("&;",),
        (";",),
        ("(", ")"),
        ("[(", ")"),
        (".",),
        ("(a", "])"),
    ],
)
def test_a_long_address_takes_linear_time(pieces: tuple[str, ...]) -> None:
    """In quadratic time, the first of these would take more than an hour."""
    address = "http://a.nl/" + "".join(piece * 200_000 for piece in pieces)
    assert all(link.start == 0 for link in find_autolinks(address))
