"""Read the names of the partners of studies, which have no entries."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from vindplaats.catalogue.entities.name_lists import (
    is_item,
    is_placeholder,
    may_be_list,
    nearest_whole,
    propose_list,
    split_known,
)
from vindplaats.catalogue.entities.registers import Register, find_client
from vindplaats.diagnostics import names, several_names
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.dutch.several_names import without_others
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Project


def find_partners(projects: Iterable[Project], clients: Register, report: Report) -> Mapping[PageId, tuple[str, ...]]:
    """Return the names of the partners of each study that has any, by its id."""
    return {page.id: tuple(_read_partners(page, clients, report)) for page in projects if page.partners}


def _read_partners(project: Project, clients: Register, report: Report) -> Iterator[str]:
    """Yield the names of the partners of a study; a single value may list several registered opdrachtgevers."""
    find = partial(find_client, register=clients)
    for mention in project.partners:
        text, place, in_list = mention.text, project.at(mention), is_item(project, "partners", mention)
        listed = () if in_list else split_known(text, find)
        if is_placeholder(text) and not find(text):
            report.add(names.not_a_name(place, text, "partners", only=not in_list, required=False))
            continue
        rest = without_others(text)
        if rest is not None and not listed and (not rest or find(rest)):
            report.add(names.OTHERS.at(place, text=text[len(rest) :].strip(" ,;"), field="partners"))
            if rest:
                yield rest
            continue
        if not listed and not in_list and may_be_list(text, find):
            parts = propose_list(text, find, lambda part: nearest_whole(part, clients.spellings))
            report.add(several_names.partners_in_one(several_names.SeveralNames(place, text, parts)))
        yield from listed or (text,)
