"""Recognise names of organisations by the words in them.

Nouns that are never a name decide on their own, also at the end of a compound: ``Planbureau``. Nouns that are last
names too (``Bank``, ``de Raad``) decide only where a last name cannot be. A name without such a noun is that of an
organisation if it has an article in front, a word in small letters that is no tussenvoegsel, an abbreviation or a
number.
"""

import re
from functools import lru_cache
from itertools import pairwise

from vindplaats.dutch.first_names import is_first_name, is_initials
from vindplaats.dutch.honorifics import without_titles
from vindplaats.dutch.person_names import SUFFIX, TUSSENVOEGSELS
from vindplaats.dutch.sorting import plain_letters
from vindplaats.patterns import regex
from vindplaats.text import word_set

_WORD = regex(r"[^\W_]+")
_ENDINGS = word_set(
    "academie academy accountant accountants advies adviesbureau adviseur advocaat advocaten afdeling agence "
    "agency agentschap akademie alliance alliantie ambassade anstalt archief architect architecten assemblee "
    "associates association authority autoriteit banque bedrijf beheer behorde beraad bestuur bibliotheek board "
    "bundesamt bureau center centre centrum chambre coalitie collectief college comite commissie commission "
    "committee concern conseil consortium consultancy consultant consulting cooperatie cooperative coordinator "
    "corporatie corporation council denktank departement department dienst directie directoraat directorate "
    "divisie ecole economen faculteit faculty federatie federation fieldlab fondation fonds forschung forum "
    "foundation fractie fund gemeente gemeenten genootschap genossenschaft gerechtshof gesellschaft government "
    "groep group groupe gruppe hochschule hogeschool holding hoogheemraadschap hospital ingenieurs initiatief "
    "inspectie instelling institut institute institution instituut kantoor kliniek kommission laboratoire "
    "laboratorium laboratory landschap lectoraat library loket maatschappij mairie makelaars ministere ministerie "
    "ministerium ministry monumenten municipality museum netwerk network notaris notarissen observatoire "
    "observatory office ombudsman ombudsvrouw omroep onderneming onderwijs onderzoek onderzoekers organisatie "
    "organisation organization overheid overleg parlement parliament partij partners partnership platform politie "
    "programma programme provincie provincies rechtbank reclassering redactie regering regio rekenkamer research "
    "rijksoverheid samenwerkingsverband secretariaat sectie services societe society solutions statistiek "
    "stichting stiftung studio stuurgroep syndicat team tribunaal tribunal trust uitgeverij universitat "
    "universite universiteit university vakbond vennootschap verband verbond verein vereniging versicherung "
    "vervoer verzekeraar verzekering vluchtelingenwerk waterschap werkgroep werkplaats zentrum ziekenhuis"
)
"""Nouns that no person has as a name, also in the plural or at the end of a compound: "adviseurs", "onderwijsfonds"."""
_MAX_ENDING = max(map(len, _ENDINGS))
_NOUN = regex(
    "(?:.*(?:waterschappen|centra|hogescholen|universiteiten|rechtbanken|plan(?<=[a-z]{4}plan))"
    "|(?!koen|coen|kon|con)[a-z]{2,}raad|[a-z]{2,}(?:kamer|school|bond)"
    "|(?:[a-z]{5,}|.*s|rabo|spaar|data|gen)bank"
    "|(?:verpleeg|gemeente|provincie|stad|gast|wees|kunst)huis|(?:thuis|jeugd|ouderen|gehandicapten|kraam|ggz)zorg"
    "|(?:rijks)?waterstaat|(?:huis|tand)?artsen|(?:taal|studenten)unie)"
)
"""Matches other folded words that no person has as a name, such as "gemeenteraad"."""
_LEGAL_FORMS = word_set("bv nv ltd inc gmbh llc plc vof cv commv vzw asbl bvba cvba sarl gbr kgaa ohg srl")
_FAMILY_FIRM = regex(r"(?:&|\b(?:en|et|and|und)) (?:Co|Zn|Zonen|Zoon|Dochters?|Fils|Sons?|Söhne)(?:\W|$)")
_FIRST_WORDS = word_set(
    "raad kamer bank school bond hof kring staat koninkrijk court house press unie union unit huis zorg kerk cour"
    " kas beurs chamber company parket commissaris club werk wonen hulp stad land milieu natuur kind jeugd kennis"
    " recht water energie markt kabinet ministers vrienden stem project markt universite caisse ville amt"
    " bund orde staten gebroeders gebr firma royal koninklijke koninklijk nationale nationaal algemene algemeen"
    " centrale centraal nederlandse vlaamse belgische europese internationale openbare gemeentelijke provinciale"
    " landelijke landelijk regionale leger"
)
"""Words that are no first names, although some are last names: ``Raad voor de Kust``, ``Nationale ombudsman``."""
_LAST_NOUNS = word_set("raad raden kamer bank school unie union parket chamber company")
"""Nouns that are rarely last names: ``Hoge Raad`` and ``Zeewijk Bank``, but ``Anna Bank`` and ``Jan de Raad``."""
_NOUNS_AFTER_ADJECTIVE = word_set("bond hof staat court house press huis zorg kerk chambers kruis")
"""Nouns that are more often last names: ``Vrije Kerk``, but ``Xerxes Bond``."""
_ADJECTIVE = regex(r".*e|supreme|high|federal|european|royal|national|international|general|district")
_ABBREVIATIONS = word_set(
    "abn acm afm aivd cak cbs ciz cnv coa cpb dnb ecb eib fao fnv ggd ggz ggd gz han hbo hva iom ilo imf ing ipo kvk ku"
    " lto mbo mkb ngo nos ns nvwa nwo nza oeso oecd ocw pbl roc rug rvo scp ser svb szw tno tue ubr umc un uva uwv"
    " vn vng vno vu vub vws who wur zbo"
)
"""Abbreviations of at most three letters that are no initials, and a few longer ones."""
_HOSPITALS = frozenset(("MC", "UMC", "AZ"))
"""Abbreviations at the end of a name of a hospital: ``Zeewijk MC``. Any others may be initials: ``Xerxes JP``."""
_LETTERS_AND = regex(r"[A-Z]&[A-Z]")
_LAST_WORDS = word_set("nederland vlaanderen belgie europe europa international internationaal")
"""Words at the end of a name of an organisation: ``Schelpenwerk Nederland``."""
_ARTICLES = frozenset(("het", "the"))
_AND = regex(r"\s(?:en|and|&)\s")
_CONNECTORS = word_set("en and und et of or y e i")


