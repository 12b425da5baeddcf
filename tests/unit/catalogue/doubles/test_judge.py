"""Every verdict, with pairs made for the purpose, in both orders and in many spellings."""

import html
import random
from collections.abc import Callable, Mapping

import pytest

from support import texts
from vindplaats.advice import warnings
from vindplaats.catalogue.corpus import Corpus, Finding
from vindplaats.catalogue.doubles import judge
from vindplaats.diagnostics.diagnostic import Diagnostic

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]

SENTENCES = (
    "De gemeente vroeg ons na te gaan hoe bewoners van de nieuwe wijk hun buurt ervaren.",
    "Wij spraken daarvoor met 412 huishoudens, met winkeliers en met het wijkteam.",
    "De meeste bewoners vinden de straten schoon maar missen een plek voor jongeren.",
    "Zij zouden graag zien dat het oude schoolgebouw een buurthuis wordt.",
    "Winkeliers maken zich vooral zorgen over de leegstand rond het plein.",
    "Het wijkteam merkt dat ouderen zich minder vaak melden dan enkele jaren geleden.",
    "Wij bevelen aan om het gesprek met de buurt jaarlijks te voeren.",
    "Ook kan de gemeente het groen langs het kanaal beter benutten.",
)
OTHER = (
    "Scholen zoeken al lang naar leraren die natuurkunde willen geven.",
    "In dit onderzoek volgden wij zijinstromers gedurende hun eerste twee jaren voor de klas.",
    "Goede begeleiding blijkt belangrijker dan een hoger salaris of een kleinere groep.",
    "Wie een vaste coach heeft, staat na twee jaar vaker nog voor de klas.",
    "Besturen kunnen samen een regionale opleiding opzetten.",
    "Dat bespaart kosten en houdt mensen met ervaring in de regio.",
    "De overheid kan helpen met een eenvoudiger aanvraag van de beurs.",
    "Ten slotte is meer tijd nodig voor het voorbereiden van lessen.",
)
BODY = " ".join(SENTENCES)
REWRITTEN = " ".join(
    [
        "Bewoners zijn over hun nieuwe buurt vrij tevreden, blijkt uit ons werk voor de gemeente.",
        *SENTENCES[1:5],
        "Ouderen bereiken is lastiger geworden, zo horen wij van het wijkteam.",
        *SENTENCES[6:],
    ]
)
"""The same study in other words: 63% of the shingles are the same."""


def findings(site: Site, files: Mapping[str, str], *, backwards: bool = False) -> list[Finding]:
    """Return the findings about ``files``. With ``backwards`` they are read in reverse order, which must not matter."""
    corpus, reported = site(dict(reversed(list(files.items()))) if backwards else dict(files))
    assert [d for d in reported if d.severity == "error"] == []
    return list(corpus.pairs)


def verdict(site: Site, first: str, second: str, kinds: tuple[str, str] = ("projecten", "projecten")) -> Finding | None:
    """Return the only finding about two pages. It must not depend on which is read first or comes first by path."""
    outcomes = []
    for left, right in ((first, second), (second, first)) if kinds[0] == kinds[1] else ((first, second),):
        for backwards in (False, True):
            found = findings(site, {f"{kinds[0]}/a.md": left, f"{kinds[1]}/b.md": right}, backwards=backwards)
            assert len(found) <= 1
            outcomes.append(found[0] if found else None)
    assert len({(f and (f.verdict, f.score, f.ids, len(f.reasons))) for f in outcomes}) == 1, outcomes
    return outcomes[0]


def verdict_of(site: Site, first: str, second: str, kinds: tuple[str, str] = ("projecten", "projecten")) -> str:
    found = verdict(site, first, second, kinds)
    return found.verdict if found else "verschillend"


def page(titel: str, body: str = BODY, jaar: int = 2020, extra: str = "") -> str:
    return f"titel: '{titel}'\njaar: {jaar}\n{extra}\n{body}"


def bericht(titel: str, body: str = BODY, extra: str = "") -> str:
    return f"titel: '{titel}'\n{extra}\n{body}"


PN = ("projecten", "nieuws")


# Exact


