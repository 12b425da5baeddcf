"""Read front matter and ``site.yaml``, and report every mistake in their syntax.

A file with a mistake is refused, but its other fields are returned as well, so that they can be checked.
"""

from functools import partial

from msgspec import Struct, structs

from vindplaats.diagnostics import bodies, files, front_matter
from vindplaats.diagnostics.diagnostic import Diagnostic, NewText, Place, Report, has_errors
from vindplaats.diagnostics.fields import of_all_lines
from vindplaats.diagnostics.site import HOME_FILE
from vindplaats.errors import FrontMatterRefusedError
from vindplaats.inputs.file_head import is_lfs_pointer
from vindplaats.patterns import regex
from vindplaats.read.notations.merge_conflicts import find_conflicts
from vindplaats.read.notations.mojibake import MOJIBAKE
from vindplaats.read.refusals import find_refusals
from vindplaats.read.schema import FIELDS, Field
from vindplaats.read.yaml_syntax.curly_quotes import MAYBE_QUOTES, check_quotes
from vindplaats.read.yaml_syntax.diagnosis import Mistake
from vindplaats.read.yaml_syntax.fences import find_fences, reaches_into_body, unclosed
from vindplaats.read.yaml_syntax.foreign import MAYBE_FOREIGN, check_foreign
from vindplaats.read.yaml_syntax.parser import LINE_ENDS, SYNTAX_CODES, Fields, YamlSource, check, read
from vindplaats.read.yaml_syntax.raw_values import Mapping, Sequence, YamlPair
from vindplaats.read.yaml_syntax.shown import MAYBE_COMMENT, check_comments
from vindplaats.suggest import nearest
from vindplaats.text import CONTROLS, MAX_QUOTE_LENGTH, is_nfc, nfc, with_line_feeds

MAX_PAGE_BYTES = 256_000
"""Maximum size of a page in bytes, some 40,000 words. It bounds the time to read one page (see also `read.limits`)."""


_FIELD = regex(r"([a-z_-]+):(?:\s|\Z)|-{2,}|[–—]|\+{3}")
"""What may be the beginning of front matter, right or nearly right, at the start of a text: a field or a line."""

_C1 = regex(rb"\xc2[\x80-\x9f]")
"""A character from U+0080 to U+009F, in UTF-8. Nobody types them: they come from bytes of UTF-8 or Windows-1252 that a
program took for Latin-1."""

_MAYBE_COMMENT = regex(r"(?:^|\s)#")
"""What may begin a comment."""

_NO_CONTROLS = bytes([*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0x100)])
"""All bytes except NUL and the `CONTROLS` of one byte. Of the other `CONTROLS`, `_C1` finds some; the rest
begin with ``ef bf`` in UTF-8 (U+FFFE and U+FFFF)."""


class RawDocument(Struct, frozen=True):
    """A page split into its front matter and its body, with the number of the first line of the body."""

    file: str
    matter: Fields
    body: str
    body_line: int

    @property
    def fields(self) -> tuple[YamlPair, ...]:
        """The fields of the front matter that can be read."""
        return self.matter.pairs


def decode(file: str, data: bytes, report: Report) -> str | None:
    """Decode UTF-8, remove a BOM and turn every line end into a line feed, or report why that fails and return None."""
    if len(data) > MAX_PAGE_BYTES:
        report.add(files.PAGE_TOO_LARGE.at(Place(file), limit="256 kB"))
        return None
    if is_lfs_pointer(data):
        report.add(files.LFS_POINTER.at(Place(file)))
        return None
    if b"\0" in data:
        report.add(files.NUL_BYTE.at(_place_of_byte(file, data, data.index(b"\0"))))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        report.add(files.NOT_UTF8.at(_place_of_byte(file, data, error.start)))
        return None
    if b"\xc2" in data and (strange := _C1.search(data)):
        report.add(files.CONVERTED_TWICE.at(_place_of_byte(file, data, strange.start())))
        return None
    may_have_controls = data.translate(None, _NO_CONTROLS) or (b"\xef" in data and b"\xef\xbf" in data)
    if may_have_controls and (found := CONTROLS.search(text)):
        position = len(text[: found.start()].encode())
        report.add(files.CONTROL_CHARACTER.at(_place_of_byte(file, data, position)))
        return None
    return with_line_feeds(text.removeprefix("\ufeff"))


def has_conflicts(file: str, text: str, report: Report) -> bool:
    """Report every merge conflict in a file, and return whether there are any. If so, the file is not worth reading."""
    found = find_conflicts(text)
    for line in found:
        report.add(front_matter.MERGE_CONFLICT.at(Place(file, line)))
    return bool(found)


