"""Front matter in many styles, with faults that ``check --fix`` fixes.

Each style is written by hand and has nothing to fix. Each of its faults is a part of it that is written wrong; fixing
it must give the style again, byte for byte.
"""

from collections.abc import Iterator

from msgspec import Struct

CURLY_TITLE = ("titel: Zicht op zee", "titel: “Zicht op zee”")
LATE = ("publicatiedatum: 2022-05-12", "publicatiedatum: 12-05-2022")


class Style(Struct, frozen=True):
    """A page, and for each fault the part that is right and what an editor wrote instead."""

    name: str
    text: str
    faults: tuple[tuple[str, str], tuple[str, str]]


class File(Struct, frozen=True):
    """A page with nothing to fix, and the same with one fault."""

    name: str
    right: bytes
    wrong: bytes


STYLES = (
    Style("gewoon", """---
titel: Zicht op zee
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
publicatiedatum: 2022-05-12
---

Verzonnen tekst over de kust.
""", (CURLY_TITLE, LATE)),
    Style("lijst-twee-spaties", """---
titel: Zicht op zee
werkveld:
  - Wonen
  - Zorg
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
---
""", (("werkveld:\n  - Wonen\n  - Zorg", "werkveld: Wonen, Zorg"), ("opdrachtgever: []\n", ""))),
    Style("lijst-zonder-inspringing", """---
titel: Zicht op zee
werkveld:
- Wonen
- Zorg
opdrachtgever: []
contactpersoon:
- Noor de Wit
jaar: 2022
---
Meer tekst.
""", (("opdrachtgever: []\n", ""), ("contactpersoon:\n- Noor", "Contactpersoon:\n- Noor"))),
    Style("lijst-vier-spaties", """---
titel: Zicht op zee
werkveld:
    - Wonen
    - Zorg
opdrachtgever: []
contactpersoon:
    - Noor de Wit
    - Bo Aa
jaar: 2022
---
""", (("    - Bo Aa", "    - “Bo Aa”"), ("opdrachtgever: []\n", ""))),
    Style("lijst-tussen-haakjes", """---
titel: Zicht op zee
werkveld: [Wonen, Zorg]
opdrachtgever: []
contactpersoon: [Noor de Wit]
jaar: 2022
---
""", (("[Wonen, Zorg]", "[“Wonen”, Zorg]"), ("[Noor de Wit]", "[“Noor de Wit”]"))),
    Style("lijst-met-ruimte", """---
titel:   Zicht op zee
werkveld:   [ Wonen ,  Zorg ]
opdrachtgever:   []
contactpersoon:   Noor de Wit
jaar:   2022
---
""", (("opdrachtgever:", "Opdrachtgever:"), ("titel:   Zicht op zee", "titel:   “Zicht op zee”"))),
    Style("lijst-op-regels", """---
titel: Zicht op zee
trefwoorden: [
  kust,   # de zee
  duinen,
]
werkveld: [Wonen,
  Zorg]
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
---
""", (("opdrachtgever: []\n", ""), ("werkveld: [Wonen,", "Werkveld: [Wonen,"))),
    Style("dubbele-aanhalingstekens", """---
titel: "Zicht op zee"
werkveld: "Wonen"
opdrachtgever: []
contactpersoon: "Noor de Wit"
jaar: "2022"
samenvatting: 'Zee: nu en straks'
---
""", (("'Zee: nu en straks'", "Zee: nu en straks"), ("opdrachtgever: []\n", ""))),
    Style("enkele-aanhalingstekens", """---
titel: 'Zicht op zee'
werkveld: ['Wonen', "Zorg"]
opdrachtgever: []
contactpersoon: 'Noor de Wit'
jaar: '2022'
samenvatting: "'s Nachts aan zee"
---
""", (("\"'s Nachts aan zee\"", "'s Nachts aan zee"), ("jaar: '2022'", "Jaar: '2022'"))),
    Style("gevouwen", """---
titel: Zicht op zee
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
samenvatting: Een zin die
  doorgaat op de volgende
  regel.
publicatiedatum: 2022-05-12
---
""", (LATE, ("samenvatting: Een", "Samenvatting: Een"))),
    Style("gevouwen-tussen-aanhalingstekens", """---
titel: Zicht op zee
samenvatting: "Een zin die

  doorgaat: ook
  hier."
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
---
""", (("opdrachtgever: []\n", ""), CURLY_TITLE)),
    Style("blok-met-regels", """---
titel: Zicht op zee
samenvatting: |
  Een zin: met een dubbele punt.
    En nog een # zonder commentaar.

werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
---
""", (("opdrachtgever: []\n", ""), ("samenvatting: |", "Samenvatting: |"))),
    Style("blok-gevouwen", """---
titel: Zicht op zee
samenvatting: >-
  Een zin over
  meer regels.
werkveld: >-
  Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
---
""", (("opdrachtgever: []\n", ""), ("contactpersoon: Noor de Wit", "contactpersoon: “Noor de Wit”"))),
    Style("commentaar", """---
# Boven de velden.
titel: Zicht op zee
# Over het werkveld.
werkveld: Wonen
# Er is geen opdrachtgever.
opdrachtgever: []

# Onder een lege regel.
contactpersoon: Noor de Wit
jaar: 2022 # geschat
#publicatiedatum: 12-05-2022
---
""", (("titel: Zicht", "TITEL: Zicht"), ("jaar: 2022 # geschat", "jaar: “2022” # geschat"))),
    Style("commentaar-achter-waarden", """---
titel: Zicht op zee   # voorlopig
werkveld: Wonen # een
opdrachtgever: [] # niemand
contactpersoon: Noor de Wit  # zie ook Bo
jaar: 2022 # echt
publicatiedatum: 2022-05-12 # ongeveer
samenvatting: 'Zee: nu' # kort
---
""", (("publicatiedatum: 2022-05-12 #", "publicatiedatum: 12 mei 2022 #"), ("'Zee: nu' #", "Zee: nu #"))),
    Style("spatie-voor-dubbele-punt", """---
titel : Zicht op zee
werkveld : Wonen
opdrachtgever : []
contactpersoon : Noor de Wit
jaar : 2022
publicatiedatum : 2022-05-12
---
""", (("werkveld :", "WerkVeld :"), ("publicatiedatum : 2022-05-12", "publicatiedatum : 12/5/2022"))),
    Style("spaties-aan-het-eind", "---   \ntitel: Zicht op zee  \nwerkveld: Wonen \nopdrachtgever: [] \n"
    "contactpersoon: Noor de Wit\t\njaar: 2022   \npublicatiedatum: 2022-05-12 \t \n---  \n",
        (("publicatiedatum: 2022-05-12", "publicatiedatum: 12.05.2022"), ("Zicht op zee  ", "“Zicht op zee”  "))),
    Style("geen-laatste-regeleinde", """---
titel: Zicht op zee
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
---""", (("opdrachtgever: []\n", ""), ("jaar: 2022", "JAAR: 2022"))),
    Style("emoji", """---
titel: 🌊 Zicht op zee 👩‍👩‍👧 én 京都
samenvatting: "🌊🌊 Zee"
werkveld: [Wonen] # 🏠🏠🏠
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
publicatiedatum: 2022-05-12
---

🌊 De zee.
""", (("én 京都", "e\u0301n 京都"), LATE)),
    Style("lege-regels", """---

titel: Zicht op zee


werkveld:

  - Wonen

  - Zorg

opdrachtgever: []

contactpersoon: Noor de Wit
jaar: 2022

---
""", (("  - Zorg\n\nopdracht", "  - “Zorg”\n\nopdracht"), ("jaar:", "Jaar:"))),
    Style("andere-volgorde", """---
jaar: 2022
contactpersoon: Noor de Wit
werkveld: Wonen
opdrachtgever: []
titel: Zicht op zee
concept: false
---
""", (("opdrachtgever: []\n", ""), ("concept:", "Concept:"))),
    Style("leeg-en-null", """---
titel: Zicht op zee
samenvatting:
reeks: ~
isbn: null
rapportnummer: ''
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
---
""", (("isbn:", "ISBN:"), ("opdrachtgever: []\n", ""))),
    Style("waar-en-onwaar", """---
titel: Zicht op zee
concept: False
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
trefwoorden: [ja, True, on, 12:30, 0x1F]
---
""", (("trefwoorden:", "Trefwoorden:"), ("contactpersoon: Noor de Wit", "contactpersoon: «Noor de Wit»"))),
    Style("ontsnappingen", r"""---
titel: "Zicht \"op\" zee \u00e9n land"
werkveld: "Won\
  en"
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
samenvatting: 'Dat ''is'' zee'
---
""", (("opdrachtgever: []\n", ""), ("samenvatting:", "SAMENVATTING:"))),
    Style("links", """---
titel: Zicht op zee
links:
  - titel: De kust
    url: https://kust.example/?a=1#b
  - {titel: 'De zee: nu', url: https://zee.example/}
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
---
""", (("    url: https://kust", "    URL: https://kust"), ("  - titel: De kust", "  - Titel: De kust"))),
    Style("eigen-gegevens", """---
titel: Zicht op zee
extra:
  Thema: “groen”
  looptijd: [12-05-2022, 2023]
  diep: {a: {b: [c, d]}}
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
publicatiedatum: 2022-05-12
---
""", (LATE, ("extra:", "Extra:"))),
    Style("waarde-op-volgende-regel", """---
titel:
  Zicht op zee
werkveld:
  Wonen
opdrachtgever:
  []
contactpersoon:
    Noor de Wit
jaar:
  2022
publicatiedatum:
   2022-05-12
---
""", (("   2022-05-12", "   12-05-2022"), ("    Noor de Wit", "    “Noor de Wit”"))),
    Style("alles-ingesprongen", """---
  titel: Zicht op zee
  werkveld:
    - Wonen
    - Zorg
  opdrachtgever: []
  contactpersoon: Noor de Wit
  jaar: 2022
---
""", (("  werkveld:\n    - Wonen\n    - Zorg", "  werkveld: Wonen, Zorg"), ("  opdrachtgever: []\n", ""))),
    Style("namen-tussen-aanhalingstekens", """---
"titel": Zicht op zee
'werkveld': Wonen
"opdrachtgever": []
contactpersoon: Noor de Wit
jaar: 2022
"publicatiedatum": 2022-05-12
---
""", (
        ('"publicatiedatum": 2022-05-12', '"publicatiedatum": 12-05-2022'),
        ('titel": Zicht op zee', 'titel": “Zicht op zee”'),
    )),
    Style("tussen-accolades", """---
{titel: Zicht op zee, werkveld: [Wonen, Zorg], opdrachtgever: [], contactpersoon: Noor de Wit,
 jaar: 2022, publicatiedatum: 2022-05-12}
---
""", (("werkveld: [Wonen, Zorg], opdrachtgever: []", "werkveld: [Wonen, Zorg]"), LATE)),
    Style("tabs-na-dubbele-punt", "---\ntitel:\tZicht op zee\nwerkveld: \t[Wonen,\tZorg]\nopdrachtgever:\t[]\n"
    "contactpersoon:\tNoor de Wit\njaar:\t2022\npublicatiedatum:\t2022-05-12\n---\n",
        (("publicatiedatum:\t2022-05-12", "publicatiedatum:\t12-05-2022"), ("jaar:\t", "Jaar:\t"))),
    Style("puntkomma-in-lijst", """---
titel: Zicht op zee
werkveld:
  - Wonen
  - Zorg
opdrachtgever:
  - Stichting Zeefonds
  - Gemeente Proefdorp
contactpersoon: Noor de Wit
jaar: 2022
---
""", (
        ("opdrachtgever:\n  - Stichting Zeefonds\n  - Gemeente Proefdorp",
         "opdrachtgever: Stichting Zeefonds; Gemeente Proefdorp"),
        ("werkveld:\n  - Wonen\n  - Zorg", "werkveld: (Wonen, Zorg)"),
    )),
    Style("gekruld-in-links", """---
titel: Zicht op zee
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
links:
    -   titel: De kust   # eerste
        url: https://kust.example/
    - {titel: 'De zee, nu', url: https://zee.example/}
---
""", (("titel: De kust   #", "titel: “De kust”   #"), ("'De zee, nu'", "“De zee, nu”"))),
    Style("links-tussen-accolades", """---
titel: Zicht op zee
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
links: [
  {titel: 'Kust: deel 1', url: https://kust.example/},   # eerste
  {
    titel: "'s Winters aan zee",
    url: "https://zee.example/",
  },
]
---
""", (("'Kust: deel 1'", "Kust: deel 1"), ('"\'s Winters aan zee"', "'s Winters aan zee"))),
    Style("lijst-op-regels-met-commentaar", """---
titel: Zicht op zee
trefwoorden: [ "a" ,
  'zee: diep' ,   # 's zomers
    "'s nachts",'{ebbe}'  ]   # klaar
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
---
""", (("\"'s nachts\"", "'s nachts"), ("'{ebbe}'", "“{ebbe}”"))),
    Style("eigen-gegevens-diep", """---
titel: Zicht op zee
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
extra:
    Medewerker:
        naam: "'t Veer, Vera"   # 's maandags
        delen:
          - 'Zee: nu'
          - x: 'a: b'
            y: [c, "d"]
---
""", (("- x: 'a: b'", "- x: a: b"), ("\"'t Veer, Vera\"", "'t Veer, Vera"))),
    Style("gekruld-met-leestekens", """---
titel: Zicht op zee
werkveld: Wonen
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: 2022
trefwoorden: [ kust ,'duin: hoog' , "x" ]
auteurs: ['Wit, Noor de', Bo Aa]
---
""", (("'duin: hoog'", "“duin: hoog”"), ("'Wit, Noor de'", "“Wit, Noor de”"))),
)  # fmt: skip

_FORMS = (("", "\n"), ("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n"))
"""A BOM or none, and how lines end."""


def files() -> Iterator[File]:
    """Yield every style with each of its faults, in turn with and without BOM and CRLF."""
    number = 0
    for style in STYLES:
        for right, wrong in style.faults:
            assert style.text.count(right) == 1, (style.name, right)
            bom, line_end = _FORMS[number % len(_FORMS)]
            text = style.text.replace("Zicht op zee", f"Zicht op zee nummer {number}")
            old, new = (part.replace("Zicht op zee", f"Zicht op zee nummer {number}") for part in (right, wrong))
            number += 1
            yield File(
                f"{style.name}-{number}",
                (bom + text).replace("\n", line_end).encode(),
                (bom + text.replace(old, new)).replace("\n", line_end).encode(),
            )
