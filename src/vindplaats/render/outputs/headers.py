"""The Content-Security-Policy and other HTTP headers of the site. Pages load and run only files of the site itself.

A host may send several policies for one file, and a browser then enforces all of them (CSP3, 8.1). So the policy for
all files has only directives that every file can have. What differs between pages is in the policy of each page, and
in the policy for the folder of the search page.
"""

from collections.abc import Mapping

from vindplaats.render.artifact import HeadersFile
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.routing.addresses import SEARCH_PAGE, STATIC

HEADERS_PATH = "_headers"
"""Path of the file from which Netlify and Cloudflare Pages read the HTTP headers to send.

Other hosts do not read this file, so each page also has its policy in a meta element."""

_POLICY_HEADER = "Content-Security-Policy"
_SEARCH_FOLDER = SEARCH_PAGE.removesuffix("index.html")
_SAME_SITE = {f"{kind}-src": "'self'" for kind in ("connect", "font", "img", "manifest", "style")}
_NO_BASE, _OWN_FORMS, _NO_FRAMING = {"base-uri": "'none'"}, {"form-action": "'self'"}, {"frame-ancestors": "'none'"}


def _page_directives(script: str) -> dict[str, str]:
    return {"default-src": "'none'", **_SAME_SITE, "script-src": script, **_NO_BASE, **_OWN_FORMS}


def _policy(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


_PAGE_DIRECTIVES = _page_directives("'self'")
_SEARCH_DIRECTIVES = _page_directives("'self' 'wasm-unsafe-eval'")
_FILE_DIRECTIVES = {
    **{f"{kind}-src": "'none'" for kind in ("frame", "media", "object")},
    **_SAME_SITE,
    # `script-src` would also decide about WebAssembly, and forbid it on the search page. These two do not.
    "script-src-attr": "'none'",
    "script-src-elem": "'self'",
    "worker-src": "'self'",
    **_NO_BASE,
    **_OWN_FORMS,
}

POLICY = _policy(_PAGE_DIRECTIVES)
"""The Content Security Policy (CSP3) of every page except the search page.

It blocks inline scripts and styles, and files from other hosts."""

SEARCH_POLICY = _policy(_SEARCH_DIRECTIVES)
"""The policy of the search page, which also lets the search engine run WebAssembly."""

# `frame-ancestors` (which sites may show the page in a frame) is only in headers, because CSP3 (3.3) does not allow it
# in a meta element.
_HEADERS: Mapping[str, Mapping[str, str]] = {
    "/*": {
        _POLICY_HEADER: _policy(_FILE_DIRECTIVES | _NO_FRAMING),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    },
    f"/{_SEARCH_FOLDER}*": {
        _POLICY_HEADER: _policy(_SEARCH_DIRECTIVES | _NO_FRAMING),
    },
}
"""The headers by the paths that they are for. A site without a search page has no file at the second."""


def headers_of(path: str, also_connect: str = "") -> dict[str, str]:
    """Return the HTTP headers with which a browser treats the file at ``path`` as on a host that reads `_headers`.

    The policy of a page is that of its meta element, so it may lack that. ``also_connect`` is a source to which pages
    may connect besides the site itself, such as ``"ws://127.0.0.1:8000"``.
    """
    if path.startswith(_SEARCH_FOLDER):
        directives = _SEARCH_DIRECTIVES
    elif path.endswith(".html") and not path.startswith(f"{STATIC}/"):
        directives = _PAGE_DIRECTIVES
    else:
        directives = _FILE_DIRECTIVES
    connect = f"{directives['connect-src']} {also_connect}".rstrip()
    return {**_HEADERS["/*"], _POLICY_HEADER: _policy({**directives, **_NO_FRAMING, "connect-src": connect})}


def make_headers(_: PageFacts, __: HeadersFile) -> bytes:
    """Make `_headers` (syntax: Netlify, "Custom headers")."""
    return "".join(
        f"{paths}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for paths, headers in _HEADERS.items()
    ).encode()
