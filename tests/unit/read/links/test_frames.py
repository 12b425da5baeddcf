"""Which links are shown as frames, and what to write instead of addresses that refuse to be in one."""

import pytest

from vindplaats.read.links.frames import address_to_write, host_of, is_framed, links_alone
from vindplaats.read.markdown import convert

HOSTS = ("www.youtube-nocookie.com", "www.youtube.com", "player.vimeo.com", "kaart.example")
NO_COOKIE = "www.youtube-nocookie.com"
EMBED = "https://www.youtube-nocookie.com/embed/dijk2026abc"
LIST = "https://www.youtube-nocookie.com/embed/videoseries?list=PL1"


@pytest.mark.parametrize(
    "address",
    [
        EMBED, f"{EMBED}?start=20", "https://www.youtube.com/embed/dijk2026abc", "https://KAART.example/nl?x=1#y",
        "https://kaart.example",
    ],
)  # fmt: skip
def test_an_address_on_a_named_host_is_framed(address: str) -> None:
    assert is_framed(address, HOSTS)
    assert address_to_write(address, HOSTS) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.example/", "https://www.kaart.example/", "https://kaart.example.elders.example/",
        "https://kaart.example:8443/", "https://redactie@kaart.example/", "https://kaart.example@elders.example/",
        "http://kaart.example/", "//kaart.example/", "https://[kaart.example/", "mailto:a@kaart.example",
    ],
)  # fmt: skip
def test_an_address_that_the_policy_would_refuse_is_not_framed(address: str) -> None:
    assert not is_framed(address, HOSTS)


@pytest.mark.parametrize(
    ("address", "hosts", "meant"),
    [
        ("https://www.youtube.com/watch?v=dijk2026abc", HOSTS, EMBED),
        ("https://www.youtube.com/watch?v=dijk2026abc&t=20s", HOSTS, f"{EMBED}?start=20"),
        ("https://www.youtube.com/watch?list=PL%261&v=dijk2026abc&t=1m30s", HOSTS, f"{EMBED}?start=90&list=PL%261"),
        ("https://www.youtube.com/watch?v=dijk2026abc&list=WL#t=1h1s", HOSTS, f"{EMBED}?start=3601"),
        ("https://www.youtube.com/watch?v=dijk2026abc", [NO_COOKIE], EMBED),
        ("https://youtu.be/dijk2026abc?si=abc&start=8", [NO_COOKIE], f"{EMBED}?start=8"),
        ("https://www.youtube.com/embed/dijk2026abc?start=4", [NO_COOKIE], f"{EMBED}?start=4"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", [NO_COOKIE], LIST),
        ("http://vimeo.com/123456#t=1m", ["player.vimeo.com"], "https://player.vimeo.com/video/123456#t=60s"),
        ("https://vimeo.com/groups/dijk/videos/123456", HOSTS, "https://player.vimeo.com/video/123456"),
        ("https://www.youtube.com/shorts/dijk2026abc", HOSTS, EMBED),
        ("https://www.youtube.com/live/dijk2026abc?feature=share", HOSTS, EMBED),
        ("https://www.youtube.com/playlist?list=PL1", HOSTS, LIST),
        ("https://www.youtube-nocookie.com/watch?v=dijk2026abc", HOSTS, EMBED),
        ("https://www.youtube.com/watch?v=x-345678901", ["www.youtube.com"], "https://www.youtube.com/embed/x-345678901"),
        ("https://youtu.be/dijk2026abc?t=9", HOSTS, f"{EMBED}?start=9"),
        ("https://m.youtube.com/watch?v=dijk2026abc", HOSTS, EMBED),
        ("https://vimeo.com/123456", HOSTS, "https://player.vimeo.com/video/123456"),
        ("https://vimeo.com/123456/0abc1", HOSTS, "https://player.vimeo.com/video/123456?h=0abc1"),
        ("http://kaart.example/nl", HOSTS, "https://kaart.example/nl"),
        ("http://www.youtube.com/watch?v=dijk2026abc", HOSTS, EMBED),
    ],
)  # fmt: skip
def test_an_address_that_refuses_to_be_in_a_frame_has_another(address: str, hosts: list[str], meant: str) -> None:
    assert not is_framed(address, hosts)
    assert address_to_write(address, hosts) == meant
    assert is_framed(meant, [host_of(meant)])


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/@kanaal", "https://www.youtube.com/watch", "https://www.youtube.com/deltahuis12",
        "https://www.youtube.com/", "https://www.youtube.com", "https://www.youtube.com/results?search_query=dijk",
        "https://www.youtube.com/embed/", "https://www.youtube.com/playlist?list=WL", "https://youtu.be/kort",
        "https://player.vimeo.com/", "https://vimeo.com/deltahuis", "https://vimeo.com/", "https://x.example/",
    ],
)  # fmt: skip
def test_other_pages_stay_links_for_which_nothing_is_proposed(address: str) -> None:
    assert address_to_write(address, HOSTS) is None
    assert not is_framed(address, HOSTS)


@pytest.mark.parametrize("hosts", [["kaart.example"], ["vimeo.com"], ["youtu.be"], []])
def test_nothing_is_proposed_without_a_host_for_it(hosts: list[str]) -> None:
    for address in ("https://youtu.be/dijk2026abc", "https://vimeo.com/123456"):
        assert address_to_write(address, hosts) is None


def test_a_host_with_other_letters_is_framed() -> None:
    assert is_framed("https://kaart.exämple/nl", ["kaart.xn--exmple-cua"])
    assert is_framed("https://kaart.xn--exmple-cua/nl", ["kaart.xn--exmple-cua"])


@pytest.mark.parametrize(
    ("markdown", "is_alone"),
    [
        (f"[Uitleg]({EMBED})", True),
        (EMBED, True),
        (f"<{EMBED}>", True),
        (f"[*Uitleg* & meer]({EMBED} 'Titel')", True),
        (f"[![Een sluis](sluis.jpg)]({EMBED})", True),
        (f"- a\n\n  [Uitleg]({EMBED})", True),
        (f"> [Uitleg]({EMBED})", True),
        (f"**[Uitleg]({EMBED})**", True),
        (f"*[Uitleg]({EMBED})*", True),
        (f"***[Uitleg]({EMBED})***", True),
        (f"[Uitleg]({EMBED}){{: .knop #uitleg }}", True),
        (f"[Uitleg]({EMBED})\n{{: .groot }}", True),
        (f'<p class="groot"><a title="t" href="{EMBED}" class="knop">Uitleg</a></p>', True),
        (f"- [Uitleg]({EMBED})\n\n- b", True),
        (f"**[Uitleg]({EMBED})** nu", False),
        (f"**Zie [uitleg]({EMBED})**", False),
        (f"**Zie** [uitleg]({EMBED})", False),
        (f"Zie [uitleg]({EMBED})", False),
        (f"[Uitleg]({EMBED}).", False),
        (f"[Uitleg]({EMBED}) [nog een]({EMBED})", False),
        (f"- [Uitleg]({EMBED})", False),
        (f"## [Uitleg]({EMBED})", False),
        (f"| a |\n|---|\n| [Uitleg]({EMBED}) |", False),
        (f"`{EMBED}`", False),
    ],
)
def test_only_a_link_alone_in_its_paragraph_counts(markdown: str, is_alone: bool) -> None:
    body, _ = convert("content/paginas/x.md", markdown)
    assert links_alone(body.html) == ({EMBED} if is_alone else set())
