"""The field ``redactie`` of ``site.yaml``: the repository in which the web editor of the site saves its pages."""

from typing import Any

from msgspec import Struct

from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar
from vindplaats.suggest import nearest
from vindplaats.text import visible_text, yaml_value

SERVICES = ("github", "gitlab", "gitea")
"""The services that the web editor can save to."""
DEFAULT_BRANCH = "main"
"""The branch to which the web editor saves if ``tak`` is left out."""

_REPOSITORY = regex(r"[\w.-]+(?:/[\w.-]+)+")
_BRANCH = regex(r"[^\s~^:?*\[\\]+")
_ADDRESS = regex(r"(?:https?://|git@)(?P<host>[\w.-]+)[/:](?P<path>[\w./-]+?)(?:\.git)?/?")


class WebEditor(Struct, frozen=True):
    """Where the web editor saves: ``WebEditor("github", "instituut/site", "main")``."""

    dienst: str
    opslag: str
    tak: str = DEFAULT_BRANCH


def make_web_editor(values: dict[str, Any], places: dict[str, Place], field: FieldContext) -> WebEditor | None:
    """Return the value of ``redactie`` from the texts of its fields, or report what is wrong with these."""
    service, repository = values["dienst"].casefold(), values["opslag"]
    branch = values.get("tak", DEFAULT_BRANCH)
    is_right = True
    if service not in SERVICES:
        near = nearest(service, SERVICES)
        field.report.add(site.UNKNOWN_SERVICE.at(places["dienst"], text=values["dienst"], near=near))
        is_right = False
    if not _REPOSITORY.fullmatch(repository):
        address = _ADDRESS.fullmatch(repository)
        write = (f"opslag: {yaml_value(address['path'])}",) if address else ()
        field.report.add(site.BAD_REPOSITORY.at(places["opslag"], text=repository, write=write))
        is_right = False
    if not _BRANCH.fullmatch(branch):
        field.report.add(site.BAD_BRANCH.at(places["tak"], text=branch))
        is_right = False
    return WebEditor(service, repository, branch) if is_right else None


def report_no_fields(value: RawValue, field: FieldContext) -> None:
    """Report a value of ``redactie`` that has no fields, such as the address of a repository."""
    text = visible_text(value.text) if isinstance(value, Scalar) else ""
    address = _ADDRESS.fullmatch(text)
    service = next((name for name in SERVICES if address and name in address["host"]), None)
    write = (f"redactie: {{dienst: {service}, opslag: {address['path']}}}",) if address and service else ()
    assert not isinstance(value, Mapping) or not value.entries  # noqa: S101 (the caller reads the fields of a mapping)
    field.report.add(site.NO_WEB_EDITOR.at(field.place(value), write=write))
