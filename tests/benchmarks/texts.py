"""Texts as blocks of sentences, functions that vary a text, and functions that write it as Markdown."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct, structs

from benchmarks.language import Language


class Block(Struct, frozen=True):
    """A heading (``kop``), a paragraph (``alinea``) or a list (``lijst``), without markup."""

    kind: Literal["kop", "alinea", "lijst"]
    sentences: tuple[str, ...]


Text = tuple[Block, ...]

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_THOUSAND = re.compile(r"(?<=\d)\.(?=\d{3}\b)")
_QUOTED = re.compile("‘([^’]*)’(?!\\w)")
_LONG = 9
_WIDTH = 80


def plain(text: Text) -> str:
    """Return the words of a text."""
    return " ".join(sentence for block in text for sentence in block.sentences)


def count_words(text: Text) -> int:
    """Return the number of words of a text."""
    return sum(sentence.count(" ") + 1 for block in text for sentence in block.sentences)


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of five words of a text, computed independently of the generator."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return frozenset(tuple(words[i : i + 5]) for i in range(len(words) - 4))


def jaccard(first: str, second: str) -> float:
    """Return the Jaccard similarity of the shingles of two texts."""
    mine, theirs = shingles(first), shingles(second)
    return len(mine & theirs) / max(1, len(mine | theirs))


def each(text: Text, change: Callable[[str], str]) -> Text:
    """Return the text with ``change`` applied to every sentence."""
    return tuple(structs.replace(block, sentences=tuple(map(change, block.sentences))) for block in text)


def with_sentence(text: Text, sentence: str) -> Text:
    """Return the text with another paragraph."""
    return (*text, Block("alinea", (sentence,)))


def renumber(text: str, rng: random.Random, share: float, later: int) -> str:
    """Return the text with a share of its numbers changed in value, not in form. Years increase by ``later``."""

    def change(match: re.Match[str]) -> str:
        number = match[0]
        if rng.random() >= share:
            return number
        if _YEAR.fullmatch(number):
            return str(int(number) + later)
        digit = str((int(number[0]) + rng.randint(0, 7)) % 9 + 1)  # a different digit, and never 0
        return digit + "".join(str(rng.randint(0, 9)) if sign.isdecimal() else sign for sign in number[1:])

    return _NUMBER.sub(change, text)


def replace_some(text: Text, rng: random.Random, share: float, new: Callable[[], str]) -> Text:
    """Return the text with a share of its sentences replaced, except in the first paragraph."""

    def change(sentence: str) -> str:
        return new() if rng.random() < share else sentence

    return (text[0], *(each((b,), change)[0] if b.kind == "alinea" else b for b in text[1:]))


def retell(text: Text, rng: random.Random, new: Callable[[], str]) -> Text:
    """Return a version of the text with a third to a half of its sentences rewritten, replaced or moved."""
    share, rewritten, replaced = rng.uniform(1 / 3, 1 / 2), rng.random(), rng.random()
    paragraphs = [list(block.sentences) for block in text]
    moving: list[str] = []
    for block, sentences in zip(text, paragraphs, strict=True):
        if block.kind != "alinea":
            continue
        for i, sentence in enumerate(sentences):
            if rng.random() >= share:
                continue
            kind = rng.random() * (rewritten + replaced + 0.3)
            if kind < rewritten:
                sentences[i] = _rewrite(sentence, rng, new())
            elif kind < rewritten + replaced:
                sentences[i] = new()
            else:
                sentences[i] = ""
                moving.append(sentence)
    places = [i for i, block in enumerate(text) if block.kind == "alinea"]
    for sentence in moving:
        into = paragraphs[rng.choice(places)]
        into.insert(rng.randint(0, len(into)), sentence)
    blocks = (Block(b.kind, tuple(filter(None, s))) for b, s in zip(text, paragraphs, strict=True))
    return tuple(block for block in blocks if block.sentences)


def _rewrite(sentence: str, rng: random.Random, new: str) -> str:
    """Return the sentence with a third to two thirds of its words from ``new``. Its numbers are kept."""
    words = sentence.split()
    keep = round(len(words) * rng.uniform(1 / 3, 2 / 3))
    numbers = max((i + 1 for i, word in enumerate(words) if any(map(str.isdecimal, word))), default=0)
    keep = max(keep, numbers)
    new_words = [word.lower() for word in new.split() if not any(map(str.isdecimal, word))]
    return " ".join([*words[:keep], *new_words[-max(1, len(words) - keep) :]]).removesuffix(".") + "."


def disguise(text: Text, rng: random.Random) -> Text:
    """Return the same words in different typography.

    Quotes, dashes, soft hyphens, thousands, capitals, spaces and the Unicode form vary.
    """
    return each(text, lambda sentence: disguise_sentence(sentence, rng))


def disguise_sentence(sentence: str, rng: random.Random) -> str:
    """Return a sentence or a title in different typography."""
    opens, closes = rng.choice(('""', "''", "“”", "„”", "«»"))
    sentence = _QUOTED.sub(f"{opens}\\1{closes}", sentence).replace("’", "'")
    sentence = sentence.replace("-", "\u2011").replace("–", rng.choice("—-"))
    sentence = _THOUSAND.sub(rng.choice(("", "\u00a0", "\u202f", "\u2009")), sentence)
    words = [_disguise_word(word, rng) for word in sentence.split(" ")]
    sentence = "".join(_spaced(words, rng))
    return unicodedata.normalize("NFD", sentence) if rng.random() < 0.5 else sentence


def _disguise_word(word: str, rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.04:
        return word.upper()
    if kind < 0.2 and len(word) > _LONG and word.isalpha():
        middle = len(word) // 2
        return f"{word[:middle]}\u00ad{word[middle:]}"
    return word


def _spaced(words: list[str], rng: random.Random) -> Iterator[str]:
    """Yield the words with some unusual spaces, but not beside numbers, where a hard space would separate thousands."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        yield word
        if following:
            unusual = word.isalpha() and following.isalpha() and rng.random() < 0.05
            yield rng.choice(("  ", "\u00a0")) if unusual else " "