def split_document(file: str, data: bytes, report: Report, declared: tuple[Field, ...] = ()) -> RawDocument | None:
    """Split a page into its fields and its body, or report why that fails and return None.

    ``declared`` are the fields that the page may have. After a mistake in a fence or in YAML, the rest of the page is
    returned all the same. The places of fields are places in the file, with columns counted in characters. Only the
    home page may do without front matter.
    """
    text = decode(file, data, report)
    if text is None:
        return None
    if has_conflicts(file, text, report):
        return None
    lines = text.split("\n")
    fences = find_fences(file, lines, declared)
    if isinstance(fences, Diagnostic):
        if file == HOME_FILE and not _begins_with_fields(text):
            return RawDocument(file, Fields(()), text, 1)
        report.add(fences)
        return None
    first = fences.first
    found = Report()
    matter = Fields((), refused=True)
    if not fences.toml:
        matter = parse_yaml(file, fences.text(lines), found, first, declared)
        if matter.refused and fences.fault is None and reaches_into_body(lines, fences.last):
            fences, found = unclosed(file, lines), Report()
            matter = parse_yaml(file, fences.text(lines), found, first, declared)
    report.extend(found.diagnostics)
    if fences.fault:
        report.add(fences.fault)
        all_names = frozenset(field.name for field in declared)
        faulty = all_names if fences.is_partial or fences.toml else matter.faulty
        matter = Fields(matter.pairs, faulty, refused=True)
    return RawDocument(file, matter, "\n".join(lines[fences.body :]), fences.body + 1)


def _begins_with_fields(text: str) -> bool:
    """Return whether a text begins with front matter, right or nearly right. ``let: op`` is a sentence, not a field."""
    found = _FIELD.match(text.lstrip())
    if found is None or found[1] is None:
        return found is not None
    return nearest(found[1], {field.name for fields in FIELDS.values() for field in fields}) is not None


def parse_yaml(file: str, text: str, report: Report, offset: int = 0, declared: tuple[Field, ...] = ()) -> Fields:
    """Return the pairs of the YAML mapping ``text``, and report every mistake in it.

    An empty text has no pairs, which is not a fault. ``offset`` is the number of lines above ``text`` in ``file``, and
    ``declared`` are the fields that it may have.
    """
    source = YamlSource(file, text if text.isascii() else text.translate(LINE_ENDS), offset)
    try:
        fields = read(source, report)
        if _has_field_in_list(fields, declared):
            raise FrontMatterRefusedError(front_matter.INVALID_YAML.at(source.first_line))
    except FrontMatterRefusedError as error:
        source, fields = _read_despite(source, error.diagnostic, report, declared)
    _report_mojibake(source, report)
    _report_decomposed(source, report)
    if "#" in source.text and MAYBE_COMMENT.search(source.text):
        fields = _without_comments(fields, source, report, declared)
    if not source.text.isascii() and MAYBE_QUOTES.search(source.text):
        pairs = check_quotes(file, fields.pairs, source.lines, report, declared)
        fields = Fields(pairs, fields.faulty, fields.refused)
    if any(sign in source.text for sign in "/&\\") and MAYBE_FOREIGN.search(source.text):
        fields = _without_foreign(fields, source, report, declared)
    return fields


def _has_field_in_list(fields: Fields, declared: tuple[Field, ...]) -> bool:
    """Return whether a field with a dash before its name, at the start of a line, became an item of the list above."""
    found = [
        (pair.key.text, item)
        for pair in fields.pairs
        if isinstance(pair.value, Sequence)
        for item in pair.value.items
        if isinstance(item, Mapping) and item.column == len("- x")
    ]
    if not found:
        return False
    types = {field.name: field.type for field in declared}
    return any(
        types.get(name) != "koppelingen" and any(pair.key.text in types for pair in item.entries)
        for name, item in found
    )