@pytest.mark.parametrize(
    "spelled",
    [
        BODY,
        BODY.replace("412", "*412*").replace("winkeliers", "**winkeliers**"),
        BODY.upper(),
        BODY.replace(". ", ".\n"),
        BODY.replace("oude schoolgebouw", "oude school\u00adgebouw"),
        BODY.replace("buurthuis", "&#98;uurthuis"),
        BODY.replace("De gemeente", "<em>De</em>  gemeente"),
    ],
)
def test_exact_whatever_the_spelling(site: Site, spelled: str) -> None:
    found = verdict(site, page("Wonen in de nieuwe wijk"), page("wonen in de NIEUWE wijk", spelled))
    assert found is not None
    assert (found.verdict, found.score) == ("exact", 1.0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Er deden 1.204 mensen mee.", "Er deden 1204 mensen mee."),
        ("Er deden 1.204 mensen mee.", "Er deden 1&nbsp;204 mensen mee."),
        ("Het 'groene' plan", "Het ‘groene’ plan"),
        ('Het "groene" plan', "Het “groene” plan"),
        ("Wonen - een verkenning", "Wonen – een verkenning"),
        ("café", "cafe\u0301"),
        ("officieel", "o\ufb03cieel"),
        ("IJsselmeer", "Ĳsselmeer"),
    ],
)
def test_differences_that_folding_removes_are_exact(site: Site, first: str, second: str) -> None:
    assert verdict_of(site, page("X", f"{BODY} {first}"), page("X", f"{BODY} {second}")) == "exact"


def test_exact_news_is_merged_into_its_project_but_not_if_two_years_have_one(site: Site) -> None:
    assert verdict_of(site, page("Wonen"), bericht("Wonen"), PN) == "exact"
    corpus, reported = site(
        {"projecten/a.md": page("Wonen"), "nieuws/b.md": bericht("Wonen", extra="datum: 2023-05-02\n")}
    )
    assert [texts(s.doubles) for s in corpus.studies] == [("nieuws/b",)]
    assert corpus.berichten == ()
    assert [(str(r.target), r.page and str(r.page.id)) for r in corpus.redirects] == [("projecten/a", "nieuws/b")]
    (warning,) = reported[-1:]
    assert warning.code == "exact-dubbel"
    assert "2 mei 2023" in warning.message  # a project has no field for it, so it is not dropped without a word
    files = {
        "projecten/a.md": page("Wonen"),
        "projecten/c.md": page("Wonen", jaar=2021),
        "nieuws/b.md": bericht("Wonen"),
    }
    assert {(f.verdict, texts(f.ids)) for f in findings(site, files)} == {
        ("twijfel", ("projecten/a", "projecten/c")),
        ("twijfel", ("projecten/a", "nieuws/b")),
    }


def test_the_same_words_in_another_year_are_left_to_the_editor(site: Site) -> None:
    found = verdict(site, page("Wonen"), page("Wonen", jaar=2021))
    assert found is not None
    assert (found.verdict, found.score) == ("twijfel", 1.0)
    assert any("2020" in reason and "2021" in reason for reason in found.reasons)


# Editions: numbered by front matter and titles


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Monitor wonen 2019", "Monitor wonen 2020"),
        ("Monitor wonen 2018-2019", "Monitor wonen 2020-2021"),
        ("Eerste monitor wonen", "Tweede monitor wonen"),
        ("3e monitor wonen", "Vierde monitor wonen"),
        ("Monitor wonen, 1ste ronde", "Monitor wonen, ronde 2"),
        ("Nulmeting wonen", "Eindmeting wonen"),
        ("0-meting wonen", "Wonen: tweede meting"),
        ("Tussenevaluatie wonen", "Eindevaluatie wonen"),
        ("Wonen, deel 1", "Wonen, deel 2"),
        ("Wonen: deel I", "Wonen: deel II"),
        ("Wonen, fase A", "Wonen, fase B"),
        ("Flitspeiling wonen voorjaar", "Flitspeiling wonen najaar"),
        ("Flitspeiling wonen, maart 2020", "Flitspeiling wonen, mei 2020"),
        ("Monitor wonen 3", "Monitor wonen 4"),
        ("Wonen T0", "Wonen T1"),
        ("Monitor wonen 2018/2019", "Monitor wonen 2019/2020"),
        ("Nulmeting wonen", "Éénmeting wonen"),
    ],
)
@pytest.mark.parametrize("body", [f"{BODY} Dank aan allen.", REWRITTEN])
def test_titles_that_number_an_edition_make_editions(site: Site, first: str, second: str, body: str) -> None:
    assert verdict_of(site, page(first), page(second, body)) == "editie"


