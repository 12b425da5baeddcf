"""The git services to which the web editor of a site can save."""

from msgspec import Struct

from vindplaats.dutch.lists import enumerate_dutch


class Service(Struct, frozen=True):
    """A git service.

    ``name`` is how ``site.yaml`` and the editor name it, and ``host`` where its repositories are. ``api`` is what the
    editor connects to, and ``portraits`` where the portraits of users come from, both as sources of a
    Content-Security-Policy. ``checks`` is the address of the checks of a repository, with ``{opslag}`` and ``{tak}``.
    With ``has_groups``, an owner may be a group within another.
    """

    name: str
    host: str
    api: str
    portraits: str
    checks: str
    has_groups: bool = False


SERVICES = {
    service.name: service
    for service in (
        Service(
            "github",
            host="github.com",
            api="https://api.github.com",
            portraits="https://avatars.githubusercontent.com",
            checks="https://github.com/{opslag}/actions?query=branch%3A{tak}",
        ),
        Service(
            "gitlab",
            host="gitlab.com",
            api="https://gitlab.com/api/",
            portraits="https://gitlab.com",
            checks="https://gitlab.com/{opslag}/-/pipelines?ref={tak}",
            has_groups=True,
        ),
        Service(
            "gitea",
            host="gitea.com",
            api="https://gitea.com/api/",
            portraits="https://gitea.com",
            checks="https://gitea.com/{opslag}/actions",
        ),
    )
}
"""The services by name. The editor knows no others, and none on a host of one's own."""

SERVICE_NAMES = enumerate_dutch(tuple(SERVICES), "of")
SERVICE_NAMES_AS_CODE = enumerate_dutch([f"`{name}`" for name in SERVICES], "of")
SERVICE_HOSTS = enumerate_dutch([service.host for service in SERVICES.values()])


def service_at(host: str) -> Service | None:
    """Return the service whose repositories are at a host such as ``github.com``."""
    return next((s for s in SERVICES.values() if s.host == host.casefold().removeprefix("www.")), None)
