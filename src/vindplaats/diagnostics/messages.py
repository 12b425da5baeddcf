"""Everything that is said to editors about their content, in Dutch, in one place.

One function a fault: places and words in, a `Diagnostic` out. The code is stable: scripts and the handbook name it.
A message says what is wrong; the remedy says what to do, and asks "bedoelde u ...?" where something near is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal

from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Severity
from vindplaats.dutch.dates import dutch_date
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.text import CONTROL_CHARACTERS, shorten

MISSING_FIELD = "ontbrekend-veld"
INCOMPLETE_DRAFT = "concept-onvolledig"
DOUBLE_CONFLICT = "dubbel-conflict"


_LONGEST = 400
"""Characters of a message, which quotes what an editor wrote: more is no line any more."""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 60]}… …{text[-50:]}"


def _make(place: Place, code: str, severity: Severity, message: str, remedy: str) -> Diagnostic:
    message, remedy = _cut(message).translate(CONTROL_CHARACTERS), _cut(remedy).translate(CONTROL_CHARACTERS)
    return Diagnostic(code, severity, place.file, place.line, place.column, message, remedy)


def _error(place: Place, code: str, message: str, remedy: str) -> Diagnostic:
    return _make(place, code, "error", message, remedy)


def _warning(place: Place, code: str, message: str, remedy: str) -> Diagnostic:
    return _make(place, code, "warning", message, remedy)


def _meant(near: str | None, otherwise: str) -> str:
    return f"Bedoelde u '{near}'?" if near else otherwise


def _quoted(names: Iterable[str]) -> str:
    return enumerate_dutch([f"'{name}'" for name in names])


# Reading: files and front matter


def unreadable(place: Place, reason: str) -> Diagnostic:
    """The file cannot be read from the disk."""
    return _error(
        place,
        "onleesbaar",
        f"Dit bestand is niet te lezen ({reason}).",
        "Controleer de rechten van het bestand.",
    )


def bad_encoding(place: Place) -> Diagnostic:
    """Not UTF-8."""
    return _error(
        place,
        "codering",
        "Dit bestand is geen UTF-8.",
        "Sla het op als UTF-8 (in de editor: 'Opslaan met codering').",
    )


def nul_byte(place: Place) -> Diagnostic:
    """A NUL byte, so no text."""
    return _error(
        place,
        "codering",
        "Hier staat een NUL-teken; dit is geen tekstbestand.",
        "Sla het op als platte tekst, UTF-8.",
    )


def control_character(place: Place) -> Diagnostic:
    """A character that neither YAML nor a web page may have."""
    return _error(
        place,
        "codering",
        "Hier staat een onzichtbaar stuurteken; dat mag niet in een pagina.",
        "Haal het teken weg en typ de tekst opnieuw.",
    )


def no_front_matter(place: Place) -> Diagnostic:
    """The first line is no fence."""
    return _error(
        place,
        "geen-front-matter",
        "De pagina begint niet met front matter.",
        "Begin de eerste regel met --- en zet daaronder de velden.",
    )


def unclosed_front_matter(place: Place) -> Diagnostic:
    """No closing fence."""
    return _error(
        place,
        "front-matter-open",
        "De front matter is niet afgesloten.",
        "Zet een regel met alleen --- onder het laatste veld.",
    )


def no_mapping(place: Place) -> Diagnostic:
    """Front matter that is a text or a list."""
    return _error(
        place,
        "yaml-fout",
        "Hier horen velden te staan.",
        "Schrijf elk veld op een eigen regel, als 'naam: waarde'.",
    )


def no_key(place: Place) -> Diagnostic:
    """A list or mapping where the name of a field belongs."""
    return _error(place, "yaml-fout", "De naam van een veld moet een woord zijn.", "Schrijf 'naam: waarde'.")


def yaml_syntax(place: Place, line: str) -> Diagnostic:
    """YAML that cannot be parsed; the remedy goes by what the line looks like."""
    value = line.partition(":")[2].strip()
    if "\t" in line:
        remedy = "Vervang de tab door spaties."
    elif value[:1] in {"@", "`", "%", "*", "&", "!", "|", ">"}:
        remedy = f"Zet een waarde die met {value[0]} begint tussen aanhalingstekens."
    elif line.count('"') % 2 or line.count("'") % 2:
        remedy = "Staat elk aanhalingsteken er twee keer, aan het begin en het eind?"
    elif line.count(": ") > 1:
        remedy = 'Zet een waarde met een dubbele punt tussen aanhalingstekens: titel: "Zorg: een verkenning".'
    elif line.count("[") != line.count("]") or line.count("{") != line.count("}"):
        remedy = "Sluit elk haakje."
    else:
        remedy = "Schrijf 'naam: waarde', sluit elk aanhalingsteken en haakje, en spring overal gelijk in."
    return _error(place, "yaml-fout", "Dit is geen geldige YAML.", remedy)


def yaml_no_space(place: Place, line: str) -> Diagnostic:
    """A key whose colon has no space after it."""
    return _error(place, "yaml-fout", f"In '{line}' ontbreekt een spatie.", "Zet een spatie na de dubbele punt.")


def yaml_comment(place: Place, text: str) -> Diagnostic:
    """What YAML takes for a comment, and the editor probably did not."""
    return _warning(
        place,
        "yaml-commentaar",
        f"Vanaf '{text}' is dit commentaar; het komt niet op de site.",
        "Zet de waarde tussen aanhalingstekens, of een spatie na # als het commentaar is.",
    )


def too_deep(place: Place) -> Diagnostic:
    """Lists within lists within lists."""
    return _error(
        place,
        "yaml-diepte",
        "De front matter is te diep genest.",
        "Een veld is een waarde of een eenvoudige lijst.",
    )


def duplicate_key(place: Place, name: str, first_line: int) -> Diagnostic:
    """A field that is there twice."""
    return _error(
        place,
        "dubbele-sleutel",
        f"Veld '{name}' staat er al, op regel {first_line}.",
        "Houd er een over; meer waarden gaan in een lijst: [a, b].",
    )


def yaml_anchor(place: Place, name: str) -> Diagnostic:
    """An anchor or alias."""
    return _error(
        place,
        "yaml-anker",
        f"YAML-ankers (&{name}, *{name}) kunnen hier niet.",
        "Schrijf de waarde voluit, of zet haar tussen aanhalingstekens.",
    )


def yaml_tag(place: Place, tag: str) -> Diagnostic:
    """A tag or directive."""
    return _error(
        place,
        "yaml-tag",
        f"YAML-tags en -opdrachten ('{tag}') kunnen hier niet.",
        "Haal het uitroepteken of procentteken weg, of zet de waarde tussen aanhalingstekens.",
    )


# Reading: fields


def unknown_field(place: Place, name: str, near: str | None) -> Diagnostic:
    """A field nobody declared."""
    return _error(
        place,
        "onbekend-veld",
        f"Veld '{name}' bestaat niet.",
        _meant(near, "Haal het weg; de velden staan in content/README.md."),
    )


def missing_field(place: Place, name: str, *, draft: bool) -> Diagnostic:
    """A required field that is not there."""
    return _make(
        place,
        MISSING_FIELD,
        "warning" if draft else "error",
        f"Veld '{name}' ontbreekt.",
        f"Voeg een regel '{name}: ...' toe.",
    )


def empty_field(place: Place, name: str, *, may_be_empty: bool, draft: bool) -> Diagnostic:
    """A required field without a value."""
    remedy = f"Schrijf '{name}: []' als er geen is." if may_be_empty else "Vul het in."
    return _make(place, "leeg-veld", "warning" if draft else "error", f"Veld '{name}' is leeg.", remedy)


def empty_item(place: Place, name: str) -> Diagnostic:
    """An item of a list without a value."""
    return _error(place, "leeg-veld", f"In '{name}' staat een lege waarde.", "Vul haar in of haal haar weg.")


def missing_in_link(place: Place, missing: Diagnostic) -> Diagnostic:
    """A link without titel or url."""
    return _error(place, missing.code, missing.message, "Schrijf een link als {titel: Het rapport, url: https://...}.")


def not_a_text(place: Place, name: str, *, is_list: bool) -> Diagnostic:
    """A list or mapping where one value belongs."""
    what = "een lijst" if is_list else "een groep velden"
    remedy = (
        "Schrijf de waarde zonder haakjes of streepje."
        if is_list
        else "Staat er een dubbele punt in de waarde? Zet haar dan tussen aanhalingstekens."
    )
    return _error(place, "verkeerde-waarde", f"In '{name}' staat {what}; er hoort een enkele waarde.", remedy)


def not_a_link(place: Place, name: str) -> Diagnostic:
    """A text where titel and url belong."""
    return _error(
        place,
        "verkeerde-waarde",
        f"In '{name}' hoort bij elke link een titel en een url.",
        "Schrijf {titel: Het rapport, url: https://...}.",
    )


def bad_year(place: Place, text: str) -> Diagnostic:
    """Not a year of four digits."""
    return _error(
        place,
        "ongeldig-jaar",
        f"'{text}' is geen jaartal.",
        "Schrijf een enkel jaar in vier cijfers, zoals 2021.",
    )


def year_out_of_range(place: Place, year: int, last: int | None) -> Diagnostic:
    """Before 1900, or later than the year after the build."""
    until = f" en {last}" if last else " en volgend jaar"
    return _error(
        place,
        "ongeldig-jaar",
        f"Het jaar {year} ligt niet tussen 1900{until}.",
        "Schrijf het jaar waarin de studie is gedaan.",
    )


def bad_date(place: Place, name: str, text: str) -> Diagnostic:
    """Not a date, or one that does not exist."""
    return _error(
        place,
        "ongeldige-datum",
        f"'{text}' in '{name}' is geen datum, of anders geschreven.",
        "Schrijf jaar-maand-dag, zoals 2026-12-01.",
    )


def bad_number(place: Place, name: str, text: str) -> Diagnostic:
    """Not a whole number."""
    return _error(
        place,
        "verkeerde-waarde",
        f"'{text}' in '{name}' is geen geheel getal.",
        "Schrijf een getal zoals 10.",
    )


def bad_truth(place: Place, name: str, text: str) -> Diagnostic:
    """Neither true nor false."""
    return _error(place, "verkeerde-waarde", f"'{text}' in '{name}' is geen ja of nee.", "Schrijf true of false.")


def bad_url(place: Place, name: str, text: str) -> Diagnostic:
    """No address a visitor can follow."""
    return _error(
        place,
        "ongeldige-url",
        f"'{text}' in '{name}' is geen webadres.",
        "Schrijf een heel adres dat met https://, http:// of mailto: begint.",
    )


def bad_email(place: Place, name: str, text: str) -> Diagnostic:
    """No e-mail address."""
    return _error(
        place,
        "ongeldig-e-mailadres",
        f"'{text}' in '{name}' is geen e-mailadres.",
        "Schrijf het als naam@voorbeeld.nl.",
    )


def bad_language(place: Place, name: str, text: str) -> Diagnostic:
    """No language code."""
    return _error(
        place,
        "verkeerde-waarde",
        f"'{text}' in '{name}' is geen taalcode.",
        "Schrijf nl, en of een andere code van twee letters.",
    )


def bad_colour(place: Place, name: str, text: str) -> Diagnostic:
    """No colour."""
    return _error(
        place,
        "verkeerde-waarde",
        f"'{text}' in '{name}' is geen kleur.",
        "Schrijf een kleur tussen aanhalingstekens als '#00566b': een hekje en zes cijfers of letters a tot en met f.",
    )


def empty_colour(place: Place, name: str) -> Diagnostic:
    """A colour that YAML takes for a comment."""
    return _error(
        place,
        "verkeerde-waarde",
        f"In '{name}' staat geen kleur.",
        "Zet de kleur tussen aanhalingstekens, als '#00566b': anders is een hekje het begin van een opmerking.",
    )


def bad_slug(place: Place, text: str, better: str) -> Diagnostic:
    """Characters that do not belong in an address."""
    remedy = f"Bedoelde u '{better}'?" if better else "Gebruik kleine letters, cijfers en streepjes."
    return _error(place, "ongeldige-slug", f"'{text}' kan geen deel van een adres zijn.", remedy)


def bad_path(place: Place, name: str, text: str) -> Diagnostic:
    """Not a path from the root of the site."""
    return _error(
        place,
        "ongeldig-pad",
        f"'{text}' in '{name}' is geen pad op deze site.",
        "Begin met / en gebruik geen spaties, zoals /oud/pad/.",
    )


def incomplete_draft(place: Place) -> Diagnostic:
    """A draft that cannot be shown yet."""
    return _warning(
        place,
        INCOMPLETE_DRAFT,
        "Dit concept mist verplichte velden en wordt daarom niet getoond.",
        "Vul ze in om het met --drafts te bekijken.",
    )


# Reading: bodies and files


def top_heading(place: Place, text: str) -> Diagnostic:
    """A heading of the first level in a body; the title is the only one."""
    return _warning(
        place,
        "kop-niveau-1",
        f"De kop '{text}' heeft niveau 1, net als de titel; hij is op niveau 2 gezet.",
        "Schrijf ## in plaats van #.",
    )


def stray_file(place: Place) -> Diagnostic:
    """A file no page names."""
    page = place.file.lower().endswith((".md", ".md.txt", ".markdown"))
    return _warning(
        place,
        "zwerfbestand",
        "Dit bestand hoort bij geen enkele pagina en komt niet op de site.",
        "Een pagina heet naam.md en staat in een van de mappen, zoals projecten/ of nieuws/."
        if page
        else "Verwijs ernaar, of haal het weg.",
    )


def odd_file(place: Place, kind: str) -> Diagnostic:
    """Something that is never opened; ``kind`` is one of `vindplaats.inputs.inventory.UNOPENED_KINDS`."""
    if kind == "link":
        return _error(
            place,
            "verwijzende-map",
            "Dit is een symbolische verwijzing naar een map; die volgt Vindplaats niet.",
            "Zet de map zelf hier.",
        )
    if kind == "buiten":
        return _error(
            place,
            "buiten-content",
            "Dit is een symbolische verwijzing naar een bestand buiten deze map; dat komt niet op de site.",
            "Zet het bestand zelf hier.",
        )
    what, remedy = {
        "kapot": (
            "een symbolische verwijzing die nergens heen leidt",
            "Zet het bestand zelf hier, of haal de verwijzing weg.",
        ),
        "anders": ("geen gewoon bestand en geen map", "Haal het hier weg."),
        "dicht": ("een map die niet te lezen is", "Controleer de rechten van de map."),
        "diep": ("een map die te diep in andere ligt", "Zet haar hoger."),
    }[kind]
    return _error(place, "onleesbaar", f"Dit is {what}.", remedy)


def refused_file_name(place: Place, name: str) -> Diagnostic:
    """A file name that Windows cannot have."""
    return _error(
        place,
        "bestandsnaam",
        f"Een bestand of map '{name}' kan op Windows niet bestaan.",
        'Geef een andere naam: zonder < > : " | ? * en \\, niet con, nul of een ander apparaat, '
        "geen punt of spatie aan het eind.",
    )


def same_file_name(place: Place, other: str) -> Diagnostic:
    """Two files that are one where case makes no difference."""
    return _error(
        place,
        "bestandsnaam",
        f"Op een Mac of op Windows is dit hetzelfde bestand als {other}.",
        "Geef een van beide een andere naam.",
    )


def page_too_large(place: Place, most: str) -> Diagnostic:
    """A file that is larger than a page may be."""
    return _error(
        place,
        "te-groot",
        f"Dit bestand is groter dan {most}; een pagina is dat nooit.",
        "Verdeel de tekst over pagina's, of publiceer hem als bijlage (PDF).",
    )


def bad_file_name(place: Place) -> Diagnostic:
    """A file name that is no text."""
    return _error(
        place, "bestandsnaam", "De naam van dit bestand is geen geldige tekst (UTF-8).", "Geef het een andere naam."
    )


def body_too_deep(place: Place) -> Diagnostic:
    """Lists or quotes within each other beyond what can be converted."""
    return _error(
        place, "tekst-diepte", "De tekst is te diep genest om op te maken.", "Spring lijsten en citaten minder diep in."
    )


def body_too_much(place: Place) -> Diagnostic:
    """Brackets, tags, footnotes or headings beyond what can be converted in reasonable time (`read.limits`)."""
    return _error(
        place,
        "tekst-diepte",
        "Vanaf hier staan er te veel open haakjes, voetnoten of koppen om de tekst op te maken.",
        "Sluit elk haakje, zet \\ voor een haakje dat geen link begint, of verdeel de tekst over pagina's.",
    )


def body_not_converted(place: Place) -> Diagnostic:
    """A text that the converter stumbles over."""
    return _error(
        place,
        "tekst-opmaak",
        "De tekst is niet op te maken.",
        "Kijk naar wat er tussen accolades staat: een attribuut zonder waarde ({: id }) kan niet.",
    )


def html_taken_out(place: Place, what: str) -> Diagnostic:
    """An element or attribute that may not stand in a text."""
    return _warning(
        place,
        "html-weggelaten",
        f"{what} mag niet in een tekst en staat niet op de site.",
        "Haal het weg, of schrijf in Markdown wat u bedoelt.",
    )


def address_taken_out(place: Place, address: str) -> Diagnostic:
    """An address that no visitor may be led to."""
    return _warning(
        place,
        "html-weggelaten",
        f"Het adres '{address}' mag niet in een tekst en staat niet op de site.",
        "Schrijf een adres op deze site, of een dat met https://, http:// of mailto: begint.",
    )


def duplicate_anchor(place: Place, name: str) -> Diagnostic:
    """An id that two parts of a text have."""
    return _error(
        place,
        "dubbel-anker",
        f"De id '{name}' staat hier twee keer; een link kan maar naar een van beide.",
        "Geef een van beide een andere id.",
    )


def foreign_image(place: Place, raw: str) -> Diagnostic:
    """An image that a browser would ask another site for."""
    return _error(
        place,
        "afbeelding-van-elders",
        f"'{raw}' staat op een andere site; pagina's vragen bezoekers niets van elders op te halen.",
        "Zet de afbeelding naast de pagina en verwijs daarnaar.",
    )


def image_without_text(place: Place, raw: str) -> Diagnostic:
    """An image of which nothing is said to who cannot see it (WCAG 2.2, 1.1.1)."""
    return _warning(
        place,
        "afbeelding-zonder-tekst",
        f"Bij '{raw}' staat niet wat erop te zien is; wie de afbeelding niet ziet, mist dat.",
        "Schrijf tussen de rechte haken wat zij laat zien: ![Lezers aan de leestafel](leestafel.jpg).",
    )


def bad_doi(place: Place, text: str) -> Diagnostic:
    """No DOI."""
    return _error(place, "ongeldige-doi", f"'{text}' is geen DOI.", "Schrijf een DOI als 10.1234/abc.")


def unknown_folder(place: Place, name: str, known: Sequence[str]) -> Diagnostic:
    """A folder that is no kind."""
    return _warning(
        place,
        "onbekende-map",
        f"Map '{name}' kent Vindplaats niet; wat erin staat komt niet op de site.",
        f"De mappen zijn {enumerate_dutch(known)}.",
    )


def empty_link(place: Place) -> Diagnostic:
    """A link that leads nowhere."""
    return _error(
        place,
        "kapotte-link",
        "Hier staat een link zonder adres.",
        "Vul het adres in tussen de haakjes, of haal de link weg.",
    )


def broken_anchor(place: Place, raw: str, near: str | None) -> Diagnostic:
    """A link to a heading that is not there."""
    return _error(
        place,
        "kapot-anker",
        f"'{raw}' verwijst naar een kop die er niet is.",
        _meant(near, "Verwijs naar een bestaande kop."),
    )


# Catalogue


def duplicate_id(place: Place, page_id: str, other: str) -> Diagnostic:
    """Two files with one name within a kind."""
    return _error(
        place,
        "dubbel-id",
        f"'{page_id}' is ook de naam van {other}.",
        "Geef een van de twee bestanden een andere naam; mappen tellen niet mee.",
    )


def future_news(place: Place, day: date) -> Diagnostic:
    """A nieuwsbericht of a day that has yet to come, and that stands on the site already."""
    return _warning(
        place,
        "datum-in-toekomst",
        f"Dit bericht is van {dutch_date(day)}; die dag moet nog komen, en het staat al op de site.",
        f"Verbeter de datum, of zet er 'publiceren_op: {day.isoformat()}' bij.",
    )


def empty_period(place: Place) -> Diagnostic:
    """A page that expires before it is published."""
    return _error(
        place,
        "lege-periode",
        "De pagina verloopt voordat zij verschijnt.",
        "Zet 'verloopt_op' na 'publiceren_op'.",
    )


def unknown_werkveld(place: Place, text: str, near: str | None) -> Diagnostic:
    """A werkveld that is not registered, where others are."""
    return _error(
        place,
        "onbekend-werkveld",
        f"Werkveld '{text}' bestaat niet.",
        _meant(near, "Gebruik een werkveld uit content/werkvelden/, of voeg het daar toe."),
    )


def unverified_person(place: Place, text: str, near: str | None, times: int) -> Diagnostic:
    """A name that is in no registry; told once a name."""
    return _warning(
        place,
        "onbekende-persoon",
        f"'{text}' staat niet in content/contactpersonen/{_more(times)}.",
        _meant(near, "Voeg de persoon daar toe, of verbeter de naam."),
    )


def unverified_client(place: Place, text: str, near: str | None, times: int) -> Diagnostic:
    """A client that is in no registry; told once a name."""
    return _warning(
        place,
        "onbekende-opdrachtgever",
        f"'{text}' staat niet in content/opdrachtgevers/{_more(times)}.",
        _meant(near, "Voeg de opdrachtgever daar toe, of verbeter de naam."),
    )


def _more(times: int) -> str:
    return f" (en wordt {times} keer genoemd)" if times > 1 else ""


def ambiguous(place: Place, text: str, candidates: Sequence[tuple[str, str]]) -> Diagnostic:
    """A name that several registered entries bear; ``candidates`` are their names, with an id where that is needed."""
    names = [f"{name} ({page_id})" if page_id else name for name, page_id in candidates]
    namesakes = any(page_id for _, page_id in candidates)
    return _error(
        place,
        "meer-kandidaten",
        f"'{text}' kan {enumerate_dutch(names, 'of')} zijn.",
        "Schrijf wat tussen haakjes staat, of geef een van hen een eigen alias."
        if namesakes
        else "Schrijf de naam voluit, of geef een van hen deze naam als alias.",
    )


def name_claimed_twice(place: Place, text: str, other: str) -> Diagnostic:
    """A name or alias that belongs to two entries."""
    return _error(place, "dubbele-naam", f"De naam '{text}' hoort ook bij {other}.", "Geef de naam aan een van beide.")


def unknown_successor(place: Place, text: str, near: str | None) -> Diagnostic:
    """A successor who is in no registry."""
    return _error(
        place,
        "onbekende-opvolger",
        f"Opvolger '{text}' staat niet in content/contactpersonen/.",
        _meant(near, "Schrijf een naam die daar staat, of voeg de persoon daar toe."),
    )


def successor_circle(place: Place, names: Sequence[str]) -> Diagnostic:
    """Successors of each other; ``names`` in order, and the first follows the last."""
    message = (
        f"{names[0]} is hier opvolger van zichzelf."
        if len(names) == 1
        else f"{enumerate_dutch(names)} volgen elkaar in een kring op."
    )
    return _error(place, "opvolger-kring", message, "Noem een collega die er nog is, of haal 'opvolger' weg.")


def successor_of_nobody(place: Place, name: str) -> Diagnostic:
    """A successor of somebody who is not leaving."""
    return _warning(
        place,
        "opvolger-zonder-vertrek",
        f"'opvolger' doet niets, want {name} heeft geen 'vertrokken_op'.",
        "Zet er 'vertrokken_op: jaar-maand-dag' bij, of haal 'opvolger' weg.",
    )


Detail = Literal["email", "telefoon", "foto"]
_DETAILS: Mapping[Detail, str] = MappingProxyType({
    "email": "het e-mailadres",
    "telefoon": "het telefoonnummer",
    "foto": "het portret",
})  # fmt: skip


def departed_detail(
    place: Place, what: Detail, owner: str, file: str, *, left: date, since: date, as_of: date, instead: str
) -> Diagnostic:
    """A detail of somebody who left on ``left``, or will; from ``since`` on it is an error. ``file`` is theirs."""
    message = f"Hier staat {_DETAILS[what]} van {owner}, die {_left(left, as_of)}"
    return _make(
        place,
        "gegevens-vertrokken",
        "error" if since <= as_of else "warning",
        f"{message}." if since <= as_of else f"{message}; vanaf {dutch_date(since)} is dit een fout.",
        f"Haal het weg{f', of noem {instead}' if instead else ''}. "
        f"Is het niet van {owner} alleen, haal het dan weg uit {file}.",
    )


def _left(left: date, as_of: date) -> str:
    return f"op {dutch_date(left)} {'is vertrokken' if left <= as_of else 'vertrekt'}"


def departed_address(place: Place, owner: str, file: str, left: date, as_of: date) -> Diagnostic:
    """A general address that is registered as that of one person, who left or will."""
    return _warning(
        place,
        "gegevens-vertrokken",
        f"Het algemene adres is ook dat van {owner}, die {_left(left, as_of)}; het blijft op elke pagina staan.",
        f"Zet hier een ander adres, of haal het weg uit {file} als het echt algemeen is.",
    )


def unknown_project(place: Place, text: str, near: str | None) -> Diagnostic:
    """A nieuwsbericht about a project that does not exist."""
    return _error(
        place,
        "onbekend-project",
        f"Project '{text}' bestaat niet.",
        _meant(near, "Schrijf de bestandsnaam uit content/projecten/, zonder .md."),
    )


def hidden_project(place: Place, text: str) -> Diagnostic:
    """A nieuwsbericht about a project that is not on the site."""
    return _warning(
        place,
        "project-niet-op-site",
        f"Project '{text}' staat (nog) niet op de site; het bericht staat voorlopig op zichzelf.",
        "Publiceer het project, of wacht op zijn datum.",
    )


def broken_link(place: Place, raw: str, near: str | None) -> Diagnostic:
    """A link to a page that does not exist."""
    return _error(
        place,
        "kapotte-link",
        f"'{raw}' verwijst naar een pagina die er niet is.",
        _meant(near, "Verwijs naar een bestaande pagina."),
    )


def active_file(place: Place, raw: str) -> Diagnostic:
    """A file with which an editor could have browsers run something on the address of the site."""
    return _error(
        place,
        "actief-bestand",
        f"'{raw}' kan in de browser van bezoekers iets uitvoeren; zulke bestanden komen niet op de site.",
        "Maak er een PDF, ZIP of gewone afbeelding van, of zet het in static/.",
    )


def outside_link(place: Place, raw: str) -> Diagnostic:
    """A link that leaves content/."""
    return _error(place, "buiten-content", f"'{raw}' wijst buiten de map content.", "Zet het bestand naast de pagina.")


def broken_file(place: Place, raw: str, near: str | None) -> Diagnostic:
    """An image or attachment that is not there."""
    if raw.startswith("www."):
        near = f"https://{raw}"
    elif "@" in raw and "/" not in raw:
        near = f"mailto:{raw}"
    return _error(
        place,
        "bestand-ontbreekt",
        f"Bestand '{raw}' is er niet.",
        _meant(near, "Zet het naast de pagina en schrijf de naam precies over."),
    )


def image_kind(place: Place, file: str) -> Diagnostic:
    """A file shown as an image that by its name is none."""
    return _error(
        place,
        "afbeelding-soort",
        f"'{file}' is geen afbeelding die elke browser toont.",
        "Bewaar haar als JPEG, PNG, WebP, AVIF, GIF of SVG; een HEIC van een telefoon als JPEG.",
    )


def image_broken(place: Place, file: str) -> Diagnostic:
    """An image that cannot be decoded, in whole or in part."""
    return _error(
        place,
        "afbeelding-kapot",
        f"Afbeelding '{file}' is niet te openen: zij is leeg, afgebroken of iets anders dan haar naam zegt.",
        "Zet het bestand er opnieuw neer, of bewaar de afbeelding opnieuw als JPEG of PNG.",
    )


def image_too_large(place: Place, file: str) -> Diagnostic:
    """An image beyond what is decoded."""
    return _error(
        place,
        "afbeelding-te-groot",
        f"Afbeelding '{file}' is groter dan 32 MB of 64 miljoen beeldpunten, of een zijde is langer dan 16.383.",
        "Verklein haar; breder dan 1600 beeldpunten is op de site niet nodig.",
    )


def image_located(place: Place, file: str) -> Diagnostic:
    """An image that says where it was made."""
    return _warning(
        place,
        "afbeelding-locatie",
        f"In '{file}' staat op welke plek de foto is gemaakt (GPS); dat komt mee op de site.",
        "Haal de locatie uit het bestand, bijvoorbeeld door de foto te exporteren zonder locatiegegevens.",
    )


def no_pdf(place: Place, file: str) -> Diagnostic:
    """A report that is no PDF, or a file that is called one."""
    return _warning(place, "geen-pdf", f"'{file}' is geen PDF.", "Bewaar het document als PDF en zet dat er neer.")


def pdf_lacks(place: Place, file: str, lacks: Sequence[str]) -> Diagnostic:
    """A report that lacks what EN 301 549 (10.2 and 10.3) asks of a document."""
    return _warning(
        place,
        "pdf-toegankelijkheid",
        f"Rapport '{file}' mist {enumerate_dutch(lacks, 'en')}; wie het laat voorlezen, heeft daar last van.",
        "Vul in de tekstverwerker titel en taal in en bewaar het als toegankelijke PDF (met tags).",
    )


def hidden_link(place: Place, raw: str) -> Diagnostic:
    """A link to a page that is not on the site; its words stay, without a link."""
    return _warning(
        place,
        "link-niet-op-site",
        f"'{raw}' verwijst naar een pagina die (nog) niet op de site staat; de woorden staan er zonder link.",
        "Publiceer die pagina, of haal de link weg.",
    )


def exact_double(place: Place, other: str, lost: str = "") -> Diagnostic:
    """Two pages that are one; told at the page that gives way. ``lost`` is a date that the other has no field for."""
    gone = f" De datum {lost} staat niet meer op de site." if lost else ""
    return _warning(
        place,
        "exact-dubbel",
        f"Deze pagina is woord voor woord gelijk aan {other} en is daarmee samengevoegd.{gone}",
        "Het adres van deze pagina verwijst nu daarheen; haal een van beide weg.",
    )


def double_conflict(place: Place, name: str, mine: str, other: str, theirs: str) -> Diagnostic:
    """Exact doubles that disagree in a field with one value."""
    return _error(
        place,
        DOUBLE_CONFLICT,
        f"Deze pagina is gelijk aan {other}, maar '{name}' is hier '{mine}' en daar '{theirs}'.",
        "Maak het veld op beide pagina's gelijk, haal een van de pagina's weg, of zet er 'geen_dubbel_van' bij.",
    )


def double_links(place: Place, other: str, targets: Sequence[str]) -> Diagnostic:
    """Exact doubles whose words are the same but whose links are not."""
    return _error(
        place,
        DOUBLE_CONFLICT,
        f"Deze pagina is gelijk aan {other}, maar alleen hier staat een link naar {_quoted(targets)}.",
        "Zet de link ook daar, of haal een van beide pagina's weg.",
    )


def variant(place: Place, other: str, reasons: Sequence[str], remedy: str) -> Diagnostic:
    """One study on two pages, and no editor said what they are."""
    return _warning(
        place, "dubbel-variant", f"Deze pagina lijkt dezelfde studie als {other}: {'; '.join(reasons)}.", remedy
    )


def doubt(place: Place, other: str, reasons: Sequence[str], remedy: str) -> Diagnostic:
    """Two pages that are alike, but whether they are one study cannot be known from their words."""
    return _warning(
        place,
        "dubbel-twijfel",
        f"Deze pagina lijkt op {other}, maar misschien is het iets anders: {'; '.join(reasons)}.",
        remedy,
    )


def lonely_series(place: Place, name: str, near: str) -> Diagnostic:
    """A series of one edition whose name is hardly different from that of another."""
    return _warning(
        place,
        "reeks-lijkt-op",
        f"Van de reeks '{name}' staat er maar een editie op de site.",
        f"Bedoelde u '{near}'?",
    )


def several_authors(place: Place, text: str) -> Diagnostic:
    """An author that may be several persons in one text."""
    return _warning(
        place,
        "auteurs-in-een",
        f"Auteur '{text}' lijkt meer dan een persoon.",
        'Zet elke auteur apart in de lijst, of een organisatie tussen accolades: "{...}".',
    )


def contradiction(place: Place, text: str) -> Diagnostic:
    """A nieuwsbericht that is about a project and no double of it: one of the two is a mistake."""
    return _error(
        place,
        "tegenspraak",
        f"'{text}' staat bij 'project' en bij 'geen_dubbel_van'.",
        "Het bericht gaat over dit project of het is iets anders; haal een van beide weg.",
    )


def unknown_double(place: Place, text: str, near: str | None) -> Diagnostic:
    """A `geen_dubbel_van` that names no page."""
    return _error(
        place,
        "onbekende-pagina",
        f"'{text}' in 'geen_dubbel_van' is geen project of nieuwsbericht.",
        _meant(near, "Schrijf de id van een pagina, zoals projecten/flexwonen of nieuws/flexwonen."),
    )


def ambiguous_double(place: Place, text: str, candidates: Sequence[str]) -> Diagnostic:
    """A `geen_dubbel_van` that two pages have as their name."""
    return _error(
        place,
        "onbekende-pagina",
        f"'{text}' in 'geen_dubbel_van' kan {enumerate_dutch(candidates, 'of')} zijn.",
        f"Schrijf de hele id, bijvoorbeeld {candidates[0]}.",
    )


def double_of_itself(place: Place) -> Diagnostic:
    """A `geen_dubbel_van` that names its own page."""
    return _error(
        place,
        "onbekende-pagina",
        "'geen_dubbel_van' noemt deze pagina zelf.",
        "Noem de andere pagina, of haal het weg.",
    )


def unknown_menu(place: Place, text: str, near: str | None) -> Diagnostic:
    """A menu item that is neither an overview nor a page."""
    return _error(
        place,
        "onbekend-menu",
        f"'{text}' is geen overzicht of pagina.",
        _meant(near, "Gebruik bijvoorbeeld projecten, nieuws of de naam van een bestand in content/paginas/."),
    )


# Addresses


def empty_slug(place: Place, name: str) -> Diagnostic:
    """A file name without a letter or digit."""
    return _error(place, "ongeldige-slug", f"Van '{name}' is geen adres te maken.", "Geef de pagina een 'slug:'.")


def empty_name(place: Place, name: str) -> Diagnostic:
    """A name without a letter or digit, of somebody or a series that no registry has."""
    return _error(
        place,
        "ongeldige-slug",
        f"Van de naam '{name}' is geen adres te maken.",
        "Schrijf een naam met letters of cijfers.",
    )


def duplicate_url(place: Place, url: str, other: str) -> Diagnostic:
    """Two pages on one address."""
    return _error(
        place,
        "dubbele-url",
        f"Op {url} staat al {other}.",
        "Geef een van beide een andere 'slug:' of bestandsnaam.",
    )


def picture_url(place: Place, url: str, file: str) -> Diagnostic:
    """A smaller version of an image that would stand where something else does."""
    return _error(
        place,
        "dubbele-url",
        f"Op {url} komt een verkleinde versie van '{file}', maar daar staat al iets anders.",
        "Geef een van beide bestanden een andere naam.",
    )


def export_url_taken(place: Place, url: str, of: str) -> Diagnostic:
    """A file, or an old address, where the site has the citations of ``of``: a page, or a list of studies."""
    return _error(
        place,
        "dubbele-url",
        f"Op {url} staat al de literatuurverwijzing van {of}, die de site zelf maakt.",
        "Geef het bestand een andere naam, of haal het oude adres weg.",
    )


def large_report(place: Place, name: str, size: int) -> Diagnostic:
    """A report that is too large for Google Scholar; ``size`` in bytes."""
    megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
    return _warning(
        place,
        "rapport-te-groot",
        f"'{name}' is {megabytes} MB; Google Scholar neemt rapporten tot 5 MB op.",
        "Verklein de PDF, bijvoorbeeld door afbeeldingen minder scherp op te slaan.",
    )


def clashing_name(place: Place, url: str, name: str, other: str, *, registered: bool) -> Diagnostic:
    """A name without a file, whose page would stand where another does; ``registered`` where it could have one."""
    slug = (
        "zet een van beide in het register met een eigen 'slug:'"
        if registered
        else "geef een van beide een andere naam"
    )
    return _error(
        place,
        "dubbele-url",
        f"De pagina van '{name}' zou op {url} komen, maar daar staat al {other}.",
        f"Schrijf de namen gelijk, of {slug}.",
    )


def outside_error(message: str, file: str) -> Diagnostic:
    """What the disk or the place of the output refuses, for the formats that machines read."""
    return _error(Place(file), "omgeving", message, "")


def refused_url(place: Place, url: str, step: str) -> Diagnostic:
    """An address with a step that cannot be the name of a folder or file on Windows."""
    return _error(
        place,
        "ongeldige-slug",
        f"In {url} staat '{step}'; een map of bestand met die naam kan op Windows niet bestaan.",
        "Geef de pagina een andere 'slug:', of het bestand een andere naam.",
    )


def long_url(place: Place, url: str, step: int, path: int) -> Diagnostic:
    """An address that is too long for a file name; ``step`` and ``path`` are the most that a part and all may have."""
    return _error(
        place,
        "ongeldige-slug",
        f"Het adres {shorten(url, 60)} is te lang: een deel mag {step} tekens hebben, het geheel {path}.",
        "Geef de pagina een kortere 'slug:', of het bestand een kortere naam.",
    )


def own_alias(place: Place, url: str) -> Diagnostic:
    """An old address that is the page's own, so that it would lead to itself."""
    return _error(
        place, "dubbele-url", f"{url} is het adres van deze pagina zelf.", "Noem alleen oude adressen, of haal het weg."
    )


