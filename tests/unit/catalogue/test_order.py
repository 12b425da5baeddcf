from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from support import texts
from vindplaats.catalogue.catalogue import CatalogueOptions, catalogue
from vindplaats.catalogue.corpus import Corpus
from vindplaats.config import SiteConfig
from vindplaats.diagnostics.diagnostic import Diagnostic, collect
from vindplaats.read.content import Content

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
Contents = Callable[[dict[str, str]], Content]

MANY = {
    "projecten/a.md": "titel: Dubbel\ncontactpersoon: [Jos, De Vries]\nopdrachtgever: SER\nisbn: 1\n\nTekst",
    "projecten/b.md": "titel: dubbel\ncontactpersoon: Stef of Jos\nopdrachtgever: Raad (SER)\nisbn: 2\n\n*Tekst*",
    "projecten/c.md": "titel: DUBBEL\nwerkveld: [Zorrg, Zorg]\n\n[Tekst](a.md)",
    "projecten/2021/d.md": "titel: D\n\n[n](../../nieuws/n.md) [x](weg.md) ![f](../f.png)",
    "projecten/2020/d.md": "titel: D\ncontactpersoon: jos",
    "projecten/e.md": "titel: E\nconcept: true",
    "nieuws/n.md": "titel: N\nproject: b",
    "nieuws/m.md": "titel: M\nproject: c\ncontactpersoon: JOS",
    "contactpersonen/jan.md": "naam: Jan de Vries\naliassen: X",
    "contactpersonen/piet.md": "naam: Piet de Vries\naliassen: X",
    "werkvelden/zorg.md": "titel: Zorg",
    "paginas/p.md": "titel: P",
    "projecten/f.png": "",
    "projecten/g.png": "",
}


def order(site: Site, *fields: str) -> list[str]:
    corpus, _ = site({f"projecten/p{number}.md": text for number, text in enumerate(fields)})
    return [study.project.id.name for study in corpus.studies]


def test_newest_first_by_year_then_day_then_title_then_id(site: Site) -> None:
    assert order(
        site,
        "titel: B\njaar: 2020",
        "titel: A\njaar: 2020",
        "titel: C\njaar: 2020\npublicatiedatum: 2020-03-01",
        "titel: Z\njaar: 2021",
        "titel: D\njaar: 2020\npublicatiedatum: 2021-03-01",
        "titel: A\njaar: 2020\n\nAnders",
    ) == ["p3", "p4", "p2", "p1", "p5", "p0"]


def test_titles_sort_as_in_dutch(site: Site) -> None:
    assert order(site, "titel: Zorg", "titel: Één", "titel: zebra", "titel: Eend", "titel: \"'s Avonds\"") == [
        "p1", "p3", "p4", "p2", "p0",
    ]  # fmt: skip


def test_indexes_follow_the_order_of_studies(site: Site) -> None:
    corpus, _ = site(
        {
            "projecten/a.md": "werkveld: [Zorg, Wonen]\njaar: 2019",
            "projecten/b.md": "werkveld: Zorg\njaar: 2021",
            "projecten/c.md": "werkveld: Zorg\njaar: 2020",
        }
    )
    assert [(e.naam, texts(e.projecten)) for e in corpus.werkvelden] == [
        ("Wonen", ("projecten/a",)),
        ("Zorg", ("projecten/b", "projecten/c", "projecten/a")),
    ]
    assert [year.jaar for year in corpus.jaren] == [2021, 2020, 2019]


def test_news_is_newest_first(site: Site) -> None:
    corpus, _ = site(
        {"nieuws/a.md": "titel: B", "nieuws/b.md": "titel: A", "nieuws/c.md": "titel: Z\ndatum: 2022-01-01"}
    )
    assert [b.record.id.name for b in corpus.berichten] == ["c", "b", "a"]


def test_volgorde_comes_before_the_alphabet(site: Site) -> None:
    corpus, _ = site(
        {
            "werkvelden/a.md": "titel: A",
            "werkvelden/b.md": "titel: B\nvolgorde: 2",
            "werkvelden/c.md": "titel: C\nvolgorde: 1",
            "paginas/x.md": "titel: X",
            "paginas/y.md": "titel: Y\nvolgorde: 9",
        }
    )
    assert [e.naam for e in corpus.werkvelden] == ["C", "B", "A"]
    assert [t.record.titel for t in corpus.paginas] == ["Y", "X"]


def test_entries_sort_by_last_name_or_without_article(site: Site) -> None:
    corpus, _ = site(
        {
            "projecten/a.md": "titel: Deel 10\nauteurs: [Koen Van Daele, Jan de Vries, De Waterbank, Bo Daele]",
            "projecten/b.md": "titel: Deel 2\nopdrachtgever: [De Zeefonds, Waterfonds, Bureau 10, Bureau 9]",
            "contactpersonen/x.md": "naam: dr. Jan de Vries",
            "contactpersonen/y.md": "naam: Koen Van Daele",
            "contactpersonen/z.md": "naam: Team Wonen",
            "contactpersonen/i.md": "naam: Iemand",
        }
    )
    assert [study.project.titel for study in corpus.studies] == ["Deel 2", "Deel 10"]
    assert [entry.naam for entry in corpus.publicaties] == [
        "Bo Daele",
        "Koen Van Daele",
        "Jan de Vries",
        "De Waterbank",
    ]
    assert [entry.naam for entry in corpus.opdrachtgevers] == ["Bureau 9", "Bureau 10", "Waterfonds", "De Zeefonds"]
    assert [entry.naam for entry in corpus.contactpersonen] == [
        "Iemand", "Team Wonen", "Koen Van Daele", "dr. Jan de Vries",
    ]  # fmt: skip


@given(data=st.data())
def test_the_order_of_files_never_matters(contents: Contents, data: st.DataObject) -> None:
    content = contents(MANY)
    shuffled = structs.replace(
        content,
        records=tuple(data.draw(st.permutations(content.records))),
        others=tuple(data.draw(st.permutations(content.others))),
        known=dict(data.draw(st.permutations(list(content.known.items())))),
    )
    site = SiteConfig(naam="X", base_url="https://x.nl/")
    options = CatalogueOptions(date(2024, 6, 1))
    expected, diagnostics = catalogue(content, site, options)
    found, other_diagnostics = catalogue(shuffled, site, options)
    assert found.corpus == expected.corpus
    assert collect(other_diagnostics) == collect(diagnostics)


def test_a_contact_sorts_by_last_name_whatever_follows_it(site: Site) -> None:
    names = [
        "Bo Mol (Team Zaken)",
        "Ole Aas jr.",
        "Xeno Bos (afdeling Zorg)",
        "Willem van 't Hoff",
        "Zoë Cok, sr",
        "Afdeling Onderzoek",
    ]
    corpus, _ = site({f"contactpersonen/c{i}.md": f'naam: "{name}"' for i, name in enumerate(names)})
    found = [entry.naam for entry in corpus.contactpersonen]
    assert found == [names[i] for i in (1, 5, 2, 4, 3, 0)]
