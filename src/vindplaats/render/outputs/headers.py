"""The HTTP headers of the site: those in `_headers`, and those that the preview sends."""

from collections.abc import Mapping

from vindplaats.render.artifact import HeadersFile
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.policy import SitePolicies, format_policy, with_sources

HEADERS_PATH = "_headers"
"""Path of the file from which Netlify and Cloudflare Pages read the HTTP headers to send.

Other hosts do not read this file, so each page also has its policy in a meta element."""

_POLICY_HEADER = "Content-Security-Policy"
_ALWAYS: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every file besides its policy."""


def headers_of(
    policies: SitePolicies, path: str, *, copied: bool = False, also_connect: tuple[str, ...] = ()
) -> dict[str, str]:
    """Return the HTTP headers with which a browser treats the file at ``path`` as on a host that reads `_headers`.

    The policy of a page is that of its meta element, so it may lack that. ``copied`` is as in `SitePolicies.of_file`.
    ``also_connect`` has sources to which pages may connect besides those, such as ``("ws://127.0.0.1:8000",)``.
    """
    policy = with_sources(policies.of_file(path, copied=copied), {"connect-src": also_connect})
    return {_POLICY_HEADER: format_policy(policy), **_ALWAYS}


def make_headers(facts: PageFacts, _: HeadersFile) -> bytes:
    """Make `_headers` (syntax: Netlify, "Custom headers")."""
    rules = {paths: {_POLICY_HEADER: format_policy(policy)} for paths, policy in facts.policies.headers.items()}
    rules["/*"] |= _ALWAYS
    return "".join(
        f"{paths}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for paths, headers in rules.items()
    ).encode()