@lru_cache(maxsize=65536)
def looks_like_organisation(name: str) -> bool:
    """Return whether a name is probably that of an organisation: ``Raad voor de Kust``, ``CBS``, ``De Zeeuwse Bank``.

    With one word before a comma it is so only as an enumeration: ``Bureau, Jean`` is a person, and ``Bos, Mol en Vis
    Adviseurs`` is not.
    """
    name = without_titles(name)
    before, comma, _ = name.partition(",")
    words = name.split()
    if comma and len(before.split()) < 2:  # noqa: PLR2004 (one word)
        return bool(_AND.search(name)) and (has_organisation_word(words[-1]) or _has_legal_form(name))
    if len(words) < 2:  # noqa: PLR2004 (one word)
        return _is_single_organisation(name)
    if is_initials(words[0]) and len(words) == 2:  # noqa: PLR2004 (initials and a last name)
        return False
    if has_organisation_word(name) or _has_legal_form(name if _AND.search(name) else before):
        return True
    if plain_letters(words[0]).rstrip(".") in _FIRST_WORDS:
        return True
    if comma:
        return False
    if is_first_name(words[0]) or is_initials(words[0]):
        return False
    if words[-1] in _HOSPITALS or any(map(_LETTERS_AND.fullmatch, words)):
        return True
    if _has_digit(words) or (plain_letters(words[-1]) in _LAST_WORDS and words[-2] not in TUSSENVOEGSELS):
        return True
    return _begins_as_organisation(words) or _ends_as_organisation(words) or _has_small_word(words)


