"""Say where something belongs for which a page has no field: a text, a picture, a subtitle, or that it is hidden."""

from collections.abc import Collection

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.site import HOME_FILE
from vindplaats.patterns import regex
from vindplaats.read.fields.synonyms import (
    HIDDEN,
    HIDDEN_STATES,
    LINKED,
    PICTURE,
    SHOWN,
    STATES,
    SUBTITLE,
    SYNONYMS,
    TEXT,
)
from vindplaats.read.notations.yes_or_no import truth_of
from vindplaats.read.schema import fold_key
from vindplaats.read.yaml_syntax.raw_values import Scalar, YamlPair
from vindplaats.text import visible_text

_FILE_NAME = regex(r"[\w./-]+")

_LINK_TARGET = regex(r"[\w./:?=&%~#-]+")


def find_guide(place: Place, pair: YamlPair, declared: Collection[str], present: Collection[str]) -> Diagnostic | None:
    """Return the diagnostic for an unknown key of a page whose value belongs elsewhere than in a field, or None.

    ``declared`` are the fields that the page may have, and ``present`` those that it has. ``site.yaml`` and links have
    no place other than their fields.
    """
    if "slug" not in declared and place.file != HOME_FILE:
        return None
    name, key = pair.key.text, fold_key(pair.key.text)
    if place.file == HOME_FILE and (key == "titel" or "titel" in SYNONYMS.get(key, ())):
        return field_faults.HOME_TITLE.at(place, name=name)
    text = visible_text(pair.value.text) if isinstance(pair.value, Scalar) else None
    if text == "":
        return None
    if text and _is_hidden(key, text) and "concept" not in present:
        return field_faults.hidden_page(place, name, text, can_be_draft="concept" in declared)
    if key in SHOWN and text and truth_of(text) is not None:  # every other page is on the site
        return field_faults.unknown_field(place, name, None, "")
    if key in SUBTITLE and "titel" in declared:
        return field_faults.SUBTITLE.at(place, name=name)
    if key in PICTURE and "foto" not in declared:
        file = text if text and _FILE_NAME.fullmatch(text) else "foto.jpg"
        return field_faults.PICTURE_AS_FIELD.at(place, name=name, file=file)
    return _of_text(place, name, text or "", declared)


def _of_text(place: Place, name: str, text: str, declared: Collection[str]) -> Diagnostic | None:
    """Return the diagnostic for a field with a text or an address that belongs in the text of the page, or None."""
    key = fold_key(name)
    words = {key, *SYNONYMS.get(key, ())}
    if key in TEXT or ("samenvatting" in words and "samenvatting" not in declared):
        return field_faults.TEXT_AS_FIELD.at(place, name=name)
    if "://" in text:
        words.discard("slug")  # the address of another site is no part of the address of this page
    if not words.isdisjoint(LINKED) and words.isdisjoint(declared):
        target = text if _LINK_TARGET.fullmatch(text) else "..."
        return field_faults.LINK_AS_FIELD.at(place, name=name, target=target)
    return None


def _is_hidden(key: str, text: str) -> bool:
    """Return whether an unknown field says that a page is not to be on the site: ``published: false``."""
    if key in STATES:
        return text.casefold() in HIDDEN_STATES
    return truth_of(text) is (key in HIDDEN) if key in SHOWN or key in HIDDEN else False
