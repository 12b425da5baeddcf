"""Faults in images, videos and reports."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import error, warning
from vindplaats.dutch.lists import enumerate_dutch

FOREIGN_IMAGE = error(
    "afbeelding-van-elders",
    "'{raw}' staat op een andere site; pagina's vragen bezoekers niets van elders op te halen.",
    "Zet de afbeelding naast de pagina en verwijs daarnaar.",
    meaning="een afbeelding of video staat op een andere site",
    advice="zet haar naast de pagina en verwijs daarnaar",
)
"""A text shows an image that browsers would have to fetch from another site."""

FOREIGN_PHOTO = error(
    "afbeelding-van-elders",
    "'{raw}' staat op een andere site; pagina's vragen bezoekers niets van elders op te halen.",
    "Zet de foto naast de pagina en schrijf haar naam bij '{name}', of haal het veld weg.",
)
"""The field for a photo has an address on another site."""

FOREIGN_LOGO = error(
    "afbeelding-van-elders",
    "'{raw}' staat op een andere site; pagina's vragen bezoekers niets van elders op te halen.",
    "Zet het logo in de map content, naast site.yaml, en schrijf de naam ervan bij '{name}', of haal het veld weg.",
)
"""A logo has an address on another site."""

MISSING_LOGO = error(
    "bestand-ontbreekt",
    "Bestand '{raw}' is er niet.",
    "Zet het in de map content, naast site.yaml, en schrijf de naam precies over, of haal de regel weg.",
)
"""A logo does not exist beside ``site.yaml`` or in ``static/``."""

LOGO_ELSEWHERE = error(
    "bestand-ontbreekt",
    "'{raw}' staat in de map {folder}; een logo hoort naast site.yaml, of in de map static naast content.",
    "Verplaats het naar de map content, naast site.yaml, en schrijf '{name}: {file}'.",
)
"""A logo is in a folder of ``content/``."""

NOT_A_LOGO = error("afbeelding-soort", "'{raw}' is geen SVG of PNG.", "Bewaar het logo als SVG, of anders als PNG.")
"""A logo has another extension than that of a drawing or a PNG."""

BROKEN_LOGO = error(
    "afbeelding-kapot",
    "Logo '{file}' is niet te openen: het is leeg, afgebroken of iets anders dan zijn naam zegt.",
    "Zet het bestand er opnieuw neer, of bewaar het logo opnieuw als SVG of PNG.",
)
"""A logo cannot be decoded, in whole or in part."""

ACTIVE_LOGO = error(
    "actief-bestand",
    "Logo '{file}' kan in de browser van bezoekers iets uitvoeren; zulke bestanden komen niet op de site.",
    "Bewaar het logo als SVG zonder scripts (in Inkscape: gewone SVG), of als PNG.",
)
"""A logo is a drawing that can run scripts."""

LOGO_WITHOUT_SIZE = warning(
    "afbeelding-zonder-maat",
    "Tekening '{file}' heeft geen maat, zodat het logo te groot, te klein of afgesneden op de site kan staan.",
    'Bewaar haar opnieuw met een viewBox, zoals <svg viewBox="0 0 120 40" ...>.',
    meaning="een SVG die het logo is, heeft geen `width` en `height` en geen `viewBox`",
    advice='zet een `viewBox` in de SVG, zoals `viewBox="0 0 120 40"`',
)
"""A logo is a drawing with neither a size nor a ratio."""

LOGO_TOO_LOW = warning(
    "logo-maat",
    "Logo '{file}' is maar {height} beeldpunten hoog, en wordt op een scherp scherm vaag.",
    "Bewaar het logo als SVG, of anders als PNG van ten minste {minimum} beeldpunten hoog.",
    meaning="het logo is een PNG van minder dan 150 beeldpunten hoog, of is meer dan zeven keer zo breed als hoog",
    advice="bewaar het als SVG, of als hogere PNG; neem een minder breed logo",
)
"""A logo in pixels has fewer of them than sharp screens show."""

LOGO_TOO_WIDE = warning(
    "logo-maat",
    "Logo '{file}' is meer dan zeven keer zo breed als hoog, zodat het laag en klein op de site komt.",
    "Neem een minder breed logo, of knip de lege rand links en rechts weg.",
)
"""A logo is wider, for its height, than the header has room for."""

ONLY_DARK_LOGO = error(
    "ontbrekend-veld",
    "Er is een 'logo_donker', en geen 'logo' voor lichte schermen.",
    "Schrijf 'logo: {file}', en haal 'logo_donker' weg als er maar een logo is.",
)
"""There is a logo for dark screens only."""

IMAGE_WITHOUT_TEXT = warning(
    "afbeelding-zonder-tekst",
    "Bij '{raw}' staat niet wat erop te zien is; wie de afbeelding niet ziet, mist dat.",
    "Schrijf tussen de rechte haken wat zij laat zien: ![Lezers aan de leestafel](leestafel.jpg).",
    meaning="er staat niet bij wat er op een afbeelding te zien is",
    advice="schrijf het tussen de rechte haken: `![Lezers aan de leestafel](leestafel.jpg)`",
)
"""An image in a text has no alternative text (WCAG 2.2, 1.1.1)."""

IMAGE_WITHOUT_ADDRESS = warning(
    "tekst-vorm",
    "'{text}' is een afbeelding zonder adres; er is niets te zien.",
    'Schrijf het adres erbij, zoals <img src="leestafel.jpg">, of haal de afbeelding weg.',
)
"""An ``<img>`` in a text has no ``src``."""

NOT_AN_IMAGE = error(
    "afbeelding-soort",
    "'{file}' is geen afbeelding die elke browser toont.",
    "Bewaar haar als JPEG, PNG, WebP, AVIF, GIF of SVG; een HEIC van een telefoon als JPEG.",
    meaning="een bestand dat als afbeelding of video moet dienen, is er geen die elke browser toont, of een video "
    "staat in een link",
    advice="bewaar een afbeelding als JPEG, PNG, WebP, AVIF, GIF of SVG, een video als MP4 of WebM",
)
"""A page shows a file as an image, but its extension is not that of an image format that all browsers support."""

FOREIGN_VIDEO = error(
    "afbeelding-van-elders",
    "'{raw}' staat op een andere site; pagina's vragen bezoekers niets van elders op te halen.",
    "Zet de video naast de pagina en verwijs daarnaar, of haal het uitroepteken voor de link weg.",
)
"""A text shows a video that browsers would have to fetch from another site."""

VIDEO_WITHOUT_TEXT = warning(
    "afbeelding-zonder-tekst",
    "Bij '{raw}' staat niet wat erop te zien is; wie de video niet ziet, weet niet waar zij over gaat.",
    "Schrijf het tussen de rechte haken: ![De wethouder opent de bibliotheek](film.mp4).",
)
"""A video in a text has no name (WCAG 2.2, 1.1.1)."""

VIDEO_WITHOUT_CAPTIONS = warning(
    "video-zonder-ondertitels",
    "Bij '{raw}' staan geen ondertitels; wie de video niet hoort, mist wat er gezegd wordt.",
    "Zet ze in '{captions}' (WebVTT), naast de video. Is er niets te horen, zet daar dan alleen de regel WEBVTT in.",
    meaning="bij een video staan geen ondertitels",
    advice="zet ze naast de video, in een bestand met dezelfde naam dat op `.vtt` eindigt; is er niets te horen, zet "
    "daar dan alleen de regel `WEBVTT` in",
)
"""A video in a text has no captions (WCAG 2.2, 1.2.2)."""

STATIC_VIDEO_WITHOUT_CAPTIONS = warning(
    "video-zonder-ondertitels",
    "Bij '{raw}' staan geen ondertitels; wie de video niet hoort, mist wat er gezegd wordt.",
    "Zet de video naast de pagina, met de ondertitels in '{captions}' (WebVTT), en verwijs naar '{name}'.",
)
"""A video in ``static/`` has no captions: only those beside a page have."""

VIDEO_IN_LINK = error(
    "afbeelding-soort",
    "De video '{raw}' staat in een link; wie haar wil afspelen, volgt de link.",
    "Zet de link ernaast in plaats van eromheen.",
)
"""A video is within a link."""

NOT_A_VIDEO = error(
    "afbeelding-soort",
    "'{file}' is geen video die elke browser afspeelt.",
    "Bewaar haar als MP4 (met H.264 en AAC) of als WebM.",
)
"""A text shows a video of a kind that some browsers do not play."""

BROKEN_VIDEO = error(
    "afbeelding-kapot",
    "Video '{file}' is niet te openen: zij is leeg of iets anders dan haar naam zegt.",
    "Zet het bestand er opnieuw neer, of bewaar de video opnieuw als MP4 (met H.264 en AAC) of als WebM.",
)
"""A video does not begin as files with its extension do."""

BROKEN_STATIC_VIDEO = BROKEN_VIDEO.as_warning()
"""As `BROKEN_VIDEO`, in ``static/`` or ``wortel/``. A warning, because a template may have another use for the file."""

BROKEN_CAPTIONS = error(
    "ondertitels-vorm",
    "In '{file}' staan geen ondertitels die een browser kan lezen: de eerste regel is niet WEBVTT.",
    "Zet er de regel WEBVTT boven, met een lege regel eronder, en schrijf tijden met een punt: "
    "00:00:01.000 --> 00:00:04.500.",
    meaning="een bestand met ondertitels begint niet met de regel `WEBVTT`, heeft tijden met een komma of is niet als "
    "UTF-8 bewaard",
    advice="zet de regel `WEBVTT` erboven, schrijf tijden met een punt (`00:00:01.000 --> 00:00:04.500`), en bewaar "
    "het als UTF-8",
)
"""The captions of a video are not WebVTT. A browser would ignore them."""

CAPTIONS_WITH_COMMAS = error(
    "ondertitels-vorm",
    "In '{file}' staan tijden met een komma; een browser laat die ondertitels weg.",
    "Schrijf in de tijden een punt in plaats van een komma: 00:00:01.000 --> 00:00:04.500.",
)
"""The captions of a video begin as WebVTT, but their times are those of SubRip."""

CAPTIONS_NOT_UTF8 = error(
    "ondertitels-vorm",
    "'{file}' is niet als UTF-8 bewaard; in de ondertitels zouden letters ontbreken of verkeerd zijn.",
    "Bewaar het opnieuw, met UTF-8 als codering (in Kladblok bij Opslaan als).",
)
"""The captions of a video have another encoding than UTF-8, the only one of WebVTT."""

MISNAMED_CAPTIONS = warning(
    "zwerfbestand",
    "Deze ondertitels komen niet bij de video '{video}', want zij heten anders.",
    "Noem het bestand '{right}'.",
)
"""A file with WebVTT beside a video has nearly the name of its captions."""

OTHER_CAPTIONS = warning(
    "zwerfbestand",
    "Deze ondertitels komen niet bij de video '{video}', want zij zijn geen WebVTT.",
    "Bewaar ze als WebVTT, met de naam '{right}'.",
)
"""A file beside a video has captions of another kind, according to its extension."""

CAPTIONS_IN_UNKNOWN_LANGUAGE = warning(
    "zwerfbestand",
    "Deze ondertitels komen niet bij de video '{video}', want de taal in hun naam is niet bekend.",
    "Noem het bestand '{stem}.vtt' als zij in de taal van de pagina zijn. Anders kan de taal zijn: {languages}, zoals "
    "in '{stem}.en.vtt'.",
)
"""A file beside a video has nearly the name of its captions, with another language than a site can name."""

CAPTIONS_TWICE = warning(
    "zwerfbestand",
    "Deze ondertitels komen niet bij de video '{video}', want '{right}' is er ook.",
    "Haal dit bestand weg.",
)
"""A file beside a video is like its captions, which are there too."""

PAGE_AS_IMAGE = error(
    "afbeelding-soort", "'{raw}' is een pagina en geen afbeelding.", "Haal het uitroepteken voor de link weg."
)
"""A text shows a page as if it were an image: ``![x](y.md)``."""

BROKEN_IMAGE = error(
    "afbeelding-kapot",
    "Afbeelding '{file}' is niet te openen: zij is leeg, afgebroken of iets anders dan haar naam zegt.",
    "Zet het bestand er opnieuw neer, of bewaar de afbeelding opnieuw als JPEG of PNG.",
    meaning="een afbeelding of video is niet te openen: leeg, afgebroken, of iets anders dan haar naam zegt",
    advice="zet het bestand er opnieuw neer, of bewaar een afbeelding opnieuw als JPEG of PNG, een video als MP4",
)
"""An image cannot be decoded, in whole or in part."""

IMAGE_TOO_LARGE = error(
    "afbeelding-te-groot",
    "Afbeelding '{file}' is groter dan 32 MB of 64 miljoen beeldpunten, of een zijde is langer dan 16.383.",
    "Verklein haar; breder dan 1600 beeldpunten is op de site niet nodig.",
    meaning="een afbeelding is groter dan 32 MB of 64 miljoen beeldpunten, of een zijde is langer dan 16.383",
    advice="verklein haar",
)
"""An image has too many bytes or pixels, or too long a side, so it is not decoded."""

DRAWING_OF_OTHERS = warning(
    "afbeelding-onvolledig",
    "Tekening '{file}' toont iets uit een ander bestand of van een andere site; dat komt niet mee op de site.",
    "Neem het in de tekening zelf op (in Inkscape: Uitbreidingen, Afbeeldingen, Inbedden), en zet tekst om in lijnen.",
    meaning="een SVG toont iets uit een ander bestand of van een andere site (een plaatje, een deel, een lettertype)",
    advice="neem het in de tekening zelf op, en zet tekst om in lijnen",
)
"""A drawing shows a picture, a part or a font of another file, which browsers leave out of a picture."""

IMAGE_WITH_LOCATION = warning(
    "afbeelding-locatie",
    "In '{file}' staat op welke plek de foto is gemaakt (GPS); dat komt mee op de site.",
    "Haal de locatie uit het bestand, bijvoorbeeld door de foto te exporteren zonder locatiegegevens.",
    meaning="in een foto staat op welke plek zij is gemaakt (GPS)",
    advice="haal de locatie eruit, bijvoorbeeld door zonder locatiegegevens te exporteren",
)
"""The metadata of an image says where the photo was taken."""

NOT_A_PDF = warning(
    "geen-pdf",
    "'{file}' is geen PDF.",
    "Bewaar het document als PDF en zet dat er neer.",
    meaning="een rapport, of een bestand dat op `.pdf` eindigt, is geen PDF",
    advice="bewaar het document als PDF",
)
"""A report is not a PDF, or a file whose name ends in ``.pdf`` is something else."""

PDF_WITH_PASSWORD = warning(
    "pdf-onleesbaar",
    "'{file}' opent alleen met een wachtwoord; bezoekers en zoekmachines kunnen hem niet lezen.",
    "Bewaar de PDF opnieuw, zonder wachtwoord om hem te openen.",
    meaning="niemand kan een PDF openen: hij is leeg of afgebroken, heeft geen pagina's of vraagt een wachtwoord",
    advice="zet een PDF neer die zonder wachtwoord opent",
)
"""A PDF needs a password or certificate to open. One that only limits printing or copying needs neither."""

PDF_EMPTY = warning(
    "pdf-onleesbaar", "'{file}' is leeg (0 bytes).", "Zet het bestand er opnieuw neer, of haal de verwijzing weg."
)
"""A PDF has no bytes."""

PDF_BROKEN = warning(
    "pdf-onleesbaar",
    "'{file}' is afgebroken of beschadigd; bezoekers kunnen hem niet openen.",
    "Zet het bestand er opnieuw neer.",
)
"""A PDF is cut off or otherwise broken."""

PDF_WITHOUT_PAGES = warning(
    "pdf-onleesbaar", "'{file}' heeft geen pagina's.", "Bewaar het document opnieuw als PDF en zet dat er neer."
)
"""A PDF has no pages."""

INACCESSIBLE_PDF = warning(
    "pdf-toegankelijkheid",
    "'{file}' {problems}; wie hem laat voorlezen, heeft daar last van.",
    "{remedies}",
    meaning="een PDF van na 23 september 2018 mist tags, taal, titel of tekst, of houdt voorleesprogramma's tegen",
    advice="bewaar het document opnieuw als toegankelijke PDF (zie 'Rapporten' in het handboek)",
)
"""A PDF lacks what EN 301 549 (10.2) asks of a document: tags, a language, a title, text, and access to that."""

UNSEARCHED_PDF = warning(
    "pdf-niet-doorzocht",
    "'{file}' {problems}; zoeken vindt zijn tekst niet, en er is geen afbeelding van zijn voorkant.",
    "{remedies}",
    meaning="een PDF is te groot om te doorzoeken, of laat het programma vastlopen dat hem leest",
    advice="splits hem of maak hem kleiner; bewaar het document opnieuw als PDF",
)
"""The text of a PDF is not read, because that would take too much work, or did."""


class PdfProblem(Struct, frozen=True):
    """What to say of a problem of a PDF, after its name, and what to do about it."""

    words: str
    remedy: str


PDF_PROBLEMS: Mapping[str, PdfProblem] = MappingProxyType(
    {
        "geen-pdf": PdfProblem("is geen PDF", NOT_A_PDF.remedy),
        "leeg": PdfProblem("is leeg", PDF_EMPTY.remedy),
        "kapot": PdfProblem("is afgebroken of beschadigd", PDF_BROKEN.remedy),
        "zonder-paginas": PdfProblem("heeft geen pagina's", PDF_WITHOUT_PAGES.remedy),
        "wachtwoord": PdfProblem("opent alleen met een wachtwoord", PDF_WITH_PASSWORD.remedy),
        "vastgelopen": PdfProblem(
            "laat het programma vastlopen dat PDF's leest", "Bewaar het document opnieuw als PDF en zet dat er neer."
        ),
        "te-groot": PdfProblem(
            "is te groot om te doorzoeken (64 MB, 2.000 pagina's, 1.000.000 tekens of te veel na uitpakken)",
            "Splits hem, of bewaar hem met kleinere afbeeldingen.",
        ),
        "scan": PdfProblem(
            "is een scan zonder tekst", "Voer tekstherkenning (OCR) uit, in Acrobat bij 'Scannen en OCR'."
        ),
        "zonder-tekst": PdfProblem(
            "heeft geen tekst die te lezen of te zoeken is",
            "Maak hem opnieuw uit het oorspronkelijke document, zonder tekst om te zetten in lijnen.",
        ),
        "zonder-tags": PdfProblem(
            "heeft geen tags", "Bewaar hem met tags: in Word bij Opties, in LibreOffice als PDF/UA."
        ),
        "zonder-taal": PdfProblem("noemt geen taal", "Kies de taal, in Acrobat bij Eigenschappen, Geavanceerd."),
        "zonder-titel": PdfProblem(
            "heeft geen echte titel", "Vul bij Eigenschappen een titel in, anders dan de bestandsnaam."
        ),
        "titel-zonder-xmp": PdfProblem(
            "noemt zijn titel niet in XMP", "Bewaar hem als PDF/UA; dan komt de titel in XMP."
        ),
        "titel-verborgen": PdfProblem(
            "toont zijn titel niet in de titelbalk", "Zet 'Documenttitel' aan bij Eigenschappen, Beginweergave."
        ),
        "beveiligd": PdfProblem(
            "is beveiligd tegen kopiëren of voorlezen", "Sta bij Beveiliging kopiëren en schermlezers toe."
        ),
    }
)
"""Every problem of a PDF, by its code in `media.pdf.PdfProblem`."""


LARGE_REPORT = warning(
    "rapport-te-groot",
    "'{name}' is {megabytes} MB; Google Scholar neemt rapporten tot 5 MB op.",
    "Verklein de PDF, bijvoorbeeld door afbeeldingen minder scherp op te slaan.",
    meaning="een rapport is groter dan 5 MB; Google Scholar neemt het dan niet op",
    advice="verklein de PDF",
)
"""A report is larger than 5 MB, the maximum for Google Scholar to index it."""


def inaccessible_pdf(place: Place, file: str, problems: Sequence[str]) -> Diagnostic:
    """Return one diagnostic with all problems of a PDF that visitors can read, by their codes in `PDF_PROBLEMS`."""
    words, remedies = _texts_of(problems)
    return INACCESSIBLE_PDF.at(place, file=file, problems=words, remedies=remedies)


def unsearched_pdf(place: Place, file: str, problems: Sequence[str]) -> Diagnostic:
    """Return one diagnostic with all problems of a PDF whose text is unknown, by their codes in `PDF_PROBLEMS`."""
    words, remedies = _texts_of(problems)
    return UNSEARCHED_PDF.at(place, file=file, problems=words, remedies=remedies)


def _texts_of(problems: Sequence[str]) -> tuple[str, str]:
    """Return what to say of problems, and what to do about them."""
    found = [PDF_PROBLEMS[code] for code in problems]
    return enumerate_dutch([problem.words for problem in found]), " ".join(problem.remedy for problem in found)


def large_report(place: Place, name: str, size: int) -> Diagnostic:
    """Return the diagnostic for a PDF of ``size`` bytes, which is too large for Google Scholar."""
    return LARGE_REPORT.at(place, name=name, megabytes=f"{size / 1_000_000:.1f}".replace(".", ","))