def test_another_year_is_another_edition_if_anything_is_alike(site: Site) -> None:
    assert verdict_of(site, page("Monitor"), page("Monitor", REWRITTEN, 2021)) == "editie"
    assert verdict_of(site, page("Monitor"), page("Buurtpeiling", REWRITTEN, 2021)) == "editie"
    assert verdict_of(site, page("Monitor"), page("Monitor", " ".join(OTHER), 2021)) == "editie"
    assert verdict_of(site, page("Monitor wonen"), page("Leraren", " ".join(OTHER), 2021)) == "verschillend"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"412": "413"}, "twijfel"),
        ({"412": "vijfhonderd"}, "twijfel"),
        ({"jaren geleden": "jaren geleden in 2018", "412": "500"}, "twijfel"),
        ({"412": "500", "enkele jaren": "3 jaren", "een plek": "2 plekken"}, "twijfel"),
    ],
)
def test_one_changed_number_is_a_doubt(site: Site, change: dict[str, str], expected: str) -> None:
    body = BODY
    for old, new in change.items():
        body = body.replace(old, new)
    assert verdict_of(site, page("Wonen"), page("Wonen", body)) == expected


def test_three_sentences_with_other_numbers_make_an_edition(site: Site) -> None:
    body = BODY.replace("Zij zouden", "In 2019 zouden 60 mensen").replace("Winkeliers maken", "De 20 winkeliers maken")
    later = body.replace("412", "500").replace("60", "75").replace("2019", "2020").replace("20 winkel", "31 winkel")
    assert verdict_of(site, page("Wonen", body), page("Wonen", later)) == "editie"
    rows = "- 12 procent is heel tevreden\n- 15 procent is niet tevreden\n- 18 procent heeft geen mening"
    again = rows.replace("- 1", "- 3")
    assert verdict_of(site, page("Wonen", f"{BODY}\n\n{rows}"), page("Wonen", f"{BODY}\n\n{again}")) == "editie"


# Doubt: differences in titles that the texts do not confirm


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Wonen 2020", "Wonen"),
        ("Wonen, fase 2", "Wonen"),
        ("Nulmeting wonen", "Meting wonen"),
        ("Wonen in 12 wijken", "Wonen in wijken"),
        ("Tweede monitor wonen", "Monitor wonen"),
        ("Wonen in Noord-Drecht", "Wonen in Zuid-Drecht"),
        ("Wonen in Oosterstad", "Wonen in Westerbroek"),
        ("Wonen in de gemeente Dorpstede", "Wonen in de gemeente Havenveld"),
        ("Jongeren aan zet", "Leegstand als kans"),
        ("Evaluatie regeling A", "Evaluatie regeling B"),
        ("Wonen in de Eerste Kamer", "Wonen in de Tweede Kamer"),
    ],
)
def test_titles_that_may_distinguish_studies_leave_doubt(site: Site, first: str, second: str) -> None:
    assert verdict_of(site, page(first), page(second)) == "twijfel"
    assert verdict_of(site, page(first), page(second, REWRITTEN)) == "twijfel"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Wonen in Oosterstad", "Wonen in Westerbroek"),
        ("Oosterstad in beeld", "Westerbroek in beeld"),
        ("Tevredenheid van huurders in de wijk", "Tevredenheid van kopers in de wijk"),
        ("Vrouwen in de techniek", "Mannen in de techniek"),
    ],
)
def test_titles_distinguish_studies_of_two_regions_if_each_text_names_both(site: Site, first: str, second: str) -> None:
    both = f"{BODY} Wij vergeleken {first} met {second}."
    assert verdict_of(site, page(first, both), page(second, both)) == "twijfel"


@pytest.mark.parametrize(
    ("first", "second"),
    [("A&O-fonds wonen", "Wonen bij het A&O fonds"), ("MKB-bedrijven en wonen", "Wonen en MKB bedrijven")],
)
def test_a_hyphen_does_not_make_a_word_different(site: Site, first: str, second: str) -> None:
    assert verdict_of(site, page(first), page(second, REWRITTEN)) == "variant"


