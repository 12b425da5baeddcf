"""How a study is cited, in no format yet: the one value that every format and statement to machines is made of."""

import re
from datetime import date

from msgspec import Struct

from vindplaats.catalogue.corpus import Auteur, Study
from vindplaats.config import SiteConfig

_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9.:+-]")


class Citaat(Struct, frozen=True, gc=False, kw_only=True):
    """A study as a report to cite. `url` is whole; `auteurs` are never none; all that is not always known may be empty.

    `jaar` is the year of publication: that of `datum`, where it is known, else that of the study. `sleutel` is what
    documents call it by: it goes by the id, so it stays when titles and addresses change.
    """

    sleutel: str
    titel: str
    auteurs: tuple[Auteur, ...]
    jaar: int
    datum: date | None
    instituut: str
    nummer: str
    taal: str
    url: str
    doi: str
    isbn: str
    samenvatting: str
    trefwoorden: tuple[str, ...]
    reeks: str


def make_citaat(study: Study, site: SiteConfig, url: str) -> Citaat:
    """How ``study`` is cited, whose page has the whole address ``url``. The institute wrote what nobody else did."""
    project = study.project
    institute = site.organisatie or site.naam
    day = project.publicatiedatum
    return Citaat(
        sleutel=citation_key(project.id.name),
        titel=project.titel,
        auteurs=study.auteurs or (Auteur(institute, organisatie=True, instituut=True),),
        jaar=day.year if day else project.jaar,
        datum=day,
        instituut=institute,
        nummer=project.rapportnummer,
        taal=project.taal or site.taal,
        url=url,
        doi=project.doi,
        isbn=project.isbn,
        samenvatting=project.samenvatting,
        trefwoorden=project.trefwoorden,
        reeks=project.reeks,
    )


def citation_key(name: str) -> str:
    """A name as a key that BibTeX and pandoc take, another for each: other signs become ``_`` hexadecimal ``_``."""
    return _NOT_IN_KEY.sub(lambda match: f"_{ord(match[0]):x}_", name)


def one_part(author: Auteur) -> str:
    """The name as formats have it where a comma parts last name and first: an organisation's loses its own."""
    return author.familie.translate(_NO_PARTS) if author.organisatie else author.omgekeerd


_NO_PARTS = {ord(sign): None for sign in ",;"}
