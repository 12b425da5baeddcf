import pytest

from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.fields.names import NamedFields, name_fields
from vindplaats.read.fields.synonyms import SYNONYMS
from vindplaats.read.records import KINDS, Kind
from vindplaats.read.schema import FIELDS, SITE_FIELDS, Field
from vindplaats.read.values import LINK_FIELDS, read_value
from vindplaats.read.yaml_syntax.raw_values import Scalar, YamlPair

PROJECT = FIELDS["projecten"]


def named(*keys: str, declared: tuple[Field, ...] = PROJECT) -> tuple[NamedFields, Report]:
    """Name fields with these keys, each on a line of its own."""
    report = Report()
    pairs = tuple(YamlPair(Scalar(key, line, 1), Scalar(f"waarde {line}", line, 9)) for line, key in enumerate(keys, 2))
    return name_fields("x.md", pairs, declared, read_value, report), report


@pytest.mark.parametrize("declared", [*(FIELDS[kind] for kind in KINDS), SITE_FIELDS, LINK_FIELDS])
def test_every_declared_field_means_itself(declared: tuple[Field, ...]) -> None:
    names = [field.name for field in declared]
    fields, report = named(*names, declared=declared)
    assert [pair.key.text for pair in fields.pairs] == names
    assert report.diagnostics == ()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Jaar", "jaar"), ("JAAR", "jaar"), ("contact persoon", "contactpersoon"),
        ("contact-persoon", "contactpersoon"), ("Contact Persoon", "contactpersoon"),
        ("contact_persoon", "contactpersoon"), ("publiceren-op", "publiceren_op"),
        ("publicerenop", "publiceren_op"), ("Publiceren Op", "publiceren_op"), ("geen dubbel van", "geen_dubbel_van"),
        ("publicatie-datum", "publicatiedatum"), ("jaar\u200b", "jaar"), ("ti\u00adtel", "titel"), ("DOI", "doi"),
        ("rapport nummer", "rapportnummer"),
    ],
)  # fmt: skip
def test_other_capitals_and_separators_are_read_as_meant(key: str, name: str) -> None:
    fields, report = named(key)
    assert [(pair.key.text, pair.value) for pair in fields.pairs] == [(name, Scalar("waarde 2", 2, 9))]
    (warning,) = report.diagnostics
    assert (warning.severity, warning.code, warning.line, warning.column) == ("warning", "onbekend-veld", 2, 1)
    assert f"'{name}:'" in warning.remedy


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("werkvelt", "werkveld"), ("werkvelden", "werkveld"), ("contactpersonen", "contactpersoon"),
        ("contactpersson", "contactpersoon"), ("jaartal", "jaar"), ("onderzoeksjaar", "jaar"), ("year", "jaar"),
        ("tietel", "titel"), ("ttiel", "titel"), ("title", "titel"), ("projecttitel", "titel"), ("naam", "titel"),
        ("opdrachtgevr", "opdrachtgever"), ("opdrachtgevers", "opdrachtgever"), ("client", "opdrachtgever"),
        ("auteur", "auteurs"), ("tags", "trefwoorden"), ("draft", "concept"), ("consept", "concept"),
        ("datum", "publicatiedatum"), ("link", "links"), ("bijlage", "bijlagen"), ("Summary", "samenvatting"),
    ],
)  # fmt: skip
def test_a_near_miss_suggests_the_field_and_counts_as_present(key: str, name: str) -> None:
    fields, report = named(key)
    (error,) = report.diagnostics
    assert (error.severity, error.code) == ("error", "onbekend-veld")
    assert error.remedy.startswith(f"Bedoelde u '{name}'?")
    assert fields == NamedFields((), frozenset({name}))


@pytest.mark.parametrize(("key", "name"), [("ulr", "url"), ("link", "url"), ("href", "url"), ("naam", "titel")])
def test_the_names_in_a_link_are_suggested_too(key: str, name: str) -> None:
    assert named(key, declared=LINK_FIELDS)[0].guessed == {name}


@pytest.mark.parametrize("key", ["kostenplaats", "x", "", "!", "projectleider"])
def test_another_field_suggests_nothing(key: str) -> None:
    fields, report = named(key)
    assert fields == NamedFields(())
    assert "Bedoelde" not in report.diagnostics[0].remedy


def test_two_near_misses_do_not_suggest_one_field() -> None:
    fields, report = named("werkvelt", "werkvelds")
    assert fields.guessed == {"werkveld"}
    assert [item.remedy for item in report.diagnostics if item.remedy.startswith("Bedoelde")] == [
        "Bedoelde u 'werkveld'?"
    ]


@pytest.mark.parametrize(
    ("keys", "remedy"),
    [
        (("titel", "titels"), "Bedoelde u 'titel'? Dat staat al op regel 2: houd er een over."),
        (
            ("werkveld", "werkveld2"),
            "Bedoelde u 'werkveld'? Dat staat al op regel 2: zet de waarden daar samen in een lijst, [a, b].",
        ),
    ],
)
def test_a_field_that_is_there_is_not_to_be_written_again(keys: tuple[str, str], remedy: str) -> None:
    fields, report = named(*keys)
    assert fields.guessed == set()
    assert [item.remedy for item in report.diagnostics] == [remedy]


