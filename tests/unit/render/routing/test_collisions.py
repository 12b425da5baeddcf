"""A site is looked at claim by claim only if a claim may have a fault."""

from datetime import date
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from vindplaats.catalogue.corpus import Corpus
from vindplaats.config import SiteConfig
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.read.page_id import PageId
from vindplaats.read.portable_names import _BAD_CHARACTER, _DEVICE_NAME, is_refused
from vindplaats.render.list_keys import AllProjects, PagedList
from vindplaats.render.routing.addresses import export_forms
from vindplaats.render.routing.collisions import Claim, check_claims, may_have_faults

OWN = frozenset({"feed.xml", "projecten/index.html", "werkvelden/a/feed.xml"})
EXPORTS: dict[str, PageId | PagedList] = {"projecten/a/": PageId("projecten", "a"), "projecten/": AllProjects()}
STEPS = st.sampled_from(
    ["a", "A", "b", "index.html", "Index.html", "projecten", "werkvelden", "feed.xml", "zoeken", "pagina", "2", "aux.x",
     "\u00e9", "e\u0301", "sitemap-1.xml", "a.json", "A.JSON", "projecten.bib", "a:b", "a.", "x" * 201,
     "\u00e9" * 101, ""]
)  # fmt: skip
CLAIMS = st.lists(
    st.builds(
        lambda steps, file, yields: Claim("/".join(steps), f"/{'/'.join(steps)}", Place(file), yields=yields),
        st.lists(STEPS, min_size=1, max_size=6),
        st.sampled_from(["content/x.md", "content/y.md"]),
        st.booleans(),
    ),
    max_size=6,
)


def corpus(exporten: tuple[str, ...]) -> Corpus:
    nothing: dict[str, Any] = dict.fromkeys(
        ("studies", "berichten", "werkvelden", "opdrachtgevers", "contactpersonen", "reeksen", "publicaties", "jaren",
         "paginas", "redirects"), ()
    )  # fmt: skip
    site = SiteConfig(naam="Proef", base_url="https://proef.example/", exporten=exporten)
    return Corpus(site=site, as_of=date(2026, 1, 1), **nothing)


@example([Claim("", "/", Place("content/x.md")), Claim("/a", "//a", Place("content/y.md"))], ())
@given(CLAIMS, st.sampled_from([("bib", "csl"), ()]))
def test_law_that_claims_that_cannot_have_faults_are_not_reported(
    claims: list[Claim], exporten: tuple[str, ...]
) -> None:
    report, site = Report(), corpus(exporten)
    check_claims(claims, OWN, EXPORTS, site, report)
    if not may_have_faults([claim.path for claim in claims], OWN, export_forms(site.site)):
        assert report.diagnostics == ()


def test_claims_of_an_ordinary_site_cannot_have_faults() -> None:
    paths = [f"projecten/{name}/index.html" for name in ("meren", "groene-daken-2", "\u00e9\u00e9n")]
    paths += ["projecten/meren/kaart.json", "nieuws/meren/index.html", "jaren/2021/index.html"]
    assert not may_have_faults(paths, OWN, ("json",))
    for path in (paths[0].upper(), "projecten/index.html", "zoeken/index.html", f"{paths[0]}/x.txt", "projecten/meren",
                 f"{'x' * 201}/index.html", "aux/index.html", "projecten/meren/meren.json", "feed.xml/x",
                 "jaren/2021/pagina/2/index.html", "sitemap-1.xml"):  # fmt: skip
        assert may_have_faults([*paths, path], OWN, ("json",))


@given(
    st.text(max_size=9)
    | st.sampled_from(["con", "CON.x", "lpt\u00b9", "com1-a", "index.html", "aux-", "conx", "con\u00b9x", "con\n"])
    | st.sampled_from(
        ["haven.md", "haven.", "haven. ", "haven.m?d", "haven.md.", "ha:ven.md", "haven.con", "con.haven"]
    )
)
def test_law_of_names_that_windows_refuses(name: str) -> None:
    assert is_refused(name) == bool(_BAD_CHARACTER.search(name) or _DEVICE_NAME.fullmatch(name))
