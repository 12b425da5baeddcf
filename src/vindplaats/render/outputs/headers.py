"""The HTTP headers of the site, which forbid pages to load or run anything that is not a file of the site."""

from vindplaats.render.artifact import HeadersFile
from vindplaats.render.facts.page_facts import PageFacts

HEADERS_PATH = "_headers"
"""Path of the file with headers that Netlify and Cloudflare Pages read.

Other hosts serve it as plain text. For these, each page contains the policy too."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("connect", "font", "img", "manifest", "script", "style")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""The Content Security Policy (Level 3) of every page. It forbids inline scripts and styles, and other hosts."""

_HEADERS = {
    # The policy in a meta element cannot have frame-ancestors: which sites may show the page in a frame (CSP3, 3.3).
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def make_headers(_: PageFacts, __: HeadersFile) -> bytes:
    """Make `_headers`, with the same headers for every file (Netlify, "Custom headers")."""
    return "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in _HEADERS.items())]).encode()
