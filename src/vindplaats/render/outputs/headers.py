"""The HTTP headers of the site. They allow pages to load and run only files of the site itself."""

from vindplaats.render.artifact import HeadersFile
from vindplaats.render.facts.page_facts import PageFacts

HEADERS_PATH = "_headers"
"""Path of the file from which Netlify and Cloudflare Pages read the HTTP headers to send.

Other hosts do not read this file, so each page also has `POLICY` in a meta element."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("connect", "font", "img", "manifest", "script", "style")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""The Content Security Policy (CSP3) of every page. It blocks inline scripts and styles, and files from other hosts."""

_HEADERS = {
    # `frame-ancestors` (which sites may show the page in a frame) is not in `POLICY`, because CSP3 (3.3) does not allow
    # it in a meta element.
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def make_headers(_: PageFacts, __: HeadersFile) -> bytes:
    """Make `_headers`, which sets the same headers for every file (syntax: Netlify, "Custom headers")."""
    return "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in _HEADERS.items())]).encode()