@pytest.mark.parametrize("title", ["Wonen in de wijk: een verkenning", "Een verkenning van de buurt"])
def test_titles_in_other_words_leave_no_doubt(site: Site, title: str) -> None:
    body = f"{BODY} Deze monitor van het wonen is een verkenning; het onderzoek gaat over de buurt."
    assert verdict_of(site, page("Monitor wonen in de wijk", body), page(title, f"{body} Punt.")) == "variant"


# Variants


@pytest.mark.parametrize("kinds", [("projecten", "projecten"), PN, ("nieuws", "nieuws")])
def test_two_texts_about_one_study_are_variants(site: Site, kinds: tuple[str, str]) -> None:
    pages = [
        (page if kind == "projecten" else bericht)("Wonen in de wijk", body)
        for kind, body in zip(kinds, (BODY, REWRITTEN), strict=True)
    ]
    found = verdict(site, pages[0], pages[1], kinds)
    assert found is not None
    assert found.verdict == "variant"
    assert 0.40 <= found.score <= 0.75
    assert f"{round(100 * found.score)}% van de tekst is gelijk" in found.reasons
    assert "de titels zijn gelijk" in found.reasons


def test_the_same_client_is_a_reason(site: Site) -> None:
    extra = "opdrachtgever: Dorpstede\n"
    found = verdict(site, page("Wonen", extra=extra), page("Wonen", REWRITTEN, extra=extra))
    assert found is not None
    assert "de opdrachtgever is dezelfde" in found.reasons


def test_a_short_text_within_a_longer_one_is_a_doubt_or_a_variant(site: Site) -> None:
    teaser = " ".join(SENTENCES[2:4])
    found = verdict(site, page("Wonen in de wijk"), bericht("Buurt mist plek voor jongeren", teaser), PN)
    assert found is not None
    assert (found.verdict, found.score) == ("twijfel", 1.0)
    assert verdict_of(site, page("Wonen in de wijk"), bericht("Wonen in de wijk", teaser), PN) == "variant"


def test_an_empty_page_with_the_same_title_is_a_variant(site: Site) -> None:
    assert verdict_of(site, page("Wonen in de wijk"), bericht("Wonen in de wijk", ""), PN) == "variant"
    assert verdict_of(site, page("Wonen in de wijk"), bericht("Iets anders", ""), PN) == "verschillend"
    assert verdict_of(site, page("Jaarverslag", ""), page("Jaarverslag", "", 2021)) == "editie"
    assert verdict_of(site, page("Wonen in de wijk"), page("Wonen in de wijk", "")) == "twijfel"
    assert verdict_of(site, page("Wonen in 12 wijken"), bericht("Wonen in de wijken", ""), PN) == "verschillend"


def test_pages_with_the_same_stub_are_not_reported(site: Site) -> None:
    stub = "Meer informatie over deze studie volgt."
    assert verdict_of(site, page("Wonen", stub), page("Werken", stub)) == "verschillend"
    assert verdict_of(site, page("Wonen", stub), page("Werken", f"{BODY} {stub}")) == "verschillend"


# Links


def test_news_that_links_to_one_project_is_a_variant_whatever_the_words(site: Site) -> None:
    link = " ".join(OTHER) + " Lees [het rapport](../projecten/a.md)."
    found = verdict(site, page("Wonen"), bericht("Heel iets anders in 2031", link), PN)
    assert found is not None
    assert found.verdict == "variant"
    assert "verwijst" in found.reasons[0]
    assert verdict_of(site, page("Wonen", jaar=2019), bericht("Wonen 2021", f"{link} {BODY}"), PN) == "variant"
    files = {"projecten/a.md": page("Wonen"), "projecten/c.md": page("Leraren", " ".join(OTHER), 2019)}
    files["nieuws/n.md"] = bericht("Week", "Lees [dit](../projecten/a.md) en [dat](../projecten/c.md).")
    assert findings(site, files) == []
    files["nieuws/n.md"] = bericht("Week", "Lees [dit](../projecten/a.md) en [nog eens](../projecten/a.md#x).").replace(
        "#x", ""
    )
    assert [(f.verdict, texts(f.ids)) for f in findings(site, files)] == [("variant", ("projecten/a", "nieuws/n"))]


def test_a_link_to_another_edition_does_not_make_a_variant(site: Site) -> None:
    link = f"{BODY} Vorig jaar deden wij [hetzelfde](../projecten/a.md)."
    assert verdict_of(site, page("Monitor wonen 2019"), bericht("Monitor wonen 2020", link), PN) == "editie"


