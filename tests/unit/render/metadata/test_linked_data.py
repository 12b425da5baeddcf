"""JSON-LD describes the page in terms that schema.org has, and cannot end the element that contains it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import extruct
import html5lib
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.namespace import SDO

from rich_site import BASE
from vindplaats.render.metadata.linked_data import script_json

Node = dict[str, Any]
KNOWN = set(SDO.__annotations__)
"""Every type and property of schema.org, from rdflib."""


@given(st.text())
@example("</script><script>alert(1)</script>")
@example("<!-- <script>")
@example("]]>&lt;/script&gt;\u2028\u2029")
def test_json_ld_of_any_text_stays_within_its_element(text: str) -> None:
    page = f"<body><script type=application/ld+json>{script_json({'name': text})}</script><p>na</p>"
    tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    scripts = tree.findall(".//script")
    assert len(scripts) == 1
    assert json.loads(scripts[0].text or "") == {"name": text}
    assert [p.text for p in tree.iter("p")] == ["na"]


def graph(page: Path) -> list[Node]:
    """Return the JSON-LD that extruct finds on a page."""
    found = extruct.extract(page.read_text(encoding="utf-8"), syntaxes=["json-ld"])["json-ld"]
    assert len(found) <= 1
    assert all(document["@context"] == "https://schema.org" for document in found)
    return found[0]["@graph"] if found else []


def by_type(site: Path, path: str) -> dict[str, Node]:
    """Return the JSON-LD nodes of a page by type."""
    return {node["@type"]: node for node in graph(site / path / "index.html")}


def nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def test_every_page_uses_terms_of_schema_org_and_absolute_addresses(site: Path) -> None:
    for page in site.rglob("*.html"):
        found = graph(page)
        text = page.read_text(encoding="utf-8")
        bare = page.name == "404.html" or page.parent == site / "zoeken" or 'http-equiv="refresh"' in text
        assert bool(found) != bare, page
        for node in nodes(found):
            assert node.get("@type", "Thing") in KNOWN, node
            unknown = {name for name in node if not name.startswith("@")} - KNOWN
            assert not unknown, (page, unknown)
            empty = {name for name, value in node.items() if value in ("", None, [], False)}
            assert not empty or node["@type"] == "ItemList", node
            for name in {"@id", "url", "item", "contentUrl", "image", "mainEntityOfPage"} & node.keys():
                assert node[name].startswith("https://"), node


def test_every_page_with_breadcrumbs_has_them_in_json_ld(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        found = [node for node in graph(page) if node["@type"] == "BreadcrumbList"]
        assert len(found) == ('aria-label="Kruimelpad"' in text), page
        for crumbs in found:
            shown = re.findall("<li[^>]*>(?:<a[^>]*>)?([^<]*)", text.partition("Kruimelpad")[2].partition("</nav>")[0])
            assert len(crumbs["itemListElement"]) == len(shown)
            assert [x["position"] for x in crumbs["itemListElement"]] == [*range(1, len(shown) + 1)]


def test_a_study_with_every_field_has_every_property(rich: Path) -> None:
    url = f"{BASE}projecten/meren/"
    bureau = {"@type": "Organization", "@id": f"{BASE}#organisatie", "name": "Bureau <Proef>", "url": BASE}
    client = f"{BASE}opdrachtgevers/zeepaard/"
    assert by_type(rich, "projecten/meren")["Report"] == {
        "@type": "Report",
        "@id": f"{url}#onderzoek",
        "name": 'Alles over </script> "meren" & plassen',
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": "nl",
        "author": [
            {"@type": "Person", "name": "Jan Willem de Vries", "url": f"{BASE}publicaties/jan-willem-de-vries/"},
            {"@type": "Person", "name": "Bo Aa", "url": f"{BASE}publicaties/bo-aa/"},
        ],
        "publisher": bureau,
        "datePublished": "2021-05-12",
        "reportNumber": "P-7",
        "identifier": [
            {
                "@type": "PropertyValue",
                "propertyID": "DOI",
                "value": "10.1234/abc(1)%",
                "url": "https://doi.org/10.1234/abc(1)%25",
            },
            {"@type": "PropertyValue", "propertyID": "ISBN", "value": "978-90-000-0000-1"},
        ],
        "abstract": "Meren zijn diep & nat.",
        "about": [{"@type": "DefinedTerm", "name": "Water", "url": f"{BASE}werkvelden/water/"}],
        "keywords": ["meren", "plassen"],
        "funder": [
            {"@type": "Organization", "@id": f"{client}#organisatie", "name": "Stichting Zeepaard", "url": client}
        ],
        "contributor": [{"@type": "Organization", "name": "Instituut Droom"}],
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "@id": f"{BASE}reeksen/meren/#reeks",
            "name": "Meren",
            "url": f"{BASE}reeksen/meren/",
        },
        "image": f"{url}meer.png",
        "encoding": {"@type": "MediaObject", "contentUrl": f"{url}r.pdf", "encodingFormat": "application/pdf"},
    }


def test_a_study_with_few_fields_has_no_empty_properties(rich: Path) -> None:
    report = by_type(rich, "projecten/kaal")["Report"]
    assert [author["@id"] for author in report["author"]] == [f"{BASE}#organisatie"]
    assert report["datePublished"] == "2020"
    assert report["description"] == "Verzonnen tekst."
    assert not {"encoding", "identifier", "funder", "isPartOf", "image", "abstract"} & report.keys()
    assert by_type(rich, "projecten/english")["Report"]["inLanguage"] == "en"


def test_a_colleague_has_contact_details_and_a_former_colleague_only_a_name(rich: Path) -> None:
    url = f"{BASE}contactpersonen/noor/"
    noor = by_type(rich, "contactpersonen/noor")["CollectionPage"]["about"]
    assert noor == {
        "@type": "Person",
        "@id": f"{url}#persoon",
        "name": "Noor de Wit",
        "jobTitle": "onderzoeker",
        "email": "noor@proef.example",
        "telephone": "020-000 00 01",
        "image": f"{url}noor.png",
        "worksFor": {"@type": "Organization", "@id": f"{BASE}#organisatie", "name": "Bureau <Proef>", "url": BASE},
        "url": url,
    }
    assert by_type(rich, "contactpersonen/noor/pagina/2")["CollectionPage"]["about"]["@id"] == noor["@id"]
    piet = by_type(rich, "contactpersonen/piet")["CollectionPage"]["about"]
    assert piet == {"@type": "Person", "@id": f"{BASE}contactpersonen/piet/#persoon", "name": "Piet Puk"}


def test_lists_link_to_their_items_and_number_them_across_pages(rich: Path) -> None:
    first, second = (
        by_type(rich, f"werkvelden/water{more}")["CollectionPage"]["mainEntity"] for more in ("", "/pagina/2")
    )
    assert first["numberOfItems"] == second["numberOfItems"] == 4
    assert [item["position"] for item in first["itemListElement"]] == [1, 2]
    assert [item["position"] for item in second["itemListElement"]] == [3, 4]
    assert second["itemListElement"][1] == {
        "@type": "ListItem",
        "position": 4,
        "url": f"{BASE}projecten/english/",
    }
    clients = by_type(rich, "opdrachtgevers")["CollectionPage"]["mainEntity"]["itemListElement"]
    assert [item["url"] for item in clients] == [f"{BASE}opdrachtgevers/zeepaard/"]


def test_pages_of_clients_and_series_describe_them(rich: Path) -> None:
    assert by_type(rich, "opdrachtgevers/zeepaard")["CollectionPage"]["about"] == {
        "@type": "Organization",
        "@id": f"{BASE}opdrachtgevers/zeepaard/#organisatie",
        "name": "Stichting Zeepaard",
        "alternateName": "SZ",
        "url": "https://zeepaard.example/",
    }
    about = by_type(rich, "reeksen/meren")["CollectionPage"]["about"]
    assert (about["@type"], about["@id"]) == ("CreativeWorkSeries", f"{BASE}reeksen/meren/#reeks")


def test_news_the_home_page_and_text_pages_have_their_types(rich: Path) -> None:
    news = by_type(rich, "nieuws/diep")["NewsArticle"]
    assert news["about"]["@id"] == f"{BASE}projecten/meren/#onderzoek"
    assert (news["headline"], news["datePublished"]) == ("Meren zijn diep", "2021-06-02")
    assert news["author"]["@id"] == f"{BASE}#organisatie"
    home = by_type(rich, ".")
    assert home["WebSite"]["publisher"] == {"@id": home["Organization"]["@id"]}
    assert home["Organization"]["email"] == "info@proef.example"
    assert (rich / home["Organization"]["logo"]["url"].removeprefix(BASE)).is_file()
    assert "AboutPage" in by_type(rich, "over-ons")
    assert "WebPage" in by_type(rich, "privacy")
