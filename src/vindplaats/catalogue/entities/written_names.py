"""How pages write the names of entries: several in one value, or otherwise than in full."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from msgspec import Struct

from vindplaats.catalogue.entities.name_lists import has_list_sign
from vindplaats.catalogue.entities.person_mentions import find_person
from vindplaats.catalogue.entities.registers import Register
from vindplaats.diagnostics import names as name_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, NewValue, Place, Report
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Kind, Mention, Persoon
from vindplaats.text import visible_text

Named = tuple[str, PageId]
"""A name in a mention, and the entry that it means."""


class NameWriting(Struct, frozen=True):
    """How names of entries of one kind are to be written in a field.

    ``find`` returns the entries that a name may mean. With ``full``, each name has to be the full name of its entry,
    because the web editor knows no other.
    """

    kind: Kind
    field: str
    register: Register
    find: Callable[[str], tuple[PageId, ...]]
    full: bool

    def fault(self, place: Place, mention: Mention, names: Sequence[Named], *, is_item: bool) -> Diagnostic | None:
        """Return what is wrong with the writing of a mention of these entries, with its fix, or None.

        Persons may be together in one value, because "Jos of Stef" is how people write.
        """
        is_list = self.kind != "contactpersonen" and (self.full or has_list_sign(mention.text))
        if len(names) > 1 and is_list:
            written = [self._spelled(name) for name in names]
            found = name_faults.names_in_one(place, self.field, written)
        elif self.full and (written := [self.full_name(name) for name in names]) != [mention.raw or mention.text]:
            found = name_faults.short_name(place, mention.text, self.field, written, is_item=is_item)
        else:
            return None
        if mention.raw is None:
            return found  # what else is in the value belongs elsewhere, and only an editor can put it there
        text = visible_text(mention.raw or mention.text)
        return found.fixed_by(NewValue(mention.line, mention.column, text, tuple(written)))

    def full_name(self, named: Named) -> str:
        """Return the full name of an entry, or the name as it is if the full one is also that of another entry."""
        text, page_id = named
        name = self.register.names[page_id]
        return name if self.find(name) == (page_id,) else text

    def _spelled(self, named: Named) -> str:
        """Return the full name if that is asked for, or if the name differs from it in spelling only."""
        name, fold = self.full_name(named), self.register.fold
        return name if self.full or fold(name) == fold(named[0]) else named[0]


def check_successors(persons: Iterable[Persoon], register: Register, report: Report) -> None:
    """Report successors who are not named in full."""
    find = partial(find_person, register=register)
    writing = NameWriting("contactpersonen", "opvolger", register, find, full=True)
    for person in persons:
        ids = find(person.opvolger.text) if person.opvolger else ()
        if person.opvolger and len(ids) == 1:
            named = [(person.opvolger.text, ids[0])]
            found = writing.fault(person.at(person.opvolger), person.opvolger, named, is_item=False)
            report.extend([found] if found else [])
