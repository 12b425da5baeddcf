"""Make the lists of Dutch words in src/vindplaats/dutch/data/ from Debian's package hunspell-nl.

Usage, after ``apt-get install hunspell-nl`` and ``pip install -e '.[test]'``::

    python .ci/dutch_words.py          # write the lists
    python .ci/dutch_words.py --check  # exit with 1 if a list differs from what this would write
"""

import argparse
import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

HUNSPELL = Path("/usr/share/hunspell")
COPYRIGHT = Path("/usr/share/doc/hunspell-nl/copyright")
DIGESTS = {
    "nl.aff": "8b6ee59821b306c829b42faf4350b71a23a415b46621d9ae0c3164a2c94ed1e1",
    "nl.dic": "9e5c975c2b501f55ea5a704e72d0727e9ae6f55980cc37a0290c40098d59414a",
}
"""SHA-256 of the files of hunspell-nl 2:2.20.19-2, from which the committed lists were made."""
DATA = Path(__file__).parents[1] / "src/vindplaats/dutch/data"

PLURALS = ("Za", "Zb", "Zc", "Zd", "Ze", "Zf", "Zg", "Zh", "Zi", "Zj", "Zu", "Zx")
"""Flags for the rules that make a plural."""
FIRST, FIRST_WITH_S, LAST = {"Ca", "Cb", "Ce", "Cl", "CA", "CB"}, {"Cd", "Ch"}, {"Cc"}
"""Flags of words that may be a first part as they are, a first part with a linking s, or the last part."""
ROLES = (("b", FIRST), ("s", FIRST_WITH_S), ("e", LAST))
INFLECTIONS = ("Aa", "Al", "Am", "An")
"""Flags for the rules that add -e to an adjective."""
MIN_UNMARKED, MAX_UNMARKED = 6, 12
"""The lengths of the nouns that are parts in our list although OpenTaal does not mark them as such."""
FORBIDDEN = "Fw"
PARTS_HEADER = """\
# Words that may be part of a Dutch compound: the word, its roles, its other forms. Made by .ci/dutch_words.py from
# the dictionary of OpenTaal (LICENSE.opentaal.txt). Roles: b first part, s first part with a linking s, e last part,
# n first or last part, although OpenTaal does not mark it as such.
"""
FORMS_HEADER = """\
# Dutch words with those of their forms to which Snowball's Dutch stemmer gives another stem, alone or in a compound:
# plurals, and adjectives with -e. Made by .ci/dutch_words.py from the dictionary of OpenTaal (LICENSE.opentaal.txt).
# An arrow (>) works in one direction: only a text with the words before it needs the words behind it to be found by.
"""
LICENSE_START, LICENSE_END = "Copyright:\n", "Creative Commons, Attribution 3.0 Unported"
"""The part of the package's copyright file that holds the copyright and, of the two licences, the BSD licence."""
STRESS = str.maketrans("áéíóú", "aeiou")
"""Accents that only stress a word: `élke` is `elke`."""
WORD = re.compile(r"[a-zà-öø-ÿ]{2,}")


class Rule(NamedTuple):
    """An ending to cut off, the ending to add, and the condition that the word must meet at its end."""

    cut: str
    add: str
    condition: str


def read_rules(affixes: str) -> dict[str, list[Rule]]:
    """Return the rules of each suffix flag. A form with a hyphen is left out: a hyphen splits a word anyway."""
    rules = defaultdict(list)
    for line in affixes.splitlines():
        match line.split("#")[0].split():
            case ["SFX", flag, cut, added, *rest] if not added.isdigit():
                add = added.partition("/")[0]
                if not add.endswith("-"):
                    condition = rest[0] if rest and ":" not in rest[0] else "."
                    rules[flag].append(Rule(cut.replace("0", ""), add.replace("0", ""), condition))
            case _:
                pass
    return rules


def read_words(dictionary: str) -> dict[str, set[str]]:
    """Return the flags of each word in small letters. A word has an entry in the file for each of its meanings."""
    words: dict[str, set[str]] = defaultdict(set)
    for line in dictionary.replace("ĳ", "ij").splitlines():
        word, _, rest = line.partition("/")
        flags = rest.split()[0] if rest else ""
        found = {flags[place : place + 2] for place in range(0, len(flags), 2)}
        if WORD.fullmatch(word) and FORBIDDEN not in found:
            words[word] |= found
    plain = {word: word.translate(STRESS) for word in words}
    return {word: found for word, found in words.items() if plain[word] == word or plain[word] not in words}


def forms(word: str, flags: set[str], rules: dict[str, list[Rule]], wanted: tuple[str, ...]) -> list[str]:
    """Return the forms that the wanted flags make of a word, such as ``kastelen`` of ``kasteel``."""
    made = (
        word.removesuffix(rule.cut) + rule.add
        for flag in wanted
        if flag in flags
        for rule in rules[flag]
        if word.endswith(rule.cut) and re.search(f"(?:{rule.condition})$", word)
    )
    return list(dict.fromkeys(made))


