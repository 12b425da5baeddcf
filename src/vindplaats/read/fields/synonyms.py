"""What editors who know other systems, or another word, call the fields."""

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, str] = MappingProxyType({
    "titel": "kop koptekst onderwerp title name naam tekst heading headline label projectnaam projecttitel",
    "naam": "name title titel sitename sitenaam fullname volledigenaam persoon organisatienaam",
    "samenvatting": """
        abstract bio biografie beschrijving description excerpt inleiding intro introductie introduction kern
        korteinhoud kortebeschrijving korteomschrijving lead omschrijving over overview profiel resume summary
        synopsis teaser toelichting
    """,
    "beschrijving": """
        about description introductie intro omschrijving ondertitel samenvatting slagzin slogan subtitle summary
        tagline toelichting
    """,
    "werkveld": """
        afdeling area beleidsterrein categorie categorieen categories category domein onderzoeksgebied rubriek
        sector section thema themas theme topic topics vakgebied
    """,
    "opdrachtgever": """
        client commissionedby financier financiering funder inopdrachtvan klant opdrachtgeefster sponsor
        subsidiegever
    """,
    "contactpersoon": "aanspreekpunt contact contacts contactperson",
    "partners": "samenmet samenwerking samenwerkingmet samenwerkingspartner samenwerkingspartners",
    "auteurs": "author authors by door geschrevendoor onderzoekers onderzoeker schrijver schrijvers",
    "jaar": "jaren jaargang year looptijd onderzoeksperiode periode",
    "datum": "dag date dagtekening gepubliceerd gepubliceerdop jaar pubdate publicatiedatum published publishedon",
    "publicatiedatum": """
        date datum gepubliceerd gepubliceerdop pubdate published publishedon verschenen verschenenop
        verschijningsdatum
    """,
    "publiceren_op": "embargo onlinevanaf publicatievanaf publishdate publishon zichtbaarvanaf",
    "verloopt_op": """
        expirationdate expires expirydate geldigtot onlinetot unpublishdate verloopdatum vervaldatum vervaltop
        zichtbaartot
    """,
    "project": "onderzoek studie study",
    "reeks": "serie series",
    "rapport": "eindproduct pdf publicatie report rapportage",
    "bijlagen": """
        appendix attachment attachments bestand bestanden document documenten documents download downloads file
        files pdf publicatie rapport report
    """,
    "links": """
        bron bronnen hyperlink hyperlinks leesmeer link linkedin mastodon meerlezen site source sources url urls
        verwijzing verwijzingen webadres website websites zieook
    """,
    "url": "adres address homepage href link site web webadres webpagina website",
    "base_url": "baseaddress domain domein homepage host hostname root site siteurl url webadres webpagina website",
    "slug": "path permalink url",
    "aliassen": """
        aka alternatievenaam alternatievenamen anderenaam anderenamen bijnaam ookbekendals oudadres oudeadressen
        oudeurl oudeurls redirect redirectfrom redirects roepnaam synoniem synoniemen variant varianten voornaam
    """,
    "trefwoorden": "keyword keywords labels onderwerp onderwerpen sleutelwoorden steekwoorden tag tags termen",
    "taal": "lang language locale languagecode",
    "concept": "draft kladversie nietpubliceren",
    "volgorde": "gewicht nummer order plaats positie position prioriteit rang sort sortering weight",
    "rapportnummer": "nummer number publicatienummer rapportnr reportnumber",
    "geen_dubbel_van": "andersdan geendubbel nietdubbel nietgelijkaan",
    "afkorting": "abbreviation abbr acroniem acronym afgekort kort kortenaam short shortname",
    "functie": "baan beroep functietitel job jobtitle position positie rol role titel title",
    "email": "emailadres contact contactadres mail mailadres post",
    "telefoon": "gsm mobiel mobile nummer phone tel telnr telnummer",
    "foto": "afbeelding avatar beeld image photo picture plaatje portrait portret",
    "vertrokken_op": """
        einddatum enddate laatstedag tot uitdienst uitdienstop uitdienstper vertrek vertrekdatum vertrokken
        vertrokkenper weg wegper
    """,
    "opvolger": "opgevolgddoor overgenomendoor replacedby successor vervangen vervangendoor vervanger waarnemer",
    "organisatie": """
        bedrijf bureau company instelling institute instituut organisation organization owner publisher uitgever
    """,
    "per_pagina": "aantal aantalperpagina limit maximum pagesize paginagrootte paginate perpage postsperpage",
    "accent": "color colour hoofdkleur huiskleur kleur kleuren primarycolor themakleur themecolor",
    "menu": "nav navbar navigatie navigation onderdelen",
    "logo": "beeldmerk brand embleem icoon icon logobestand logofile logourl sitelogo woordmerk",
    "logo_donker": "darklogo darkmodelogo logodark logodonkeremodus logonacht logonight nachtlogo",
    "voet": "bodem colofon footer footerlinks footermenu onderaan voetlinks voetmenu voetnoot voettekst",
    "extra": "custom eigenvelden extras metadata params vrijevelden",
    "exporten": """
        bibliografie bibliography bronvermelding bronvermeldingen citaten citaties citation citations citeren
        export exportformaten exports formaat formaten formats literatuurverwijzing literatuurverwijzingen uitvoer
    """,
    "lettertype": "font fontfamily fontname fonts huisletter letter letters lettertypen typeface",
    "csp": "beleid beveiligingsbeleid contentpolicy contentsecuritypolicy headers securitypolicy",
    "redactie": "backend cms editor repository sveltia webredactie",
    "insluiten": "embed embeds embedded frames iframe iframes ingesloten insluiting insluitingen kaders",
})  # fmt: skip
"""Each field with words for it, without separators. A word may mean several fields: the first that fits is suggested.

The end of a study (``einddatum``) is no word for ``verloopt_op``, which would take the page off the site.
"""


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _WORDS.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), name)
    return found


