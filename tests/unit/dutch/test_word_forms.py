"""Words are found by their other forms, together with what Pagefind's stemmer does itself."""

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.dutch.compound_parts import compound_parts, data_lines, plain
from vindplaats.dutch.word_forms import other_forms, part_forms

stem = snowballstemmer.stemmer("dutch").stemWord
PAIRS = (
    ("kasteel", "kastelen"), ("huis", "huizen"), ("brief", "brieven"), ("monitor", "monitoren"), ("kind", "kinderen"),
    ("museum", "musea"), ("museum", "museums"), ("stad", "steden"), ("lid", "leden"), ("schip", "schepen"),
    ("boom", "bomen"), ("bom", "bommen"), ("loon", "lonen"), ("deel", "delen"), ("weg", "wegen"), ("dag", "dagen"),
    ("mogelijkheid", "mogelijkheden"), ("overheid", "overheden"), ("paragraaf", "paragrafen"), ("leraar", "leraren"),
    ("leraar", "leraars"), ("foto", "foto's"), ("cao", "cao's"), ("studie", "studies"), ("gemeente", "gemeenten"),
    ("gemeente", "gemeentes"), ("crisis", "crises"), ("criterium", "criteria"), ("politicus", "politici"),
    ("medium", "media"), ("data", "datum"), ("thema", "themata"), ("prijs", "prijzen"), ("wet", "wetten"),
    ("woning", "woningen"), ("school", "scholen"), ("student", "studenten"), ("oudere", "ouderen"), ("ei", "eieren"),
    ("wijk", "wijken"), ("kaart", "kaarten"), ("cliënt", "cliënten"), ("bedrag", "bedragen"), ("verslag", "verslagen"),
    ("toeslag", "toeslagen"), ("gebrek", "gebreken"), ("vakman", "vaklieden"), ("zoon", "zonen"), ("les", "lessen"),
    ("stadskasteel", "stadskastelen"), ("kerklid", "kerkleden"), ("Zeehavenstad", "Zeehavensteden"),
    ("betaalbaar", "betaalbare"), ("sociaal", "sociale"), ("cultureel", "culturele"), ("kwetsbaar", "kwetsbare"),
    ("gezinshuis", "gezinshuizen"), ("huurprijs", "huurprijzen"), ("wijkmonitor", "wijkmonitoren"),
    ("dak", "daken"), ("gebed", "gebeden"), ("subsidiebedrag", "subsidiebedragen"), ("maatregel", "maatregelen"),
    ("theorie", "theorieën"), ("timmerman", "timmerlieden"), ("slot", "sloten"), ("saldo", "saldi"), ("ngo", "ngo's"),
    ("zorgfoto", "zorgfoto's"), ("coach", "coaches"),
    ("lidstaat", "lidstaten"), ("raadslid", "raadsleden"), ("pleegkind", "pleegkinderen"), ("ziekte", "ziekten"),
)  # fmt: skip
"""Words that find each other: a singular and its plural, or the two forms of an adjective."""


def finds(query: str, word: str) -> bool:
    """Return whether Pagefind finds a word of a text, to which its other forms were added, by a word of a query."""
    forms = [form.lower().replace("'", "") for form in (word, *other_forms(word))]
    return any(stem(form).startswith(stem(query.lower().replace("'", ""))) for form in forms)


@pytest.mark.parametrize(("word", "form"), PAIRS)
def test_forms_of_a_word_find_each_other(word: str, form: str) -> None:
    assert finds(word, form)
    assert finds(form, word)


@pytest.mark.parametrize(
    ("verb", "query"),
    [
        ("onderzocht", "onderzoek"), ("onderzochte", "onderzoek"), ("onderzochten", "onderzoeken"),
        ("gekocht", "koop"), ("verkochte", "verkoop"), ("zorgt", "zorg"), ("geholpen", "hulp"), ("gekozen", "keuze"),
        ("gesproken", "gesprek"), ("besproken", "bespreking"), ("toegenomen", "toename"), ("verhuisd", "verhuizing"),
    ],
)  # fmt: skip
def test_a_verb_is_found_by_its_noun(verb: str, query: str) -> None:
    assert finds(query, verb)


