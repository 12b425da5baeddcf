"""Meaningless sentences that look Dutch, of words drawn from a fixed vocabulary with a Zipf-like distribution.

Some phrases occur on many pages, as in the texts of any institute. Apart from these, two independent texts share hardly
any run of five words, because most words of a sentence are drawn from thousands.
"""

import random
from collections.abc import Iterable, Sequence
from itertools import accumulate, product

_BEFORE = (
    "afval", "arbeids", "bedrijfs", "belasting", "bestuurs", "bouw", "buurt", "cultuur", "doorstroom", "energie",
    "fiets", "gezins", "gezondheids", "handhavings", "haven", "horeca", "huur", "inkomens", "innovatie", "inspraak",
    "instroom", "jeugd", "kinderopvang", "klimaat", "landbouw", "leer", "loopbaan", "mantelzorg", "migratie",
    "mobiliteits", "natuur", "ondernemers", "onderwijs", "opleidings", "ouderen", "participatie", "pensioen",
    "personeels", "preventie", "school", "schulden", "sport", "stage", "studenten", "taal", "techniek", "toerisme",
    "uitstroom", "veiligheids", "vergunnings", "verkeers", "verzuim", "voedsel", "vrijwilligers", "water", "welzijns",
    "wijk", "winkel", "woning", "zorg",
)  # fmt: skip
_DE = (
    "aanpak", "afspraak", "begeleiding", "behoefte", "bijeenkomst", "campagne", "capaciteit", "commissie", "controle",
    "coördinatie", "coöperatie", "deelname", "dienst", "druk", "financiering", "functie", "groep", "instelling",
    "kwaliteit", "locatie", "maatregel", "markt", "norm", "ontwikkeling", "opgave", "organisatie", "pilot", "prikkel",
    "regeling", "reserve", "samenwerking", "sector", "strategie", "subsidie", "verdeling", "visie", "voorziening",
    "vraag",
)  # fmt: skip
_HET = (
    "aanbod", "advies", "akkoord", "beleid", "bezit", "budget", "comité", "contract", "fonds", "gebied", "gebruik",
    "initiatief", "loket", "model", "netwerk", "niveau", "overleg", "panel", "plan", "platform", "programma", "project",
    "register", "systeem", "team", "tekort", "toezicht", "traject",
)  # fmt: skip
_SHORT_DE = (
    "baan", "boer", "bodem", "bouw", "brug", "buurt", "club", "dienst", "groei", "haven", "huur", "hulp", "jeugd",
    "kaart", "kans", "keuze", "klas", "lijst", "lucht", "markt", "natuur", "plek", "prijs", "raad", "regel", "rol",
    "school", "stad", "steun", "straat", "taak", "tijd", "tuin", "vraag", "weg", "wet", "wijk", "winst", "zaak", "zorg",
)  # fmt: skip
_SHORT_HET = (
    "beeld", "bestuur", "bos", "doel", "dorp", "gas", "geld", "gezin", "huis", "kind", "land", "loon", "park", "plan",
    "recht", "spoor", "veld", "water", "werk", "wonen",
)  # fmt: skip
_ADJECTIVES = (
    "actieve", "bestaande", "betrokken", "betaalbare", "brede", "digitale", "drukke", "duidelijke", "duurzame",
    "eenvoudige", "eerdere", "extra", "financiële", "flexibele", "gemeentelijke", "geschikte", "gezamenlijke", "groene",
    "haalbare", "huidige", "individuele", "ingewikkelde", "jaarlijkse", "kleine", "krappe", "landelijke", "langdurige",
    "lokale", "nieuwe", "officiële", "onafhankelijke", "onbekende", "onderlinge", "openbare", "passende",
    "praktische", "provinciale", "reële", "regionale", "ruime", "sociale", "stabiele", "stevige", "structurele",
    "technische", "tijdelijke", "toegankelijke", "veilige", "verplichte", "verschillende", "verspreide", "vrijwillige",
    "wettelijke", "zakelijke", "zichtbare", "zwakke", "zware", "zelfstandige",
)  # fmt: skip
_VERBS = (
    ("beïnvloedt", "beïnvloeden"), ("beoordeelt", "beoordelen"), ("bepaalt", "bepalen"), ("beperkt", "beperken"),
    ("bereikt", "bereiken"), ("beschermt", "beschermen"), ("bespreekt", "bespreken"), ("betaalt", "betalen"),
    ("bevordert", "bevorderen"), ("bewaakt", "bewaken"), ("coördineert", "coördineren"), ("deelt", "delen"),
    ("gebruikt", "gebruiken"), ("herziet", "herzien"), ("kent", "kennen"), ("meet", "meten"), ("mist", "missen"),
    ("noemt", "noemen"), ("ondersteunt", "ondersteunen"), ("ontwikkelt", "ontwikkelen"), ("opent", "openen"),
    ("organiseert", "organiseren"), ("regelt", "regelen"), ("steunt", "steunen"), ("toetst", "toetsen"),
    ("verandert", "veranderen"), ("verbetert", "verbeteren"), ("verdeelt", "verdelen"), ("vergroot", "vergroten"),
    ("verlaagt", "verlagen"), ("versnelt", "versnellen"), ("versterkt", "versterken"), ("vertraagt", "vertragen"),
    ("verwacht", "verwachten"), ("volgt", "volgen"), ("vraagt", "vragen"), ("waardeert", "waarderen"),
    ("weegt", "wegen"), ("wijzigt", "wijzigen"), ("zoekt", "zoeken"),
)  # fmt: skip
_ADVERBS = (
    "alsnog", "bijna", "blijvend", "daadwerkelijk", "deels", "doorgaans", "echter", "eerst", "geleidelijk", "goed",
    "hooguit", "inmiddels", "langzaam", "meestal", "merkbaar", "nauwelijks", "opnieuw", "soms", "sterk", "tijdig",
    "vaak", "vooral", "voorlopig", "zelden", "al", "nog", "nu", "ook", "snel", "toch", "weer", "wel",
)  # fmt: skip
_PREPOSITIONS = (
    "bij", "binnen", "buiten", "dankzij", "door", "in", "met", "naast", "ondanks", "op", "over", "rond", "tijdens",
    "van", "volgens", "voor", "zonder",
)  # fmt: skip
_PEOPLE = (
    "bestuurders", "bewoners", "cliënten", "coördinatoren", "corporaties", "docenten", "gemeenten", "gezinnen",
    "huishoudens", "huurders", "inwoners", "instellingen", "jongeren", "leerlingen", "medewerkers", "ondernemers",
    "ouderen", "ouders", "patiënten", "raadsleden", "scholen", "studenten", "verenigingen", "vrijwilligers",
    "werkgevers", "werknemers", "werkzoekenden", "wethouders", "zorgverleners", "zzp’ers",
)  # fmt: skip
# The longer phrases occur on many pages, as they do on real sites.
_FRAMES = (
    "uit gesprekken blijkt dat", "de cijfers laten zien dat", "uit het onderzoek blijkt dat", "het lijkt erop dat",
    "opvallend is dat", "wij zien dat", "betrokkenen vertellen dat", "een deel zegt dat", "de verwachting is dat",
    "zo’n uitkomst betekent dat", "het is nog niet duidelijk of", "in de afgelopen jaren bleek dat",
)  # fmt: skip
_LINKS = ("omdat", "terwijl", "zodat", "doordat", "hoewel", "zolang", "voordat")
_CLOSINGS = (
    "Wilt u meer weten over dit onderzoek, neem dan contact op met {}.",
    "Heeft u vragen over deze studie? {} geeft u graag een toelichting op de uitkomsten.",
    "Het volledige rapport is bij {} op te vragen.",
)

