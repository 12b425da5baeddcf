from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.links.web_addresses import has_no_host, is_elsewhere, is_local, local_path, path_on_site

SITE = "https://www.zeepaard.example/"


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/", "http://localhost:8000/a/", "https://LOCALHOST", "http://site.localhost:3000/",
        "http://127.0.0.1:8000/", "http://127.1.2.3/", "http://127.1/", "http://[::1]:8000/a", "http://0.0.0.0:80",
        "//localhost/x", "http://jan@localhost/", "http://localhost./", "localhost:8000/x", "localhost",
        "127.0.0.1:8000/", "[::1]:80/",
        "file:///home/jan/x.pdf", "FILE://server/x", "C:\\Users\\jan\\x.pdf", "d:/x.pdf", "C:%5Cx.pdf",
        "\\server\\map\\x.docx", "\\\\server\\x.docx",
    ],
)  # fmt: skip
def test_addresses_of_this_computer_are_recognised(address: str) -> None:
    assert is_local(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://voorbeeld.nl/localhost", "https://localhost.nl/", "https://mijnlocalhost/", "http://128.0.0.1/",
        "localhost.md", "localhosts/x", "b.md", "/localhost/", "mailto:jan@localhost", "https://x.nl/?u=http://localhost/",
        "http://[x", "c:x", "", "https://127.0.0.1.nl/", "#localhost",
    ],
)  # fmt: skip
def test_other_addresses_are_not_local(address: str) -> None:
    assert not is_local(address)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("http://localhost:8000/projecten/x/", "/projecten/x/"),
        ("127.0.0.1:8000/caf%C3%A9/", "/café/"),
        ("http://localhost", "/"),
        ("http://localhost:8000/x/?a=1#kop", "/x/"),
    ],
)
def test_the_path_of_a_local_address(address: str, path: str) -> None:
    assert local_path(address) == path


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://www.zeepaard.example/projecten/x/", "/projecten/x/"),
        ("http://www.zeepaard.example/projecten/x/", "/projecten/x/"),
        ("https://zeepaard.example/projecten/x/", "/projecten/x/"),
        ("HTTPS://WWW.Zeepaard.example/projecten/x/", "/projecten/x/"),
        ("https://zeepaard.example/projecten/x", "/projecten/x/"),
        ("https://zeepaard.example/projecten/x/index.html", "/projecten/x/"),
        ("https://zeepaard.example/projecten/x/?utm=1#kop", "/projecten/x/"),
        ("//zeepaard.example/feed.xml", "/feed.xml"),
        ("https://zeepaard.example:443/feed.xml", "/feed.xml"),
        ("https://zeepaard.example/een%20twee.pdf", "/een twee.pdf"),
        ("https://zeepaard.example", "/"),
        ("https://zeepaard.example/", "/"),
    ],
)
def test_an_address_of_the_site_has_a_path(address: str, path: str) -> None:
    assert path_on_site(address, SITE) == path


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.example/", "https://data.zeepaard.example/", "ftp://zeepaard.example/",
        "mailto:a@zeepaard.example", "https://zeepaard.example:8443/", "https://zeepaard.example.nl/",
        "https://zeepaard.example:x/", "",
    ],
)  # fmt: skip
def test_an_address_elsewhere_has_none(address: str) -> None:
    assert path_on_site(address, SITE) is None


def test_a_site_below_the_root_of_its_host_has_only_the_addresses_below_it() -> None:
    below = "https://zeepaard.example/onderzoek/"
    assert path_on_site("https://zeepaard.example/onderzoek/projecten/x/", below) == "/projecten/x/"
    assert path_on_site("https://zeepaard.example/onderzoek", below) == "/"
    assert path_on_site("https://zeepaard.example/onderzoeken/", below) is None
    assert path_on_site("https://zeepaard.example/", below) is None
    assert path_on_site("https://zeepaard.example/", "") is None


@pytest.mark.parametrize("address", ["https:/a.example/", "http:a.example", "https:///a.example", "https:"])
def test_a_web_address_without_a_host(address: str) -> None:
    assert has_no_host(address)


@pytest.mark.parametrize("address", ["https://a.example", "//a.example", "a.md", "mailto:a@b.example", "https://[x"])
def test_other_addresses_need_no_host(address: str) -> None:
    assert not has_no_host(address)


def test_most_addresses_of_other_sites_are_recognised_at_their_beginning() -> None:
    for address in ("https://elders.example/a?b#c", "HTTP://Elders.example", "https://data.zeepaard.example#x"):
        assert is_elsewhere(address, SITE)
        assert is_elsewhere(address, "")


PIECES = st.sampled_from(
    [
        "http", "https", "ftp", "file", "://", ":/", "//", "/", ".", "..", "www.", "zeepaard", "example", "localhost",
        "127.0.0.1", "[::1]", "@", ":", ":443", ":8443", "?", "#", "\\", "%", "\t", "\n", " ", "-", "Z", "é", "[", "]",
        "\u212a", "\u017f",  # the Kelvin sign and the long s, which are k and s if capitals make no difference
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8).map("".join), st.lists(PIECES, max_size=8).map("".join))
def test_law_that_an_address_elsewhere_is_not_of_the_site_or_this_computer(address: str, base_url: str) -> None:
    sites = SITE, "http://localhost:8000/", "", base_url, "http://" + base_url
    for of_link in (address, f"https://{address}", f"https://zeepaard{address}"):
        for site in sites:
            with patch("vindplaats.read.links.web_addresses._is_another_host", return_value=False):
                long_way = path_on_site(of_link, site), has_no_host(of_link), is_local(of_link)
            assert path_on_site(of_link, site) == long_way[0]
            assert not is_elsewhere(of_link, site) or long_way == (None, False, False)