def reserved_url(place: Place, url: str) -> Diagnostic:
    """An address the site keeps for itself."""
    return _error(place, "dubbele-url", f"{url} is van de site zelf.", "Geef de pagina een andere 'slug:'.")


# Site and templates


def site_missing(place: Place) -> Diagnostic:
    """No site.yaml."""
    return _error(
        place,
        "geen-site",
        "content/site.yaml ontbreekt.",
        "Maak het bestand, met ten minste 'naam: ...' en 'base_url: https://...'.",
    )


def language_not_supported(place: Place, language: str) -> Diagnostic:
    """A site in another language than Dutch."""
    return _error(
        place,
        "nog-niet-ondersteund",
        f"Een site met taal '{language}' is nog niet ondersteund.",
        "Schrijf taal: nl.",
    )


def number_too_small(place: Place, name: str) -> Diagnostic:
    """Fewer than one a page."""
    return _error(place, "verkeerde-waarde", f"'{name}' is kleiner dan 1.", "Schrijf een getal vanaf 1.")


def unknown_template(place: Place, name: str, near: str | None) -> Diagnostic:
    """A template nobody reads."""
    return _warning(
        place,
        "onbekend-sjabloon",
        f"Sjabloon '{name}' wordt nergens gebruikt.",
        _meant(near, "Haal het weg, of geef het de naam van een sjabloon uit de README."),
    )


def template_error(place: Place, problem: str) -> Diagnostic:
    """A template that does not compile, or fails when it is filled in."""
    return _error(place, "sjabloon-fout", f"Dit sjabloon is niet in te vullen: {problem}.", "Verbeter het sjabloon.")
