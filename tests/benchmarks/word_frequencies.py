"""A made-up vocabulary of Dutch words with the frequencies of a natural language, for corpora of any size.

How often words repeat decides how large a search index is: a corpus of few words makes an index that is far too small.
Here the word of rank r has a frequency proportional to (r + 1) ** -1.05 up to rank 5,000 and falls as r ** -1.5 after
that: a law of Zipf and Mandelbrot in two regimes, as Ferrer i Cancho and Solé describe for large corpora. The first
word is then 6% of a text, as "de" is in Dutch, the 5,000 commonest words are 85%, and the number of distinct words
keeps growing with the text: about 10,000 in a hundred studies of 470 words, 45,000 in a thousand, and 150,000 in ten
thousand (`expected_distinct`).

The ranks are made by hand and by a random generator with a fixed seed, and come from no list of frequencies. From the
commonest to the rarest:

- function words, and words that institutes for policy research often use, in the order of the lists below;
- words from the list that Vindplaats splits compounds with, and their plurals, roughly the shortest first;
- compounds of these words with linking letters, which the search index splits, and one made-up name in ten words. Most
  rare words of a Dutch text are compounds or names.
"""

import random
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from math import exp
from typing import NamedTuple

from vindplaats.dutch.compound_parts import data_lines

SIZE = 400_000
"""The number of words of the vocabulary."""
EXPONENT, SHIFT = 1.05, 1
KNEE = 5_000
"""The rank from which frequencies fall with `TAIL_EXPONENT`."""
TAIL_EXPONENT = 1.5
VOCABULARY_SEED = 1953
NAMES = 0.1
"""The share of made-up names among rare words. The others are compounds."""
THREE_PARTS, SINGULARS = 0.12, 0.7
"""The shares of compounds of three parts, and of compounds in the singular."""
FIRST_EXPONENT, LAST_EXPONENT, PART_SHIFT = 0.6, 0.7, 20
"""The part of rank r is chosen with a probability proportional to (r + `PART_SHIFT`) to the power of minus this."""

_FUNCTION_WORDS_TEXT = """
de van het een en in is dat op te die voor met zijn niet aan er om ook als bij of door over maar uit worden naar
nog wordt hun dan meer dit heeft deze tot kan al we wel hebben was geen moet wat ze hij kunnen veel tussen zich na
tegen zo omdat moeten onder zoals andere alle zij wij toch hoe werd ons nu mensen had hier daar vooral binnen
alleen wie dus waar zou zelf eigen per tijdens vaak goed maken gaat waarin zonder eens weer steeds onze
bijvoorbeeld waren volgens krijgen elkaar grote laten zien eerste echter niets iets iemand altijd zowel deel toen
beide elk ieder samen vanuit rond sinds terwijl hoewel zodat waardoor daarbij daarnaast hierbij hiermee enkele
verschillende aantal minder meest zeer soms opnieuw staat vindt komen blijkt geeft nemen doen gaan blijven willen
wil zal zullen mogen
"""
FUNCTION_WORDS = tuple(_FUNCTION_WORDS_TEXT.split())
"""Words without a subject, the commonest first. Some also have a meaning, but are as common."""