def markdown(text: Text, rng: random.Random, speech: Language, *, links: bool = True) -> str:
    """Return the text as Markdown with random emphasis and irrelevant links; the words stay the same.

    Without ``links`` the same random numbers are drawn, so that only the links are missing.
    """
    bullet, level, wrapped = rng.choice("-*"), rng.choice(("##", "###")), rng.random() < 0.3
    parts = []
    for block in text:
        if block.kind == "kop":
            parts.append(f"{level} {block.sentences[0]}")
        elif block.kind == "lijst":
            parts.append("\n".join(f"{bullet} {item}" for item in block.sentences))
        else:
            paragraph = " ".join(_marked_up(sentence, rng, speech, links=links) for sentence in block.sentences)
            parts.append(_wrapped(paragraph) if wrapped else paragraph)
    return "\n\n".join(parts) + "\n"


def _marked_up(sentence: str, rng: random.Random, speech: Language, *, links: bool) -> str:
    kind = rng.random()
    if kind >= 0.15:
        return sentence
    words = sentence.split(" ")
    plain_ones = [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if plain_ones:
        i = rng.choice(plain_ones)
        if kind < 0.05:
            target = f"https://elders.example/{rng.randint(1, 9999)}"
            words[i] = f"[{words[i]}]({target})" if links else words[i]
        else:
            sign = speech.pick(("*", "**", "_"))
            words[i] = sign + words[i] + sign
    return " ".join(words)


def _wrapped(paragraph: str) -> str:
    """Return the paragraph wrapped. No line starts with a sign or a number, which could make it a list."""
    lines: list[list[str]] = [[]]
    width = 0
    for word in paragraph.split(" "):
        if width > _WIDTH and word.isalpha():
            lines.append([])
            width = 0
        lines[-1].append(word)
        width += len(word) + 1
    return "\n".join(" ".join(line) for line in lines)