def _read_despite(
    source: YamlSource, fault: Diagnostic, report: Report, declared: tuple[Field, ...]
) -> tuple[YamlSource, Fields]:
    """Report the mistakes in a text that was refused because of ``fault``.

    Return the text without the mistakes, and the fields in it.
    """
    names = {field.name: field for field in declared}
    nothing = YamlSource(source.file, "", source.offset), Fields((), frozenset(names), refused=True)
    if fault.code not in SYNTAX_CODES:
        report.add(fault)
        return nothing
    from vindplaats.read.yaml_syntax.mistakes import diagnose  # noqa: PLC0415 (start-up: only for a mistake)

    found = diagnose(source.text, names, partial(check, source.file))
    refusals = find_refusals(source, found.guesses, declared)
    lines = source.text.split("\n")
    for mistake in found.mistakes:
        place = Place(source.file, mistake.line + 1 + source.offset, mistake.column + 1)
        last = found.last_joined(mistake.line, lines) + 1 + source.offset
        refusal = refusals.get(place.line)
        if refusal and not (refusal.fix and mistake.replacement):  # `check --fix` does one after the other
            name = lines[mistake.line].partition(":")[0].strip()
            refused = refusal.fixed_by(None)
            report.add(of_all_lines(refused, name) if last > place.line else refused)
        elif mistake.parsed:
            report.add(structs.replace(mistake.parsed, line=place.line))
        else:
            filled = mistake.fault.fill(place, mistake.values).fixed_by(_fix_of(mistake, place.line))
            report.add(front_matter.of_joined_lines(filled, last) if last > place.line else filled)
    if not found.mistakes:
        report.add(fault)
        return nothing
    rest = YamlSource(source.file, found.text, source.offset)
    try:
        fields = read(rest, report)
    except FrontMatterRefusedError:
        return nothing
    return rest, Fields(fields.pairs, found.faulty | fields.faulty, refused=True)


def _fix_of(mistake: Mistake, line: int) -> NewText | None:
    """Return the fix of a mistake on a line of the file, if there is any."""
    found = mistake.replacement
    if found is None:
        return None
    return NewText(line, found.column + 1, line + found.lines, found.end_column + 1, found.old, found.text)


def _without_comments(fields: Fields, source: YamlSource, report: Report, declared: tuple[Field, ...]) -> Fields:
    """Report comments that were probably meant as values, and leave out the fields that are empty because of one."""
    faults = Report()
    kept = check_comments(source.file, fields.pairs, source.lines, faults, declared)
    report.extend(faults.diagnostics)
    emptied = {pair.key.text for pair in fields.pairs} - {pair.key.text for pair in kept}
    return Fields(kept, fields.faulty | emptied, fields.refused or has_errors(faults.diagnostics))


def _without_foreign(fields: Fields, source: YamlSource, report: Report, declared: tuple[Field, ...]) -> Fields:
    """Report signs of HTML and of programs, and return the fields as they were meant."""
    faults = Report()
    pairs = check_foreign(source.file, fields.pairs, source.lines, faults, declared)
    report.extend(faults.diagnostics)
    return Fields(pairs, fields.faulty, fields.refused or has_errors(faults.diagnostics))


def without_faulty(declared: tuple[Field, ...], fields: Fields) -> tuple[Field, ...]:
    """Return the declared fields. A field that was left out because of a fault is not required."""
    if not fields.faulty:
        return declared
    return tuple(structs.replace(f, required=False) if f.name in fields.faulty else f for f in declared)


def _report_mojibake(source: YamlSource, report: Report) -> None:
    """Report the first wrongly decoded character on each line, unless a ``#`` before it may begin a comment."""
    if source.text.isascii() or not MOJIBAKE.search(source.text):
        return
    for number, line in enumerate(source.text.split("\n"), source.offset + 1):
        wrong = MOJIBAKE.search(line)
        if wrong and "#" not in line[: wrong.start()]:
            report.add(bodies.MOJIBAKE.at(Place(source.file, number, wrong.start() + 1), text=wrong[0]))


def _report_decomposed(source: YamlSource, report: Report) -> None:
    """Report the first letter on each line that is apart from its accent, unless a ``#`` may begin a comment there."""
    if source.text.isascii() or is_nfc(source.text):
        return
    for number, whole in enumerate(source.text.split("\n"), source.offset + 1):
        comment = _MAYBE_COMMENT.search(whole)
        line = whole[: comment.start()] if comment else whole
        composed = nfc(line)
        if composed != line:
            start = _equal_at_start(line, composed)
            end = _equal_at_start(line[start:][::-1], composed[start:][::-1])
            old, new = line[start : len(line) - end], composed[start : len(composed) - end]
            fix = NewText(number, start + 1, number, len(line) - end + 1, old, new)
            report.add(
                front_matter.DECOMPOSED.at(
                    Place(source.file, number, start + 1), text=fix.text[:MAX_QUOTE_LENGTH]
                ).fixed_by(fix)
            )


def _equal_at_start(text: str, other: str) -> int:
    """Return how many characters at the start of two texts are equal."""
    pairs = zip(text, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(text), len(other)))


def _place_of_byte(file: str, data: bytes, position: int) -> Place:
    start = data.rfind(b"\n", 0, position) + 1
    column = len(data[start:position].decode("utf-8", errors="replace"))
    return Place(file, data.count(b"\n", 0, position) + 1, column + 1)