_COMMON_WORDS_TEXT = """
onderzoek gemeente jaar gemeenten beleid rapport zorg resultaten jaren werk onderwijs ondersteuning jongeren wonen
ontwikkeling inwoners kinderen organisaties school regio aanpak evaluatie bewoners werkgevers wijk opleiding
kosten cliënten medewerkers samenwerking middelen kwaliteit informatie projecten project maatregelen uitvoering
ouders gebruik arbeidsmarkt ouderen effecten gesprekken studie ervaringen scholen instellingen leerlingen procent
rol cijfers woningen wet vraag aandacht doel conclusies aanbevelingen professionals gezinnen huishoudens provincie
ondernemers bedrijven landelijk advies aanbod sector knelpunten uitkomsten vrijwilligers partijen budget taken
subsidie gezondheid jeugd docenten studenten monitor veiligheid mobiliteit verkeer energie klimaat water natuur
landbouw cultuur sport bibliotheek museum theater erfgoed vereniging stichting corporatie corporaties huurders
huur koop woning woningmarkt buurt buurten stad steden dorp dorpen platteland leefbaarheid participatie inspraak
bestuur raad college wethouder raadsleden bestuurders ambtenaren overheid rijk ministerie minister kabinet kamer
wetgeving regeling regelingen toezicht inspectie handhaving vergunning vergunningen belasting inkomen inkomens
armoede schulden uitkering uitkeringen bijstand werkloosheid werkzoekenden werknemers loon lonen arbeid
arbeidsvoorwaarden personeel verzuim vitaliteit pensioen loopbaan stage stages mbo hbo universiteit hogeschool
leraren leraar klas les lessen taal rekenen lezen peuters kleuters kinderopvang opvang gezin jeugdzorg jeugdhulp
pleegzorg huisarts huisartsen ziekenhuis ziekenhuizen verpleging verpleegkundigen patiënten patiënt behandeling
diagnose preventie leefstijl roken alcohol overgewicht bewegen eenzaamheid dementie mantelzorg mantelzorgers
thuiszorg wijkverpleging dagbesteding begeleiding beperking handicap toegankelijkheid diversiteit inclusie
discriminatie gelijkheid vrouwen mannen migratie migranten statushouders vluchtelingen asiel inburgering
integratie geloof kerk politie justitie criminaliteit overlast slachtoffers daders detentie gevangenis rechter
rechtspraak recht rechten plicht privacy gegevens data registratie systeem systemen digitaal internet software
techniek technologie innovatie onderneming markt concurrentie export economie groei krimp bevolking prognose
scenario scenario’s model modellen methode methoden vragenlijst enquête interviews interview respons steekproef
analyse analyses literatuur casus casussen vergelijking verkenning advisering haven vervoer trein bus fiets auto
weg wegen brug parkeren snelheid ongeval ongevallen lucht geluid bodem afval grondstoffen bos bossen park parken
tuin tuinen dieren vogels vissen boer boeren gewassen voedsel voeding dijk dijken rivier kust zee overstroming
droogte hitte isolatie warmte gas elektriciteit wind zon netwerk netwerken platform overleg bijeenkomst
bijeenkomsten commissie werkgroep stuurgroep team teams leiding visie strategie plan plannen doelstelling
doelstellingen indicator indicatoren norm normen richtlijn richtlijnen handreiking handleiding financiering
begroting rekening tarief tarieven prijs prijzen contract contracten inkoop aanbesteding fonds fondsen kans kansen
risico risico’s probleem problemen oplossing oplossingen oorzaak oorzaken gevolg gevolgen verschil verschillen
overeenkomst trend trends toekomst verleden verandering veranderingen verbetering tekort tekorten belangrijk
nieuwe nieuw mogelijk goede sociale sociaal lokale regionale landelijke gemeentelijke jonge oudere hoge lage
kleine brede duurzame betaalbare passende financiële economische maatschappelijke bestaande huidige openbare
bieden geven vinden houden werken vragen denken weten leren helpen zoeken kiezen betalen zorgen leven volgen
brengen onderzocht gevraagd gesproken genoemd gebruikt ontwikkeld verbeterd ingevoerd uitgevoerd gegroeid gedaald
gestegen
"""
COMMON_WORDS = tuple(_COMMON_WORDS_TEXT.split())
"""Words of texts about policy, roughly the commonest first."""

ONLY_FUNCTION_WORDS = 24
"""The number of function words before the first of `COMMON_WORDS`; after that they alternate."""

_ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "kr", "l", "m", "n", "p", "pl", "r", "s", "sch", "sl",
           "st", "t", "tr", "v", "vl", "w", "z", "zw")  # fmt: skip
_VOWELS = ("a", "aa", "e", "ee", "ei", "eu", "i", "ie", "ij", "o", "oe", "oo", "ou", "u", "ui", "uu")
_CODAS = ("", "", "k", "l", "ld", "m", "n", "nd", "ng", "p", "r", "rk", "rm", "s", "st", "t")
_NAME_ENDINGS = ("dam", "dijk", "donk", "drecht", "hoven", "huizen", "kerk", "lo", "meer", "oord", "stra", "veen",
                 "wijk", "woude")  # fmt: skip