@pytest.mark.parametrize("keys", [("jaar", "Jaar"), ("Jaar", "jaar"), ("JAAR", "Jaar")])
def test_a_field_in_two_spellings_is_an_error_at_the_second(keys: tuple[str, str]) -> None:
    fields, report = named(*keys)
    assert [pair.key.text for pair in fields.pairs] == ["jaar"]
    (error,) = report.diagnostics
    assert (error.severity, error.code, error.line) == ("error", "dubbele-sleutel", 3)
    assert "lijst" not in error.remedy


SECOND = "Bedoelde u '{}'? Dat staat al op regel 2: zet de waarden daar samen in een lijst, [a, b]."
LINK = "{titel: x.example, url: https://x.example}"


def unknown(key: str, value: str, declared: tuple[Field, ...]) -> str:
    """Return the remedy for an unknown field of a page that has its required fields."""
    report = Report()
    required = [YamlPair(Scalar(f.name, 2, 1), Scalar("x", 2, 9)) for f in declared if f.required and f.name != key]
    pair = YamlPair(Scalar(key, 3, 1), Scalar(value, 3, 9))
    name_fields("x.md", (*required, pair), declared, read_value, report)
    (error,) = report.diagnostics
    assert (error.code, error.line) == ("onbekend-veld", 3)
    return error.remedy


@pytest.mark.parametrize(
    ("kind", "key", "value", "remedy"),
    [
        ("projecten", "omschrijving", "Wie er zit.", "Bedoelde u 'samenvatting'?"),
        ("projecten", "link", "https://x.example", f"Bedoelde u 'links'? Schrijf 'links: [{LINK}]'."),
        ("projecten", "datum", "1 maart 2021",
         "Bedoelde u 'publicatiedatum'? Schrijf 'publicatiedatum: 2021-03-01'."),
        ("projecten", "date", "2021-03-01", "Bedoelde u 'publicatiedatum'?"),
        ("projecten", "permalink", "/projecten/bankjes/", "Bedoelde u 'slug: bankjes'?"),
        ("paginas", "url", "/over-ons/", "Bedoelde u 'slug: over-ons'?"),
        ("projecten", "redirect_from", "/oud/", "Bedoelde u 'aliassen'?"),
        ("projecten", "gepubliceerd", "2021-03-01", "Bedoelde u 'publicatiedatum'?"),
        ("projecten", "contact", "Noor Vos", SECOND.format("contactpersoon")),
        ("opdrachtgevers", "website", "https://x.example", "Bedoelde u 'url'?"),
        ("opdrachtgevers", "aka", "Fonds", "Bedoelde u 'aliassen'?"),
        ("nieuws", "rapport", "rapport.pdf", "Bedoelde u 'bijlagen'?"),
    ],
)  # fmt: skip
def test_another_word_for_a_field_suggests_it_with_a_value_that_fits(
    kind: Kind, key: str, value: str, remedy: str
) -> None:
    assert unknown(key, value, FIELDS[kind]) == remedy


@pytest.mark.parametrize(
    ("kind", "key", "value", "part"),
    [
        ("werkvelden", "samenvatting", "Alles over zorg.", "onder de laatste ---"),
        ("werkvelden", "omschrijving", "Alles over zorg.", "onder de laatste ---"),
        ("projecten", "tekst", "De tekst.", "onder de laatste ---"),
        ("projecten", "afbeelding", "bank.jpg", "![Wat erop te zien is](bank.jpg)"),
        ("paginas", "bijlagen", "vragen.csv", "[Wat het is](vragen.csv)"),
        ("contactpersonen", "website", "https://x.example", "[Wat het is](https://x.example)"),
        ("contactpersonen", "url", "https://x.example", "[Wat het is](https://x.example)"),
        ("projecten", "ondertitel", "Een proef", 'titel: "De titel: de ondertitel"'),
        ("projecten", "published", "false", "Schrijf 'concept: true'."),
        ("nieuws", "verborgen", "ja", "Schrijf 'concept: true'."),
        ("projecten", "status", "Concept", "Schrijf 'concept: true'."),
        ("paginas", "concept", "true", "buiten content/ tot"),
    ],
)
def test_what_has_no_field_is_not_only_to_be_removed(kind: Kind, key: str, value: str, part: str) -> None:
    assert part in unknown(key, value, FIELDS[kind])


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("projecten", "kostenplaats", "123"), ("projecten", "layout", "post"), ("projecten", "published", "true"),
        ("projecten", "status", "definitief"), ("paginas", "draft", "nee"), ("projecten", "aka", "Bankjes"),
        ("werkvelden", "beschrijving", ""), ("nieuws", "auteur", "Noor"), ("projecten", "einddatum", "2021-06-01"),
    ],
)  # fmt: skip
def test_what_is_meant_for_no_field_may_be_removed(kind: Kind, key: str, value: str) -> None:
    assert unknown(key, value, FIELDS[kind]).startswith("Haal het weg, of zet een #")


@pytest.mark.parametrize("key", ["kleur", "huiskleur", "theme-color", "Colour"])
def test_another_word_for_the_colour_of_the_site_suggests_it(key: str) -> None:
    assert unknown(key, "#7a1f4b", SITE_FIELDS) == "Bedoelde u 'accent'?"


def test_every_word_means_a_declared_field() -> None:
    names = {field.name for fields in (*FIELDS.values(), SITE_FIELDS) for field in fields}
    assert {name for meant in SYNONYMS.values() for name in meant} <= names