def test_links_between_projects_prove_nothing(site: Site) -> None:
    link = " ".join(OTHER) + " Zie ook [wonen](a.md)."
    assert findings(site, {"projecten/a.md": page("Wonen"), "projecten/b.md": page("Leraren", link)}) == []


def test_a_link_shows_which_of_two_years_is_meant(site: Site) -> None:
    files = {"projecten/a.md": page("Wonen"), "projecten/b.md": page("Wonen", jaar=2021)}
    files["nieuws/n.md"] = bericht("Wonen", BODY.replace("gemeente", "[gemeente](../projecten/b.md)"))
    assert ("variant", ("projecten/b", "nieuws/n")) in [(f.verdict, texts(f.ids)) for f in findings(site, files)]


def test_a_link_by_address_counts_too(site: Site) -> None:
    files = {"projecten/a.md": page("Wonen", extra="slug: huis\n")}
    files["nieuws/n.md"] = bericht("Iets anders", " ".join(OTHER) + " Zie [hier](/projecten/huis/).")
    assert [(f.verdict, texts(f.ids)) for f in findings(site, files)] == [("variant", ("projecten/a", "nieuws/n"))]


# No finding


def test_unrelated_pages_are_not_reported(site: Site) -> None:
    assert verdict_of(site, page("Wonen"), page("Leraren", " ".join(OTHER))) == "verschillend"
    assert verdict_of(site, page("Evaluatie"), page("Evaluatie", " ".join(OTHER))) == "verschillend"


def test_a_page_that_holds_two_unrelated_projects_is_an_overview(site: Site) -> None:
    files = {
        "projecten/a.md": page("Wonen"),
        "projecten/b.md": page("Leraren", " ".join(OTHER)),
        "projecten/c.md": page("Ons jaar", f"{BODY} {' '.join(OTHER)}"),
        "nieuws/n.md": bericht("Jaarbericht", f"Een druk jaar. {BODY} {' '.join(OTHER)}"),
    }
    found = {texts(f.ids): f.verdict for f in findings(site, files)}
    assert not {v for ids, v in found.items() if ids[0] in {"projecten/a", "projecten/b"}}
    # A page with one project and a line about another is not an overview: it is reported with that project.
    files = {
        "projecten/a.md": page("Wonen"),
        "projecten/b.md": page("Leraren", " ".join(OTHER[:1])),
        "nieuws/n.md": bericht("Wonen in beeld", f"{BODY} {OTHER[0]}"),
    }
    assert ("projecten/a", "nieuws/n") in {texts(f.ids) for f in findings(site, files)}


def test_two_retellings_that_have_little_in_common_do_not_hide_each_other(site: Site) -> None:
    many = [*SENTENCES, *OTHER]
    new = [
        sentence.replace("de ", "die ").replace("het ", "dit ").replace(" en ", " of ") for sentence in reversed(many)
    ]
    files = {
        "projecten/x.md": page("Wonen en leren", " ".join(many)),
        "projecten/v.md": page("Leren en wonen", " ".join([*new[:4], *many[4:]])),
        "projecten/w.md": page("Wijk en klas", " ".join([*many[:12], *new[4:8]])),
    }
    found = {texts(f.ids) for f in findings(site, files)}
    assert {("projecten/v", "projecten/x"), ("projecten/w", "projecten/x")} <= found


def test_a_stub_that_two_pages_have_makes_neither_an_overview(site: Site) -> None:
    stub = "Dit onderzoek loopt nog en meer informatie vraagt u op bij onze collega van de balie in de hal."
    files = {
        "projecten/a.md": page("Wonen in de wijk", f"{BODY} {stub}"),
        "projecten/s.md": page("Nog niet af", stub),
        "nieuws/n.md": bericht("Wonen in de wijk", f"{' '.join(SENTENCES[:6])} {stub} {' '.join(OTHER[:2])}"),
    }
    assert ("variant", ("projecten/a", "nieuws/n")) in [(f.verdict, texts(f.ids)) for f in findings(site, files)]


