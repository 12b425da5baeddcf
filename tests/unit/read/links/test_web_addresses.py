import pytest

from vindplaats.read.links.web_addresses import has_no_host, is_local, local_path, path_on_site

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
