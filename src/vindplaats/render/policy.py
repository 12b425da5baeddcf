"""The Content-Security-Policy (CSP3) of every path of a site: what its pages and files may load and run.

`POLICIES` is the one table. The meta element of each page, `_headers` and the headers of the preview are made from it.

A browser enforces all policies that it gets for a file (CSP3, 8.1), and a host sends those of every rule of `_headers`
that matches a path. So the rule for all paths has only what holds for all of them (`SitePolicies.of_all`), and each
further folder of the table gets a rule of its own.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct

from vindplaats.config import NO_SITE, SiteConfig
from vindplaats.diagnostics import site as site_faults
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.inputs.editor_files import EDITOR
from vindplaats.read.fields.git_services import SERVICES
from vindplaats.render.routing.addresses import SEARCH_PAGE, STATIC

MAX_POLICY_LENGTH = 1_950
"""Maximum number of characters of a policy. Cloudflare Pages reads lines of `_headers` of up to 2,000, which begin with
the name of the header."""

Sources = tuple[str, ...]
"""The sources that a directive allows, as CSP writes them: ``("'self'", "https://stats.example.org")``."""
Policy = Mapping[str, Sources]
"""The sources of each directive of a policy, in the order in which they are written."""

_NONE: Sources = ("'none'",)
_SELF: Sources = ("'self'",)
_PAGES: dict[str, Sources] = {
    "default-src": _NONE,
    **dict.fromkeys(("connect-src", "font-src", "img-src", "manifest-src", "media-src"), _SELF),
    **dict.fromkeys(("style-src", "script-src"), _SELF),
    "base-uri": _NONE,
    "form-action": _SELF,
    "frame-ancestors": _NONE,
}
"""What pages may do: no inline scripts or styles, and nothing from other hosts."""

POLICIES: Mapping[str, Policy] = MappingProxyType({
    "": _PAGES,
    SEARCH_PAGE.removesuffix("index.html"): _PAGES | {"script-src": (*_SELF, "'wasm-unsafe-eval'")},
})  # fmt: skip
"""The policy of the pages in each folder that has one of its own, and of all other pages ("").

The search engine runs WebAssembly."""

EDITOR_POLICIES: Mapping[str, Policy] = MappingProxyType({
    name: {
        "default-src": _NONE,
        "script-src": _SELF,
        "style-src": (*_SELF, "'unsafe-inline'"),
        "img-src": (*_SELF, "blob:", "data:", service.portraits),
        "font-src": _SELF,
        "connect-src": (*_SELF, "blob:", "data:", service.api),
        "worker-src": (*_SELF, "blob:"),
        "base-uri": _NONE,
        "form-action": _NONE,
        "frame-ancestors": _NONE,
    }
    for name, service in SERVICES.items()
})  # fmt: skip
"""The policy of the folder of the web editor, by the service to which it saves.