def test_news_of_one_of_many_editions_is_found(site: Site) -> None:
    """Words that many editions have in common do not show which edition a nieuwsbericht is about."""
    base = f"{BODY} {' '.join(OTHER[:3])}"
    files = {
        f"projecten/m{jaar}.md": page(
            f"Monitor wonen {jaar}", f"{base} In {jaar} telden wij {jaar * 7}.", jaar, "reeks: M\n"
        )
        for jaar in range(2007, 2021)
    }
    files["nieuws/n.md"] = bericht("Monitor wonen 2012 verschenen", files["projecten/m2012.md"].split("\n\n", 1)[1])
    assert ("variant", ("projecten/m2012", "nieuws/n")) in [(f.verdict, texts(f.ids)) for f in findings(site, files)]


def test_a_page_that_holds_many_others_is_not_split_again_for_each(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(1)
    texts = [" ".join(f"w{rng.randrange(5000)}" for _ in range(20)) + " in 12 jaar." for _ in range(60)]
    files = {f"projecten/p{i}.md": page(f"Titel{i}", body) for i, body in enumerate(texts)}
    files["projecten/over.md"] = page("Alles", "\n\n".join(texts))
    handled: list[int] = []

    def counted(function: Callable[[str], object]) -> Callable[[str], object]:
        def wrapper(text: str) -> object:
            handled.append(len(text))
            return function(text)

        return wrapper

    for name in ("block_markup", "plain_text", "plain_words"):
        monkeypatch.setattr(judge, name, counted(getattr(judge, name)))
    site(files)
    assert 0 < sum(handled) < 6 * len("".join(texts))


def test_odd_titles_do_not_fail(site: Site) -> None:
    titles = ["9" * 5000 + " meting", "woord " * 3000, "?!", "I", "deel", "eerste"]
    files = {f"projecten/p{i}.md": page(titel) for i, titel in enumerate(titles)}
    assert {f.verdict for f in findings(site, files)} <= {"variant", "twijfel", "editie"}


# Groups


def test_a_group_is_a_star_around_its_project(site: Site) -> None:
    again = REWRITTEN.replace("Winkeliers maken zich vooral zorgen", "De winkeliers vrezen")
    files = {
        "nieuws/m.md": bericht("Wonen", REWRITTEN),
        "nieuws/n.md": bericht("Wonen", again),
        "projecten/z.md": page("Wonen"),
    }
    assert {texts(f.ids) for f in findings(site, files)} == {("projecten/z", "nieuws/m"), ("projecten/z", "nieuws/n")}


def test_a_chain_is_not_a_group(site: Site) -> None:
    """If each page is like the next but the ends are not alike, there are two findings and none about the ends."""
    words = [*SENTENCES, *OTHER]
    files = {
        f"projecten/{name}.md": page("Peiling", " ".join(words[i : i + 8]))
        for name, i in (("a", 0), ("b", 3), ("c", 6))
    }
    assert {texts(f.ids) for f in findings(site, files)} == {
        ("projecten/a", "projecten/b"),
        ("projecten/b", "projecten/c"),
    }


def test_news_of_an_edition_is_not_listed_with_all_the_others(site: Site) -> None:
    files = {
        "projecten/a.md": page("Monitor 2019", jaar=2019),
        "projecten/b.md": page("Monitor 2020", REWRITTEN),
        "nieuws/n.md": bericht("Monitor 2020", BODY),
    }
    assert {texts(f.ids): f.verdict for f in findings(site, files)} == {
        ("projecten/b", "nieuws/n"): "variant",
        ("projecten/a", "projecten/b"): "editie",
    }


def test_findings_come_by_urgency(site: Site) -> None:
    files = {
        "projecten/a.md": page("Monitor 2019", REWRITTEN, 2019),
        "projecten/b.md": page("Monitor 2020"),
        "projecten/c.md": page("Monitor 2020"),
        "projecten/d.md": page("Leraren", " ".join(OTHER)),
        "nieuws/n.md": bericht("Leraren", " ".join(OTHER[2:])),
        "nieuws/o.md": bericht("Voor de klas", " ".join(OTHER[:3])),
    }
    assert [f.verdict for f in findings(site, files)] == ["exact", "variant", "twijfel", "editie"]


def test_markup_does_not_count_as_words(site: Site) -> None:
    marked = html.escape(REWRITTEN).replace("wijkteam", "[wijkteam](https://wijk.example/)").replace("plein", "`plein`")
    plain = verdict(site, page("Wonen"), page("Wonen", REWRITTEN))
    with_markup = verdict(site, page("Wonen"), page("Wonen", marked))
    assert plain is not None
    assert with_markup is not None
    assert (plain.verdict, plain.score) == (with_markup.verdict, with_markup.score)


# Recurring news


@pytest.mark.parametrize("body", [BODY, REWRITTEN, " ".join(OTHER)])
@pytest.mark.parametrize("title", ["Spreekuur", "SPREEKUUR", "Spreekuur in"])
def test_news_of_another_year_with_the_same_title_is_an_edition(site: Site, title: str, body: str) -> None:
    first = bericht("Spreekuur", extra="datum: 2020-03-02\n")
    second = bericht(title, body, extra="datum: 2021-03-02\n")
    assert verdict_of(site, first, second, ("nieuws", "nieuws")) == "editie"


@pytest.mark.parametrize("second", [bericht("Spreekuur"), bericht("Spreekuur", REWRITTEN), bericht("Het spreekuur")])
def test_news_of_another_day_is_a_doubt_that_names_the_days(site: Site, second: str) -> None:
    first = bericht("Spreekuur", extra="datum: 2021-03-02\n")
    found = verdict(site, first, second, ("nieuws", "nieuws"))
    assert found is not None
    assert found.verdict == "twijfel"
    assert any("2 maart 2021" in reason and "1 januari 2021" in reason for reason in found.reasons)


def test_news_of_another_day_is_not_advised_to_be_removed_first(site: Site) -> None:
    files = {"nieuws/a.md": bericht("Spreekuur", extra="datum: 2021-03-02\n"), "nieuws/b.md": bericht("Spreekuur")}
    corpus, _ = site(files)
    (warning,) = warnings(corpus)
    assert warning.remedy.startswith("Is het iets anders, zet dan hier: 'geen_dubbel_van: [nieuws/a]'.")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Donderdag 9 april 2020.", "Donderdag 1 oktober 2020.", "twijfel"),
        ("Agenda voor 2020-04-09:", "Agenda voor 2020-10-01:", "twijfel"),
        ("Donderdag 9 april 2020.", "Op 9 april 2020, in de ochtend.", "variant"),
        ("Donderdag 9 april 2020.", "Op een donderdag.", "variant"),
    ],
)
def test_pages_with_one_title_that_begin_with_another_day_leave_doubt(
    site: Site, first: str, second: str, expected: str
) -> None:
    pages = page("Overleg", f"{first} {BODY}"), page("Overleg", f"{second} {REWRITTEN}")
    found = verdict(site, *pages)
    assert found is not None
    assert found.verdict == expected
    assert ("de dagen verschillen" in found.reasons[0]) == (expected == "twijfel")