MIN_SENTENCE_WORDS, MAX_SENTENCE_WORDS = 8, 25


def _zipf(items: Sequence[str], power: float, shift: float) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the items in a fixed random order, with their cumulative weights for `random.choices`."""
    shuffled = list(items)
    random.Random(1935).shuffle(shuffled)  # the same vocabulary for every seed
    return tuple(shuffled), tuple(accumulate((rank + shift) ** -power for rank in range(len(shuffled))))


_ARTICLES = {first + second: "de" for first, second in product(_BEFORE, _DE)} | {
    first + second: "het" for first, second in product(_BEFORE, _HET)
}
_NOUNS, _NOUN_WEIGHTS = _zipf(tuple(_ARTICLES), 0.9, 8)
_SHORT_NOUNS = _SHORT_DE + _SHORT_HET
_ARTICLES |= dict.fromkeys(_SHORT_DE, "de") | dict.fromkeys(_SHORT_HET, "het")
_DETERMINERS = {
    "de": ("de", "de", "de", "een", "deze", "die", "hun"),
    "het": ("het", "het", "het", "dit", "dat", "hun"),
}
_ADJECTIVE_ORDER, _ADJECTIVE_WEIGHTS = _zipf(_ADJECTIVES, 0.6, 3)
_VERB_ORDER, _VERB_WEIGHTS = _zipf([" ".join(forms) for forms in _VERBS], 0.6, 3)


class Language:
    """A generator of random sentences. Every choice comes from ``rng``, so equal generators give equal sentences."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def pick(self, items: Sequence[str]) -> str:
        """Return a random item, each with equal probability."""
        return items[int(self._rng.random() * len(items))]

    def topics(self) -> tuple[str, str, str]:
        """Return three compounds that a study is about, rare and common ones alike, so that titles differ."""
        first, second, third = self._rng.sample(_NOUNS, 3)
        return first, second, third

    def heading(self, topics: Sequence[str]) -> str:
        """Return the words of a heading within a page."""
        return capital(f"{self.pick(_ADJECTIVE_ORDER)} {self._noun(topics)} en {self._noun(topics)}")

    def closing(self, name: str) -> str:
        """Return one of a few closing sentences of pages."""
        return self.pick(_CLOSINGS).format(name)

    def opening(self, topics: Sequence[str], region: str = "") -> str:
        """Return a sentence that says what a study is about."""
        first, second, _ = topics
        subject = f"wat {_ARTICLES[first]} {first} betekent voor {_ARTICLES[second]} {second}"
        where = f"in {region} " if region else ""
        return _finish(f"hier leest u {subject} {where}{self._place(topics)}".split())

    def sentence(self, topics: Sequence[str], jaar: int, region: str = "") -> str:
        """Return a sentence of `MIN_SENTENCE_WORDS` to `MAX_SENTENCE_WORDS` words.

        One sentence in three has a number, one in four names ``region``.
        """
        rng = self._rng
        target = rng.randint(MIN_SENTENCE_WORDS, MAX_SENTENCE_WORDS - 3)
        words = self._clause(topics, jaar)
        if region and rng.random() < 0.25:
            words += ["in", *region.split()]
        while len(words) < target:
            tail = self._tail(topics)
            if len(words) + len(tail) > MAX_SENTENCE_WORDS:
                break
            words += tail
        while len(words) < MIN_SENTENCE_WORDS:
            words += self._place(topics).split()
        return _finish(words)

    def item(self, topics: Sequence[str]) -> str:
        """Return an item of a list."""
        _, plural = self._verb()
        return f"{self.pick(_PEOPLE)} {plural} {self._thing(topics)} {self._place(topics)};"

    def _clause(self, topics: Sequence[str], jaar: int) -> list[str]:
        rng = self._rng
        singular, plural = self._verb()
        kind = rng.random()
        if kind < 0.32:
            found = f"{self._count(jaar)} {plural} {self._thing(topics)}"
        elif kind < 0.42:
            found = f"{self.pick(_FRAMES)} {self._thing(topics)} {self._thing(topics)} {self.pick(_ADVERBS)} {singular}"
        elif kind < 0.5:
            found = f"er is {self._place(topics)} {self.pick(_ADVERBS)} geen {self._noun(topics)}"
        elif kind < 0.58:
            found = f"wij {plural} {self.pick(_ADVERBS)} {self._thing(topics)} en {self._thing(topics)}"
        elif kind < 0.68:
            found = f"{self._place(topics)} {singular} {self._thing(topics)} {self._thing(topics)}"
        elif kind < 0.74:
            found = f"{self._thing(topics)} {singular} de zogeheten ‘{self._noun(topics)}’ {self.pick(_ADVERBS)}"
        else:
            found = f"{self._thing(topics)} {singular} {self.pick(_ADVERBS)} {self._thing(topics)}"
        return found.split()

    def _tail(self, topics: Sequence[str]) -> list[str]:
        kind = self._rng.random()
        if kind < 0.55:
            return self._place(topics).split()
        singular, _ = self._verb()
        if kind < 0.75:
            return f", {self.pick(_LINKS)} {self._thing(topics)} {self._thing(topics)} {singular}".split()
        if kind < 0.85:
            return f"– {self.pick(_ADVERBS)} {self._place(topics)} –".split()
        return f"en {singular} {self._thing(topics)}".split()

    def _count(self, jaar: int) -> str:
        """Return a phrase with a number of people or a year, in all forms that occur on pages."""
        rng, people = self._rng, self.pick(_PEOPLE)
        kind = rng.random()
        if kind < 0.4:
            return f"{rng.randint(3, 97)} procent van de {people}"
        if kind < 0.65:
            return f"ruim {rng.randint(1, 98)}.{rng.randint(0, 999):03} {people}"
        if kind < 0.8:
            return f"gemiddeld {rng.randint(1, 40)},{rng.randint(0, 9)} van elke {rng.randint(45, 200)} {people}"
        if kind < 0.9:
            return f"{rng.randint(11, 640)} {people}"
        return f"{people} die sinds {jaar - rng.randint(0, 6)} meedoen"

    def _verb(self) -> tuple[str, str]:
        singular, plural = self._rng.choices(_VERB_ORDER, cum_weights=_VERB_WEIGHTS)[0].split()
        return singular, plural

    def _noun(self, topics: Sequence[str]) -> str:
        kind = self._rng.random()
        if kind < 0.12:
            return self.pick(topics)
        if kind < 0.5:
            return self.pick(_SHORT_NOUNS)
        return self._rng.choices(_NOUNS, cum_weights=_NOUN_WEIGHTS)[0]

    def _thing(self, topics: Sequence[str]) -> str:
        noun = self._noun(topics)
        determiner = self.pick(_DETERMINERS[_ARTICLES[noun]])
        if self._rng.random() < 0.35:
            adjective = self._rng.choices(_ADJECTIVE_ORDER, cum_weights=_ADJECTIVE_WEIGHTS)[0]
            return f"{determiner} {adjective} {noun}"
        return f"{determiner} {noun}"

    def _place(self, topics: Sequence[str]) -> str:
        return f"{self.pick(_PREPOSITIONS)} {self._thing(topics)}"


def _finish(words: Iterable[str]) -> str:
    """Return the words as a sentence, with commas directly after words and no dash at the end."""
    text = " ".join(words).replace(" ,", ",")
    return capital(text.removesuffix(" –").replace(" –,", ",")) + "."


def capital(text: str) -> str:
    """Return the text with a capital."""
    return text[:1].upper() + text[1:]
