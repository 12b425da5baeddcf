"""Claims that can have no fault are not looked at one by one, and that changes no report."""

from hypothesis import given
from hypothesis import strategies as st

from vindplaats.diagnostics import addresses
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.read.portable_names import _BAD_CHARACTER, _DEVICE_NAME, is_refused
from vindplaats.render.routing.collisions import (
    Claim,
    _collision,
    _is_reserved,
    _report_collisions,
    _report_folders,
    _reserved,
    fold_path,
)

OWN = frozenset({"feed.xml", "projecten/index.html", "werkvelden/a/feed.xml"})
STEPS = st.sampled_from(
    ["a", "A", "b", "index.html", "Index.html", "projecten", "werkvelden", "feed.xml", "zoeken", "pagina", "2",
     "\u00e9", "e\u0301", "sitemap-1.xml", ""]
)  # fmt: skip
CLAIMS = st.lists(
    st.builds(
        lambda steps, file, yields: Claim("/".join(steps), f"/{'/'.join(steps)}", Place(file), yields=yields),
        st.lists(STEPS, min_size=1, max_size=4),
        st.sampled_from(["content/x.md", "content/y.md"]),
        st.booleans(),
    ),
    max_size=8,
)


@given(CLAIMS)
def test_law_of_claims_that_collide(claims: list[Claim]) -> None:
    report, expected = Report(), Report()
    taken = _report_collisions(claims, [fold_path(claim.path) for claim in claims], OWN, report)
    _report_folders(taken, OWN, report)
    assert dict(taken) == _taken_one_by_one(claims, expected)
    assert report.diagnostics == expected.diagnostics


def _taken_one_by_one(claims: list[Claim], report: Report) -> dict[str, Claim]:
    """Report claims as `check_claims` does, but look at each claim and at each folder above it."""
    taken: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.yields, claim.place, claim.path)):
        key = fold_path(claim.path)
        if key in OWN or _is_reserved(key):
            report.add(_reserved(claim))
        elif key in taken:
            report.add(_collision(claim, taken[key]))
        else:
            taken[key] = claim
    above = {key: [key.rsplit("/", n)[0] for n in range(1, key.count("/") + 1)] for key in sorted(taken)}
    for key, folders in above.items():
        if not OWN.isdisjoint(folders):
            report.add(_reserved(taken[key]))
    for key in sorted((set().union(*above.values()) - OWN) & taken.keys()):
        fault = addresses.OLD_URL_TAKEN if taken[key].yields else addresses.DUPLICATE_URL
        report.add(fault.at(taken[key].place, url=taken[key].url, other="een map van de site"))
    return taken


@given(
    st.text(max_size=9)
    | st.sampled_from(["con", "CON.x", "lpt\u00b9", "com1-a", "index.html", "aux-", "conx", "con\u00b9x"])
)
def test_law_of_names_that_windows_refuses(name: str) -> None:
    assert is_refused(name) == bool(_BAD_CHARACTER.search(name) or _DEVICE_NAME.fullmatch(name))