SYNONYMS: Mapping[str, tuple[str, ...]] = _by_word()
"""The fields that a word may mean, by that word without case and separators."""

OTHER_NAMES = frozenset({
    "aka", "alternatievenaam", "alternatievenamen", "anderenaam", "anderenamen", "bijnaam", "ookbekendals", "roepnaam",
    "synoniem", "synoniemen", "variant", "varianten", "voornaam",
})  # fmt: skip
"""Words for other names of a person or organisation, not for old addresses, which `aliassen` has on other pages."""
LINKED = frozenset({"bijlagen", "links", "rapport"})
"""The fields for files and addresses. Where a page has none of these, a link in its text can lead there."""
TEXT = frozenset({"article", "artikel", "body", "content", "html", "inhoud", "markdown", "tekst", "text"})
"""Names for the text of a page, which is below the front matter."""
SUBTITLE = frozenset({"ondertitel", "subkop", "subtitel", "subtitle", "tweedetitel"})
"""Names for a subtitle, which is a part of the title."""
PICTURE = frozenset({
    "afbeelding", "afbeeldingen", "banner", "beeld", "cover", "featuredimage", "foto", "fotos", "headerimage", "hero",
    "illustratie", "image", "images", "logo", "omslag", "omslagfoto", "photo", "picture", "plaatje", "portret",
    "thumbnail",
})  # fmt: skip
"""Names for a picture. Only the page of a person has a field for one; elsewhere pictures are in the text."""
SHOWN = frozenset({
    "active", "actief", "enabled", "gepubliceerd", "online", "openbaar", "public", "publiceren", "publiek", "publish",
    "published", "visible", "zichtbaar",
})  # fmt: skip
"""Names of other systems for a page that is on the site if the value is true."""
HIDDEN = frozenset({
    "concept", "draft", "geheim", "hidden", "intern", "kladversie", "nietpubliceren", "offline", "prive", "private",
    "unpublished", "verborgen",
})  # fmt: skip
"""Names of other systems for a page that is not on the site if the value is true."""
STATES = frozenset({"status", "state", "staat"})
"""Names of other systems for a field whose value says whether a page is on the site."""
HIDDEN_STATES = frozenset({
    "concept", "draft", "hidden", "in behandeling", "klad", "intern", "niet gepubliceerd",
    "offline", "pending", "prive", "privé", "private", "unpublished", "verborgen",
})  # fmt: skip
"""Values of such a field for a page that is not on the site."""