class Part(NamedTuple):
    """A word of which compounds consist: as it is written before another word, and with its plurals after one."""

    word: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def vocabulary() -> tuple[str, ...]:
    """Return `SIZE` distinct words, the commonest first."""
    rng = random.Random(VOCABULARY_SEED)
    parts = parts_by_rank(rng)
    words = dict.fromkeys(_interleaved(FUNCTION_WORDS, COMMON_WORDS))
    for part in parts:
        words |= dict.fromkeys(part.after or (part.word,))
    firsts = _choices([part for part in parts if part.before], FIRST_EXPONENT)
    lasts = _choices([part for part in parts if part.after], LAST_EXPONENT)
    while len(words) < SIZE:
        first, last, middle = firsts(rng), lasts(rng), firsts(rng)
        if rng.random() < NAMES:
            words[made_up_name(rng)] = None
            continue
        before = rng.choice(first.before)
        if rng.random() < THREE_PARTS:
            before += rng.choice(middle.before)
        words[before + (last.after[0] if rng.random() < SINGULARS else last.after[-1])] = None
    return tuple(words)


@cache
def cumulative_weights() -> tuple[float, ...]:
    """Return the cumulative frequencies of the words of `vocabulary`, for `random.choices`."""
    return tuple(accumulate(_weights()))


def draw(rng: random.Random, count: int) -> list[str]:
    """Return ``count`` words drawn by frequency."""
    return rng.choices(vocabulary(), cum_weights=cumulative_weights(), k=count)


def expected_distinct(count: int) -> float:
    """Return how many distinct words ``count`` words are expected to have, if each is drawn independently."""
    total = cumulative_weights()[-1]
    return sum(1 - exp(-count * weight / total) for weight in _weights())


def made_up_name(rng: random.Random) -> str:
    """Return a name of a person or place that sounds Dutch, for example ``"Klaanwoude"``."""
    syllables = [rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(rng.choice((1, 1, 2)))]
    return ("".join(syllables) + rng.choice(_NAME_ENDINGS)).capitalize()


def parts_by_rank(rng: random.Random) -> list[Part]:
    """Return the words of compounds: those in `COMMON_WORDS` first, then the others, roughly the shortest first."""
    parts = []
    for line in data_lines("compound_parts.txt"):
        word, roles, *plurals = line.split()
        before = [word] if {*roles} & {*"bn"} else []
        before += [f"{word}s"] if "s" in roles else []
        parts.append(Part(word, tuple(before), (word, *plurals) if {*roles} & {*"en"} else ()))
    ranks = {word: rank for rank, word in enumerate(COMMON_WORDS)}
    keys = {part.word: (ranks.get(part.word, len(ranks)), len(part.word) + rng.uniform(0, 6)) for part in parts}
    return sorted(parts, key=lambda part: keys[part.word])


def _choices(parts: Sequence[Part], exponent: float) -> Callable[[random.Random], Part]:
    """Return a function that chooses a part, of which those with a low rank are likelier."""
    weights = tuple(accumulate((rank + PART_SHIFT) ** -exponent for rank in range(len(parts))))
    return lambda rng: parts[bisect(weights, rng.random() * weights[-1], 0, len(parts) - 1)]


def _interleaved(function_words: Sequence[str], common: Sequence[str]) -> Iterator[str]:
    """Yield the words of both lists by rank."""
    yield from function_words[:ONLY_FUNCTION_WORDS]
    rest = function_words[ONLY_FUNCTION_WORDS:]
    for pair in zip(rest, common, strict=False):
        yield from pair
    yield from rest[len(common) :]
    yield from common[len(rest) :]


def _weights() -> Iterator[float]:
    """Yield the frequencies of the words, the highest first."""
    at_knee = (KNEE + SHIFT) ** -EXPONENT
    for rank in range(1, SIZE + 1):
        if rank <= KNEE:
            yield (rank + SHIFT) ** -EXPONENT
        else:
            yield at_knee * ((rank + SHIFT) / (KNEE + SHIFT)) ** -TAIL_EXPONENT
