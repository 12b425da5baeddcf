"""Make a new page by the rules of `vindplaats check`, and write its file."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from vindplaats import terminal
from vindplaats.catalogue.addition import (
    REGISTERED,
    Given,
    Registry,
    day_of,
    errors_caused,
    find_existing,
    is_of_names,
    make_registry,
    read_given,
    title_of,
)
from vindplaats.catalogue.corpus import Entry
from vindplaats.catalogue.entities.departures import has_left
from vindplaats.catalogue.order import entry_order
from vindplaats.commands.ask import Question, ask, list_choices
from vindplaats.commands.new_files import make_folders, undone_on_failure
from vindplaats.commands.wish import OPTIONS, PAGE_TYPES, Wish, options_text
from vindplaats.config import NO_SITE, read_site
from vindplaats.diagnostics.diagnostic import Diagnostic, has_errors
from vindplaats.dutch.dates import dutch_date
from vindplaats.errors import LateInterrupt, PageRefusedError, UsageError
from vindplaats.options import today
from vindplaats.patterns import regex
from vindplaats.read.content import read_front_matter
from vindplaats.read.document import read_page
from vindplaats.read.listing import PageFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Kind, Opdrachtgever, Persoon, Record, Werkveld
from vindplaats.read.schema import FIELDS
from vindplaats.read.yaml_syntax.entities import decode
from vindplaats.read.yaml_syntax.writing import write_front_matter
from vindplaats.render.routing.free_names import free_name, list_stems, taken_names
from vindplaats.result import CONTENT_ERRORS, ENVIRONMENT_ERRORS
from vindplaats.workers.interrupts import uninterrupted

Values = Mapping[str, str | tuple[str, ...]]
"""The values of fields, by name."""

MAX_SHOWN_ERRORS = 5
"""Maximum number of errors to show that a new page would cause: a second Jos may be an error on every page."""
FIRST_WERKVELD = (
    "Dit is het eerste werkveld. Vanaf nu moet elk werkveld een bestand hebben; {count} keer noemt een pagina er een "
    "dat nog ontbreekt. `vindplaats check` zegt waar."
)
_QUESTIONS = {
    "werkveld": "Werkveld (nummer of naam; meer dan een met een komma ertussen)",
    "opdrachtgever": "Opdrachtgever (nummer of naam; leeg als er geen is)",
    "contactpersoon": "Contactpersoon (nummer of naam)",
    "jaar": "Jaar waarin de studie is gedaan",
    "datum": "Dag van het bericht (jaar-maand-dag; leeg is vandaag)",
}
_FIELD_BEFORE_VALUE = regex(rf"(?<=')(?:{'|'.join(OPTIONS)}): ")
"""The name of a field in a remedy that says which line to write. Here only its value is given."""
_BRACKETS = regex(r"(?<=Schrijf )\[([^\[\]'\"]+)\]")


class NewPage(Struct, frozen=True):
    """A page that may be written: its path from the source, its text, and warnings about it."""

    path: str
    text: str
    warnings: tuple[str, ...]


def make_page(wish: Wish, source_dir: str) -> NewPage:
    """Return the page that is asked for, after asking for the required fields that are missing.

    Raises `PageRefusedError` if the page exists already, or if `check` would have an error because of it, and
    `UsageError` if the input ends before everything is answered.
    """
    kind = _kind(wish)
    folder = os.path.join(source_dir, "content", kind)
    _refuse_folder(folder)
    # Listed before the content is read: a page that is made meanwhile is then either read, or in the way of writing.
    files = list_stems(folder)
    registry = make_registry(read_front_matter(source_dir), today())
    site = read_site(source_dir)[0] or NO_SITE
    given = read_given(kind, wish.given, registry) if wish.given else Given({}, ())
    _refuse(given.refused)
    values = {wish.type.title: _as_read(wish.title), **given.values, **_ask_missing(wish, registry)}
    suffixes = filter(None, (str(values.get("jaar", "")), str(values.get("datum", ""))))
    name = free_name(wish.title, suffixes, taken_names(kind, registry.content, files, site.base_url))
    path = f"content/{kind}/{name}{'/index' if wish.in_folder else ''}.md"
    text = write_front_matter(values, FIELDS[kind])
    page = read_page(PageFile(path, path, kind, PageId(kind, name)), text.encode())
    if page.record is None or has_errors(page.diagnostics):
        raise PageRefusedError(_explain(page.diagnostics), ENVIRONMENT_ERRORS)
    if existing := find_existing(page.record, registry):
        raise PageRefusedError([f"bestaat al: {_describe(existing)}."], CONTENT_ERRORS)
    warnings = [f"{fault.label}: {_text_of(fault)}" for fault in (*given.diagnostics, *page.diagnostics)]
    if caused := errors_caused(page.record, registry, site):
        if kind != "werkvelden" or registry.registers["werkvelden"].names:
            raise PageRefusedError(_explain_caused(caused, path), CONTENT_ERRORS)
        # Werkvelden can only be added one by one, and before the first none has to be registered.
        warnings.append(FIRST_WERKVELD.format(count=len(caused)))
    return NewPage(path, text, tuple(warnings))


def _kind(wish: Wish) -> Kind:
    return next(kind for kind in FIELDS if kind == wish.type.folder)


def _refuse_folder(folder: str) -> None:
    """Raise `UsageError` if no page in this folder would be read: it is a link, or no folder."""
    if os.path.islink(folder) or (os.path.exists(folder) and not os.path.isdir(folder)):
        raise UsageError(
            f"'content/{os.path.basename(folder)}' is geen gewone map; daarin leest Vindplaats geen pagina's."
        )


def _as_read(title: str) -> str:
    """Return a title as it is read: characters that are written as in HTML become what they mean."""
    decoded = decode(title)
    return decoded if decode(decoded) == decoded else title


def _refuse(faults: Iterable[Diagnostic]) -> None:
    """Raise `PageRefusedError` if there are faults in what is given."""
    faults = tuple(faults)
    if faults:
        of_content = all(map(is_of_names, faults))
        raise PageRefusedError(_explain(faults), CONTENT_ERRORS if of_content else ENVIRONMENT_ERRORS)


def _explain(faults: Iterable[Diagnostic]) -> list[str]:
    return list(dict.fromkeys(map(_text_of, faults)))


def _explain_caused(errors: Sequence[Diagnostic], path: str) -> list[str]:
    """Return the first of the errors that the page at ``path`` would cause, and what they mean for that page."""
    shown = [_text_of(error) if error.file == path else str(error) for error in errors[:MAX_SHOWN_ERRORS]]
    more = f" (en nog {len(errors) - len(shown)})" if len(errors) > len(shown) else ""
    return [*shown, f"met deze pagina erbij zijn dit fouten{more}; verbeter die eerst. Er is niets geschreven."]


def _text_of(fault: Diagnostic) -> str:
    """Return what is wrong and what to do, for a page that has no file yet: a value to give, not a line to write."""
    remedy = _BRACKETS.sub(r"\1", _FIELD_BEFORE_VALUE.sub("", fault.remedy))
    return f"{fault.message} {remedy}".rstrip()


def _describe(record: Record) -> str:
    """Return the title of a page, its year or day if it has one, and its file."""
    day = day_of(record)
    when = f", {dutch_date(day) if isinstance(day, date) else day}" if day else ""
    return f"{title_of(record)}{when} ({record.file})"


def _ask_missing(wish: Wish, registry: Registry) -> Values:
    """Ask for each required field that is not given, until the answer is right."""
    values: dict[str, str | tuple[str, ...]] = {}
    for number, name in enumerate(wish.missing):
        try:
            values |= _ask_field(name, _kind(wish), registry)
        except EOFError:
            terminal.say("")
            raise UsageError(f"de invoer houdt op; geef ook {options_text(wish.missing[number:])}.") from None
    return values


def _ask_field(name: str, kind: Kind, registry: Registry) -> Values:
    question = _question(name, registry)
    if name == "contactpersoon" and not question.choices:
        none = (
            'er staat nog niemand in content/contactpersonen/. Begin met: vindplaats new persoon "Voornaam Achternaam".'
        )
        raise PageRefusedError([none], CONTENT_ERRORS)
    list_choices(question)
    while True:
        given = read_given(kind, {name: ask(question)}, registry)
        if not given.refused:
            return given.values
        for message in _explain(given.refused):
            terminal.say(message)
        if question.choices:
            terminal.say(_how_to_add(name))


def _how_to_add(name: str) -> str:
    """Return what to do if the name that is meant is not among the choices for this field."""
    word = next(word for word, type_ in PAGE_TYPES.items() if type_.folder == REGISTERED[name])
    return (
        "Kies een nummer of een naam uit de lijst. Staat de naam er niet bij, stop dan met Ctrl+C (er is nog niets "
        f'geschreven) en begin met: vindplaats new {word} "de naam".'
    )


def _question(name: str, registry: Registry) -> Question:
    """Return the question for a field. A colleague who has left is no choice."""
    empty = {"opdrachtgever": "geen", "datum": registry.today.isoformat()}.get(name)
    if name not in REGISTERED:
        return Question(_QUESTIONS[name], if_empty=empty)
    entries = [
        Entry(id=record.id, kind=record.kind, naam=title_of(record), place=record.place(), projecten=(), record=record)
        for record in registry.content.records
        if isinstance(record, Werkveld | Opdrachtgever | Persoon) and record.kind == REGISTERED[name]
        if not (isinstance(record, Persoon) and has_left(record, registry.today))
    ]
    choices = tuple(registry.name(entry.id) for entry in sorted(entries, key=entry_order))
    return Question(_QUESTIONS[name], choices, several=True, if_empty=empty)


def write_page(page: NewPage, source_dir: str) -> None:
    """Write a page and print its path, or do neither.

    The file appears with all its text. An interrupt waits, and then undoes what was done. If another program has made
    the file meanwhile, raises `PageRefusedError`.
    """
    try:
        with undone_on_failure() as made, uninterrupted():
            _write(os.path.join(source_dir, *page.path.split("/")), page.text, made)
            terminal.write(page.path)
    except FileExistsError:
        raise PageRefusedError([f"bestaat al: {page.path}."], CONTENT_ERRORS) from None
    except LateInterrupt as interrupt:
        raise KeyboardInterrupt from interrupt


def _write(path: str, text: str, made: list[str]) -> None:
    """Write a file that does not exist, by way of one beside it. What is made is added to ``made``."""
    folder, name = os.path.split(path)
    make_folders(folder, made)
    beside = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    made.append(beside)
    with open(beside, "x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # the disk has no hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.rename(beside, path)
        made.append(path)
    else:
        made.append(path)
        os.unlink(beside)