def test_news_of_one_day_and_news_that_repeats_a_study_merge(site: Site) -> None:
    assert verdict_of(site, bericht("Spreekuur"), bericht("Spreekuur"), ("nieuws", "nieuws")) == "exact"
    assert verdict_of(site, page("Spreekuur"), bericht("Spreekuur", extra="datum: 2023-05-02\n"), PN) == "exact"


# The same text under another title or year


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (("Wonen", 2019), ("Werken", 2020), "de jaren verschillen: 2019 en 2020"),
        (("Nulmeting wonen", 2020), ("Eindmeting wonen", 2020), "'Nulmeting' en 'Eindmeting'"),
        (("Wonen, deel 1", 2020), ("Wonen, deel II", 2020), "'deel 1' en 'deel II'"),
        (("Monitor 2018", 2018), ("Monitor 2019", 2019), "de jaren verschillen: 2018 en 2019"),
    ],
)
def test_the_same_text_is_a_doubt_whatever_distinguishes_the_pages(
    site: Site, first: tuple[str, int], second: tuple[str, int], reason: str
) -> None:
    pages = page(first[0], jaar=first[1]), page(second[0], jaar=second[1])
    corpus, _ = site({"projecten/a.md": pages[0], "projecten/b.md": pages[1]})
    (found,) = corpus.pairs
    assert (found.verdict, found.reasons[0]) == ("twijfel", "de tekst is woord voor woord gelijk")
    assert reason in found.reasons[1]
    assert verdict_of(site, *pages) == "twijfel"


