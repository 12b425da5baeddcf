"""Join names of persons that YAML divided at their commas: ``[Vos, Noor, Jansen, Bram]`` without quotes is four items.

The names are read as they are meant, so that no page has a person "Noor" of whom nothing else is known, and reported.
"""

from collections.abc import Callable, Sequence

from vindplaats.diagnostics import names
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.dutch.several_names import join_halves
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Mention, Record


def join_authors(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the authors of a list with the halves of names joined."""
    return _joined(mentions, join_halves([mention.text for mention in mentions]))


def join_persons(mentions: Sequence[Mention], find: Callable[[str], tuple[PageId, ...]]) -> tuple[Mention, ...]:
    """Return the contactpersonen of a list with the halves of names joined; ``find(name)`` looks up persons.

    Two items are halves if together they name one registered person, and one of them alone may be several. If nothing
    in the list names anybody registered, they are halves if they look like a last and a first name.
    """
    texts = [mention.text for mention in mentions]
    found = {text: len(find(text)) for text in texts}
    if not any(found.values()):
        return _joined(mentions, join_halves(texts))
    joined, rest = list[str](), texts
    while rest:
        pair, counts = ", ".join(rest[:2]), [found[text] for text in rest[:2]]
        count = 2 if len(counts) > 1 and min(counts) > 0 and max(counts) > 1 and len(find(pair)) == 1 else 1
        joined.append(", ".join(rest[:count]))
        rest = rest[count:]
    return _joined(mentions, joined)


def _joined(mentions: Sequence[Mention], texts: Sequence[str]) -> tuple[Mention, ...]:
    """Return the mentions with these texts. A text may be that of one mention, or of several joined."""
    found, rest = [], list(mentions)
    for text in texts:
        first = rest.pop(0)
        whole = first.text
        while whole != text:
            whole = f"{whole}, {rest.pop(0).text}"
        found.append(first if text == first.text else Mention(text, first.line, first.column))
    return tuple(found) or tuple(mentions)


def report_halves(
    record: Record, field: str, mentions: Sequence[Mention], joined: Sequence[Mention], report: Report
) -> None:
    """Report the names of a list that were joined, all at once, at the first of them."""
    if len(joined) < len(mentions):
        first = next(new for new, old in zip(joined, mentions, strict=False) if new != old)
        report.add(names.halved_names(record.at(first), field, [mention.text for mention in joined]))
