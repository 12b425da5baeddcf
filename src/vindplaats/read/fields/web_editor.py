"""The field ``redactie`` of ``site.yaml``: the repository in which the web editor of the site saves its pages."""

import re
from typing import Any

from msgspec import Struct

from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.fields.git_services import SERVICE_HOSTS, SERVICE_NAMES, SERVICES, Service, service_at
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar
from vindplaats.suggest import nearest
from vindplaats.text import visible_text, yaml_value

DEFAULT_BRANCH = "main"
"""The branch to which the web editor saves if ``tak`` is left out."""

_PART = r"(?!\.{1,2}(?:/|\Z))[\w.-]+"
_REPOSITORY = regex(rf"{_PART}/{_PART}(?<!\.git)", re.ASCII)
_REPOSITORY_IN_GROUP = regex(rf"{_PART}(?:/{_PART})+(?<!\.git)", re.ASCII)
_BAD_BRANCH = regex(r"[\s\x7f~^:?*\[\\]|\.\.|@\{|//|(?:^|/)\.|\.lock(?:/|$)|^[-/]|[./]$|^@$")
"""What no name of a branch has (git-check-ref-format)."""
_ADDRESS = regex(
    r"(?:(?:https?|ssh)://(?:[^@/]+@)?|(?:[\w.-]+@)?)(?P<host>[\w-]+(?:\.[\w-]+)+)(?::\d+)?[/:](?P<path>.+)"
)
_HOST = regex(r"(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)+)/?")
_REST = regex(r"(?:\.git)?/?(?:[?#].*)?\Z")


class WebEditor(Struct, frozen=True):
    """Where the web editor saves: ``WebEditor("github", "instituut/site", "main")``."""

    dienst: str
    opslag: str
    tak: str = DEFAULT_BRANCH


class _Address(Struct, frozen=True):
    """The address of a repository: its host, the service there if we know it, and what ``opslag`` has to be."""

    host: str
    service: Service | None
    repository: str


def make_web_editor(values: dict[str, Any], places: dict[str, Place], field: FieldContext) -> WebEditor | None:
    """Return the value of ``redactie`` from the texts of its fields, or report what is wrong with these."""
    service, repository = SERVICES.get(values["dienst"].casefold()), values["opslag"]
    branch = values.get("tak", DEFAULT_BRANCH)
    is_right = True
    if service is None:
        _report_service(values["dienst"], places["dienst"], field)
        is_right = False
    if not _is_repository(repository, service):
        _report_repository(repository, service, values.get("tak"), places, field)
        is_right = False
    if _BAD_BRANCH.search(branch):
        field.report.add(site.BAD_BRANCH.at(places["tak"], text=branch))
        is_right = False
    return WebEditor(service.name, repository, branch) if service and is_right else None


def _report_service(text: str, place: Place, field: FieldContext) -> None:
    host = _HOST.fullmatch(text)
    at = service_at(host["host"]) if host else None
    if host and at is None:
        field.report.add(site.UNKNOWN_HOST.at(place, text=host["host"], hosts=SERVICE_HOSTS))
        return
    near = at.name if at else nearest(text.casefold(), SERVICES)
    field.report.add(site.UNKNOWN_SERVICE.at(place, text=text, near=near, services=SERVICE_NAMES))


def _is_repository(text: str, service: Service | None) -> bool:
    shape = _REPOSITORY if service and not service.has_groups else _REPOSITORY_IN_GROUP
    return bool(shape.fullmatch(text)) and service_at(text.partition("/")[0]) is None


def _report_repository(
    text: str, service: Service | None, branch: str | None, places: dict[str, Place], field: FieldContext
) -> None:
    """Report an ``opslag`` that is no repository. If it is the address of one, the remedy has its name."""
    address = _address(text)
    if address and address.service is None and ":" in text:
        field.report.add(site.UNKNOWN_HOST.at(places["opslag"], text=address.host, hosts=SERVICE_HOSTS))
        return
    write: tuple[str, ...] = ()
    if address and address.service and address.service == service and _is_repository(address.repository, service):
        write = (f"opslag: {yaml_value(address.repository)}",)
    elif address and address.service:
        write = _whole(address, branch)
    elif _is_repository(text.removesuffix(".git"), service):
        write = (f"opslag: {yaml_value(text.removesuffix('.git'))}",)
    field.report.add(site.BAD_REPOSITORY.at(places["opslag"], text=text, write=write))


def report_no_fields(value: RawValue, field: FieldContext) -> None:
    """Report a value of ``redactie`` that has no fields, such as the address of a repository."""
    assert not isinstance(value, Mapping) or not value.entries  # noqa: S101 (the caller reads the fields of a mapping)
    address = _address(visible_text(value.text)) if isinstance(value, Scalar) else None
    if address and address.service is None:
        field.report.add(site.UNKNOWN_HOST.at(field.place(value), text=address.host, hosts=SERVICE_HOSTS))
        return
    field.report.add(site.NO_WEB_EDITOR.at(field.place(value), write=_whole(address, None) if address else ()))


def _address(text: str) -> _Address | None:
    """Return the parts of an address, with ``repository`` empty if there is none in it; or None if it is no address."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    service = service_at(found["host"])
    path = _REST.sub("", found["path"].partition("/-/")[0]).strip("/")
    if service and not service.has_groups:
        path = "/".join(path.split("/")[:2]).removesuffix(".git")
    return _Address(found["host"], service, path)


def _whole(address: _Address, branch: str | None) -> tuple[str, ...]:
    """Return the line that says that the web editor saves to an address, or nothing if that is not sure."""
    if address.service is None or not _is_repository(address.repository, address.service):
        return ()
    more = f", tak: {yaml_value(branch)}" if branch and not _BAD_BRANCH.search(branch) else ""
    return (f"redactie: {{dienst: {address.service.name}, opslag: {yaml_value(address.repository)}{more}}}",)