def is_surely_organisation(name: str) -> bool:
    """Return whether a name is that of an organisation, and not initials such as ``JW``."""
    if " " in name:
        return looks_like_organisation(name)
    return has_organisation_word(name) or (name.isupper() and name.lower() in _ABBREVIATIONS)


def _folded(text: str) -> list[str]:
    return _WORD.findall(plain_letters(text.replace(".", "")))


@lru_cache(maxsize=65536)
def has_organisation_word(name: str) -> bool:
    """Return whether a name has a word that is never the name of a person, such as "stichting" or "adviseurs"."""
    return any(_NOUN.fullmatch(word) or _has_ending(word) for word in _folded(name))


def _has_ending(word: str) -> bool:
    stems = {word, word.removesuffix("s"), word.removesuffix("en"), word.removesuffix("n")}
    return any(stem[-length:] in _ENDINGS for stem in stems for length in range(3, min(len(stem), _MAX_ENDING) + 1))


def _has_legal_form(name: str) -> bool:
    return any(word in _LEGAL_FORMS for word in _folded(name)[1:]) or bool(_FAMILY_FIRM.search(name))


def _is_single_organisation(word: str) -> bool:
    if re.fullmatch(r"[^\W\d_]\.", word):
        return False
    letters = re.sub(r"\W", "", word)
    mixed = re.search(r"[a-z][A-Z]", re.sub(r"^(?:Ma?c|De|Di|Du|Fitz|La|Le|Van|Von|O)(?=[A-Z])", "", word))
    return bool(
        has_organisation_word(word) or _has_digit([word]) or mixed or "&" in word or _is_abbreviation(letters, word)
    )


def _is_abbreviation(letters: str, word: str) -> bool:
    return len(letters) > 1 and letters.isupper() and "." not in word


def _has_digit(words: list[str]) -> bool:
    return any(sign.isdigit() for word in words for sign in word)


def _begins_as_organisation(words: list[str]) -> bool:
    """Return whether a name begins with an article or an abbreviation: ``Het Zeepaard``, ``GGD Waterland``."""
    first, rest = words[0], words[1:]
    if first.lower() in _ARTICLES and first[0].isupper():
        return True
    if first == "De" and len(rest) > 1:
        return not any(is_first_name(word) or is_initials(word) or word in TUSSENVOEGSELS for word in rest)
    is_long = len(first) > 3 and first.isalpha()  # noqa: PLR2004 (initials have three letters at most)
    others_small = any(word.lower() != word and word.upper() != word for word in rest)
    return first.isupper() and (first.lower() in _ABBREVIATIONS or (is_long and others_small))


def _ends_as_organisation(words: list[str]) -> bool:
    """Return whether a noun such as "Bank" or "Raad" follows a word that is no first name and no tussenvoegsel."""
    for before, word in pairwise(words):
        folded, last = plain_letters(before), plain_letters(word)
        if last in _LAST_NOUNS or (last in _NOUNS_AFTER_ADJECTIVE and _ADJECTIVE.fullmatch(folded)):
            return folded not in TUSSENVOEGSELS
    return False


def _has_small_word(words: list[str]) -> bool:
    """Return whether a word other than a tussenvoegsel is written small, as in ``Nationale ombudsman``.

    A name without any capital is that of a person, and so is a last name that is written small: ``Jan de vries``.
    """
    if words[0].islower():
        return False
    for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
        if word == "voor" and after[:1].isupper():
            return True
        is_particle = word in TUSSENVOEGSELS or word in _CONNECTORS or SUFFIX.fullmatch(word)
        if word[:1].islower() and not is_particle and "-" not in word and "'" not in word and "’" not in word:
            return bool(after) or before not in TUSSENVOEGSELS
    return False