@pytest.mark.parametrize(
    ("word", "query"),
    [("bommen", "boom"), ("bom", "boom"), ("weg", "wig"), ("lied", "lid"), ("kosten", "kust"), ("waren", "woord")],
)
def test_other_words_do_not_find_each_other(word: str, query: str) -> None:
    assert not finds(query, word)


@pytest.mark.parametrize(
    "word",
    [
        "huis",
        "huizen",
        "woningen",
        "boot",
        "boten",
        "",
        "-",
        "2021",
        "DigiD",
        "elke",
        "ons",
        "waar",
        "mei",
        "twee",
        "links",
        "week",
        "maat",
    ],
)
def test_nothing_is_added_to_what_the_stemmer_connects(word: str) -> None:
    assert other_forms(word) == ()


def test_a_compound_has_the_forms_of_its_last_part() -> None:
    assert other_forms("stadskastelen") == ("stadskasteel",)
    assert other_forms("Co-kastelen") == ("co-kasteel",)
    assert other_forms("museumstad") == ("museumsteden",)


@pytest.mark.parametrize(
    ("part", "base"),
    [
        ("leden", "lid"), ("steden", "stad"), ("arbeids", "arbeid"), ("woningen", "woning"), ("kinder", "kind"),
        ("zonne", "zon"), ("huizen", "huis"), ("sociale-", "sociaal"), ("zieken", "ziek"), ("ouderen", "oudere"),
        ("Wets", "wet"), ("(steden", "stad"), ("dorps", "dorp"), ("patiënten", "patiënt"), ("clienten", "cliënt"),
    ],
)  # fmt: skip
def test_a_part_is_found_by_its_base_form(part: str, base: str) -> None:
    forms = [plain(form.strip("(-")) for form in (part, *part_forms(part))]
    assert any(stem(form).startswith(stem(plain(base))) for form in forms)


@pytest.mark.parametrize("part", ["markt", "onderzoek", "arbeids", "huizen", "co-", "", "-", "kosten", "xyzzy"])
def test_nothing_is_added_to_a_part_that_the_stemmer_connects(part: str) -> None:
    assert part_forms(part) == ()


known = st.sampled_from(sorted(compound_parts().last)[::40])


@given(st.text(max_size=12).map(lambda text: "".join(text.split())) | known | st.tuples(known, known).map("".join))
def test_forms_are_other_words_in_small_letters(word: str) -> None:
    forms = other_forms(word)
    assert word not in forms
    assert len(forms) == len(set(forms))
    assert all(form == form.lower() and not any(sign.isspace() for sign in form) for form in forms)
    assert other_forms(word) == forms
    assert all(plain(form) != plain(word) for form in part_forms(word))


def connects(query: str, word: str) -> bool:
    """Return whether Pagefind finds a word by a query without our help, also as the last part of a compound."""
    word, query = word.replace("'", ""), query.replace("'", "")
    return all(stem(begin + word).startswith(stem(begin + query)) for begin in ("", "woon"))


@pytest.mark.parametrize("name", ["word_forms.txt", "irregular_forms.txt"])
def test_the_lists_contain_only_what_the_stemmer_does_not_connect(name: str) -> None:
    useless = []
    for line in data_lines(name):
        words, arrow, found_by = line.partition(" > ")
        word, *forms = words.split()
        if arrow:
            useless += [line for each in words.split() if all(connects(form, each) for form in found_by.split())]
        else:
            useless += [f"{word} {form}" for form in forms if connects(form, word) and connects(word, form)]
    assert useless == []


def test_the_table_of_irregular_forms() -> None:
    lines = list(data_lines("irregular_forms.txt"))
    assert len(lines) == len({line.split()[0] for line in lines})
    assert sum(" " in line and ">" not in line for line in lines) >= 60
    assert sum(">" in line for line in lines) >= 30