def part_lines(words: dict[str, set[str]], rules: dict[str, list[Rule]]) -> Iterator[str]:
    """Yield a line for each word that may be part of a compound: word, roles, plurals or inflected forms."""
    compounds = find_compounds(words, rules)
    for word, flags in sorted(words.items()):
        roles = "".join(role for role, wanted in ROLES if flags & wanted)
        plurals = forms(word, flags, rules, PLURALS)
        inflected = forms(word, flags, rules, INFLECTIONS) if roles == "e" else []
        is_noun = roles or (plurals and word not in compounds and len(word) <= MAX_UNMARKED)
        if "e" not in roles and is_noun and len(word) >= MIN_UNMARKED:
            roles += "n"
        if roles:
            yield " ".join([word, roles, *plurals, *inflected])


def find_compounds(words: dict[str, set[str]], rules: dict[str, list[Rule]]) -> set[str]:
    """Return the words that consist of two words, the first perhaps with a linking s or as a plural."""
    plurals = {plural for word, flags in words.items() for plural in forms(word, flags, rules, PLURALS)}
    first = {*words, *plurals, *(f"{word}s" for word in words)}
    return {
        word
        for word in words
        if any(word[:place] in first and word[place:] in words for place in range(3, len(word) - 2))
    }


def form_lines(words: dict[str, set[str]], rules: dict[str, list[Rule]]) -> Iterator[str]:
    """Yield a line for each word with other forms that have another stem than the word: ``kasteel kastelen``.

    Pagefind finds every word whose stem begins with that of the query, so ``kind`` finds ``kinderen`` but not the
    reverse. Then the line has an arrow: ``kind > kinderen``.
    """
    import snowballstemmer  # noqa: PLC0415 (only this list needs it)

    stem = cache(snowballstemmer.stemmer("dutch").stemWord)
    made = {word: forms(word, flags, rules, (*PLURALS, *INFLECTIONS)) for word, flags in words.items()}
    made = {word: several + list(entries(word, words, found=several)) for word, several in made.items()}
    connected = {form for word, several in made.items() for form in several if stem(form) == stem(word)}

    def finds(query: str, word: str) -> bool:
        return all(stem(begin + word).startswith(stem(begin + query)) for begin in ("", "woon"))

    for word, several in sorted(made.items()):
        other = list(dict.fromkeys(several))
        if len(several) > 1:  # `bomen` belongs to `boom`; `bom` has the plural `bommen`
            other = [form for form in other if form not in connected or stem(form) == stem(word)]
        lines = {
            f"{word} ": [form for form in other if not finds(word, form) and not finds(form, word)],
            f"{word} > ": [form for form in other if finds(word, form) and not finds(form, word)],
            f"{' '.join(form for form in other if finds(form, word) and not finds(word, form))} > ": [word],
        }
        yield from (start + " ".join(found) for start, found in lines.items() if found and start != " > ")


def entries(word: str, words: dict[str, set[str]], *, found: list[str]) -> Iterator[str]:
    """Yield the plurals of a word that the dictionary has as words of their own, such as ``timmerlieden``.

    ``found`` are the forms that rules make. A word with such forms has no others, unless it ends in ``man``.
    """
    made: list[str] = []
    if word.endswith("man"):
        made = [word.removesuffix("man") + end for end in ("lieden", "lui", "mensen") if word != "man"]
    elif found:
        pass
    elif word.endswith(("ie", "ee")):
        made = [f"{word}ën", f"{word[:-1]}ën"]
    elif word.endswith(("ch", "sh")):
        made = [f"{word}es"]
    elif words[word] & LAST and words.get(f"{word}en", set()) & LAST:
        made = [f"{word}en"]
    yield from (form for form in made if "Vi" not in words.get(form, {"Vi"}))


def read_checked(name: str) -> str:
    """Return the text of a file of hunspell-nl. Raise `SystemExit` if it is of another release."""
    content = (HUNSPELL / name).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != DIGESTS[name]:
        raise SystemExit(f"{HUNSPELL / name} is of another release: its SHA-256 is {found}")
    return content.decode()


def license_text(copyright_file: str) -> str:
    """Return the copyright and the BSD licence of OpenTaal. Raise `SystemExit` if the file does not grant it."""
    start, end = copyright_file.find(LICENSE_START), copyright_file.find(LICENSE_END)
    text = copyright_file[start:end]
    if not 0 <= start < end or "Redistribution and use in source and binary forms" not in text:
        raise SystemExit(f"{COPYRIGHT} does not contain the BSD licence of OpenTaal.")
    lines = (line.rstrip() for line in text.splitlines())
    return "\n".join(line for line in lines if set(line) != {"\t", "*"}).rstrip("*\t\n ") + "\n"


def make_lists() -> dict[str, str]:
    """Return the text of each file of `DATA` that is made here, by its name."""
    rules, words = read_rules(read_checked("nl.aff")), read_words(read_checked("nl.dic"))
    return {
        "compound_parts.txt": PARTS_HEADER + "\n".join(part_lines(words, rules)) + "\n",
        "word_forms.txt": FORMS_HEADER + "\n".join(form_lines(words, rules)) + "\n",
        "LICENSE.opentaal.txt": license_text(COPYRIGHT.read_text(encoding="utf-8")),
    }


def main() -> int:
    """Write the lists, or with ``--check`` name those that differ."""
    parser = argparse.ArgumentParser(description="Make the lists of Dutch words from Debian's package hunspell-nl.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a list differs")
    check = parser.parse_args().check
    different = []
    for name, text in make_lists().items():
        path = DATA / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            different.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    print(*different or ["Nothing differs."], sep="\n")  # noqa: T201 (a program of one file)
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())