The editor connects to the API of that service, shows the portrait of who has logged in, and has styles in its HTML. A
portrait that comes from elsewhere is not shown, because the host of portraits would learn who edits the site."""

_IN_HEADERS_ONLY = "frame-ancestors"
"""Says which sites may show a page in a frame. CSP3 (3.3) does not allow it in a meta element."""
_FALLBACKS = {"script-src-attr": "script-src", "script-src-elem": "script-src", "worker-src": "script-src"}
"""The directive that decides if another is left out. For the other kinds of files that is ``default-src``."""
_NO_FALLBACK = frozenset({"base-uri", "form-action", "frame-ancestors"})
_OF_ALL = (
    *("frame-src", "media-src", "object-src"),
    *("connect-src", "font-src", "img-src", "manifest-src", "style-src"),
    # `script-src` would also decide about WebAssembly, and forbid it on the search page. These do not.
    *("script-src-attr", "script-src-elem", "worker-src"),
    *("base-uri", "form-action", "frame-ancestors"),
)
"""The directives of the policy for all paths."""
_EVAL = frozenset({"'unsafe-eval'", "'wasm-unsafe-eval'"})
_INLINE = ("'unsafe-inline'", "'unsafe-hashes'", "'sha")


class SitePolicies(Struct, frozen=True, dict=True):
    """The policies of a site: those of `POLICIES` and its web editor, with what its configuration adds.

    ``folders`` has the policy of the pages in each folder that has one of its own, and of all other pages ("").
    """

    folders: Mapping[str, Policy]

    def of_page(self, path: str) -> Policy:
        """Return the policy of the page at ``path``, such as ``"zoeken/index.html"``."""
        return self.folders[self._folder_of(path)]

    def meta(self, path: str) -> str:
        """Return the policy of the page at ``path`` as its meta element has it."""
        return format_policy({name: value for name, value in self.of_page(path).items() if name != _IN_HEADERS_ONLY})

    @cached_property
    def of_all(self) -> Policy:
        """What holds for the policies of all pages: each directive allows what any of them allows."""
        policies = self.folders.values()
        return {name: _joined([_decisive(name, policy) for policy in policies]) for name in _OF_ALL}

    @cached_property
    def headers(self) -> Mapping[str, Policy]:
        """The policies to send, by the paths that they are for. A host sends every policy that is for a path."""
        return {"/*": self.of_all, **{f"/{folder}*": policy for folder, policy in self.folders.items() if folder}}

    def of_file(self, path: str, *, copied: bool = False) -> Policy:
        """Return a policy that allows what the policies of the file at ``path`` allow together on such a host.

        A page has that of its meta element too. A file that was ``copied`` from the source is not one of our pages.
        """
        is_page = path.endswith(".html") and not copied and not path.startswith(f"{STATIC}/")
        return self.of_page(path) if is_page or self._folder_of(path) else self.of_all

    def _folder_of(self, path: str) -> str:
        return max(filter(path.startswith, self.folders), key=len)


def site_policies(site: SiteConfig) -> SitePolicies:
    """Return the policies of a site: those of `POLICIES`, with the sources that its configuration adds to all of them.

    The hosts of ``insluiten`` are sources of frames, by HTTPS only. Nothing is added to the policy of the web editor,
    whose page has nothing of the templates, and with which an editor can change the whole site.
    """
    added = dict(site.csp)
    if site.insluiten:
        added["frame-src"] = (*added.get("frame-src", ()), *(f"https://{host}" for host in site.insluiten))
    if "script-src" in added:
        # Without `worker-src`, `script-src` decides about workers as well (CSP3, 6.8.3), and would allow more of them.
        added.setdefault("worker-src", ())
    folders = {folder: with_sources(policy, added) for folder, policy in POLICIES.items()}
    if site.redactie:
        folders[f"{EDITOR}/"] = EDITOR_POLICIES[site.redactie.dienst]
    return SitePolicies(folders)


def check_policies(site: SiteConfig) -> tuple[Diagnostic, ...]:
    """Report policies that are too long for a host that reads `_headers`."""
    longest = max(len(format_policy(policy)) for policy in site_policies(site).headers.values())
    if longest <= MAX_POLICY_LENGTH:
        return ()
    name = "csp" if site.csp else "insluiten"
    return (site_faults.POLICY_TOO_LONG.at(site.place(name), length=longest, maximum=MAX_POLICY_LENGTH),)


def format_policy(policy: Policy) -> str:
    """Return a policy as CSP writes it: ``"default-src 'none'; img-src 'self'"``."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())


def with_sources(policy: Policy, added: Policy) -> Policy:
    """Return a policy that allows the sources of ``added`` too. Directives that it lacks start from their fallbacks."""
    return {**policy, **{name: _joined([_decisive(name, policy), sources]) for name, sources in added.items()}}


def _decisive(name: str, policy: Policy) -> Sources:
    """Return the sources that decide about a directive, which may be those of another."""
    if name in policy or name in _NO_FALLBACK:
        return policy[name]
    sources = policy.get(_FALLBACKS.get(name, ""), policy["default-src"])
    if name == "script-src-attr":
        return tuple(source for source in sources if source.startswith(_INLINE))
    if name == "script-src-elem":
        return tuple(source for source in sources if source not in _EVAL)
    if name == "worker-src":
        return tuple(source for source in sources if not source.startswith("'") or source in _SELF)
    return sources


def _joined(several: Sequence[Sources]) -> Sources:
    """Return the sources that any of ``several`` has."""
    found = tuple(dict.fromkeys(source for sources in several for source in sources if source not in _NONE))
    return found or _NONE


SITE_POLICIES = site_policies(NO_SITE)
"""The policies of a site whose configuration adds nothing."""