def test_the_same_text_under_another_title_is_a_doubt_even_if_the_text_has_its_words(site: Site) -> None:
    text = f"{BODY} Huur in de stad."
    corpus, _ = site({"projecten/a.md": page("Huur", text), "projecten/b.md": page("Huur in de stad", text)})
    (found,) = corpus.pairs
    assert (found.verdict, found.reasons) == (
        "twijfel", ("de tekst is woord voor woord gelijk", "de titels verschillen")
    )  # fmt: skip


def test_the_same_short_text_does_not_make_a_doubt_of_an_edition(site: Site) -> None:
    short = " ".join(SENTENCES[:2])
    assert verdict_of(site, page("Monitor 2018", short, 2018), page("Monitor 2019", short, 2019)) == "editie"


# Pages without text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""),
        ("[Tabel](https://a.example/)", "[Tabel](https://b.example/)"),
        ("- [Tabel](https://a.example/)\n- [Kaart](https://a.example/k)", "[Tabel en kaart](https://b.example/)"),
        ("Zie [de tabel](https://a.example/).", "Zie [de tabel](https://b.example/)."),
        ("## Bijlage\n\n[Tabel](https://a.example/)", "## Bijlage\n\n[Tabel](https://b.example/)"),
    ],
)
def test_pages_without_text_are_at_most_a_doubt(site: Site, first: str, second: str) -> None:
    for kinds in (("projecten", "projecten"), PN):
        make = page if kinds[1] == "projecten" else bericht
        found = verdict(site, page("Cijfers", first), make("Cijfers", second), kinds)
        assert found is not None
        assert found.verdict == "twijfel"
        assert "geen van beide heeft tekst" in found.reasons[0]
        assert verdict_of(site, page("Cijfers", first), make("Kaart", second), kinds) == "verschillend"
    corpus, reported = site({"projecten/a.md": page("Cijfers", first), "projecten/b.md": page("Cijfers", second)})
    assert [d for d in reported if d.severity == "error"] == []
    assert "geen_dubbel_van: [projecten/a]" in warnings(corpus)[0].remedy


def test_pages_with_only_a_picture_are_at_most_a_doubt(site: Site) -> None:
    files = {
        "projecten/a/index.md": page("Kaart", "![Noord: huur daalt](n.png)"), "projecten/a/n.png": "",
        "projecten/b/index.md": page("Kaart", "![Zuid: huur stijgt](z.png)"), "projecten/b/z.png": "",
    }  # fmt: skip
    assert [f.verdict for f in findings(site, files)] == ["twijfel"]


def test_a_link_between_pages_without_text_leaves_doubt(site: Site) -> None:
    first, second = page("Cijfers", "[Tabel](https://a.example/)"), bericht("Nieuw", "[Tabel](../projecten/a.md)")
    assert verdict_of(site, first, second, PN) == "twijfel"


# Reasons as written


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("3. Tellen van woningen", "4. Wegen van woningen", "de titels noemen een ander getal: '3' en '4'"),
        ("Hulp bij ontslag", "Eerste hulp bij ontslag", "het rangtelwoord 'Eerste' staat maar in een van de titels"),
        ("Hulp bij ontslag", "2e hulp bij ontslag", "het rangtelwoord '2e' staat maar in een van de titels"),
        ("Meting wonen", "Nulmeting wonen", "de fase 'Nulmeting' staat maar in een van de titels"),
        ("Wonen in wijken", "Wonen in 12 van 30 wijken", "de getallen '12, 30' staan maar in een van de titels"),
        ("Wonen", "Wonen: derde ronde", "het deel 'derde ronde' staat maar in een van de titels"),
        ("Foto's van wonen", "Foto's van wonen 2020", "het jaartal '2020' staat maar in een van de titels"),
    ],
)
def test_reasons_name_what_is_in_the_titles(site: Site, first: str, second: str, reason: str) -> None:
    first, second = (title.replace("'", "''") for title in (first, second))
    found = findings(site, {"projecten/a.md": page(first), "projecten/b.md": page(second, f"{BODY} Punt.")})
    assert [f.reasons[0] for f in found] == [reason]


def test_a_doubtful_title_needs_a_text_that_is_more_alike(site: Site) -> None:
    """Half a template in common is not worth a look if the titles have nothing in common."""
    half = " ".join([*SENTENCES[:5], *OTHER[4:]])
    assert verdict_of(site, page("Jongeren aan zet"), page("Leegstand als kans", half)) == "verschillend"
    assert verdict_of(site, page("Buurten"), page("Buurten", half)) == "variant"
