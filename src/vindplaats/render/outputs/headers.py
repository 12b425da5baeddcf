"""HTTP headers that forbid pages anything but showing what is on this site."""

from vindplaats.render.artifact import HeadersFile
from vindplaats.render.facts.page_facts import PageFacts

HEADERS_PATH = "_headers"
"""A file that Netlify and Cloudflare Pages read. Other hosts serve it as text; there, each page has the policy."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("connect", "font", "img", "manifest", "script", "style")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""The Content Security Policy (Level 3) of every page: no inline script or style, nothing from another host."""

_HEADERS = {
    # A meta element cannot say who may frame the page (CSP3, 3.3).
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def make_headers(_: PageFacts, __: HeadersFile) -> bytes:
    """Make `_headers`, with the same headers for every file (Netlify, "Custom headers")."""
    return "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in _HEADERS.items())]).encode()
