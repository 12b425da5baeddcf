"""What browsers are told pages may do: nothing but show what is on this site."""

from vindplaats.render.artifact import HeadersFile
from vindplaats.render.facts.page_facts import PageFacts

HEADERS = "_headers"
"""Read by Netlify and Cloudflare Pages. Other hosts serve it as a text, and have the policy from each page."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("connect", "font", "img", "manifest", "script", "style")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""Content Security Policy Level 3, of every page: no inline script or style, nothing of another host."""

_ALL = {
    # A meta element cannot say who may frame the page (CSP3, 3.3).
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def make_headers(_: PageFacts, __: HeadersFile) -> bytes:
    """The headers of every file, in the form of `_headers` (Netlify, "Custom headers")."""
    return "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in _ALL.items())]).encode()
