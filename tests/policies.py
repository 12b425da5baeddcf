"""What Content-Security-Policies allow together, found without the code that makes them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

FALLBACKS: Mapping[str, Sequence[str]] = {
    **{f"{kind}-src": ("default-src",) for kind in ("connect", "font", "img", "manifest", "media", "object", "style")},
    "frame-src": ("child-src", "default-src"),
    "script-src": ("default-src",),
    "script-src-attr": ("script-src", "default-src"),
    "script-src-elem": ("script-src", "default-src"),
    "worker-src": ("child-src", "script-src", "default-src"),
    "base-uri": (),
    "form-action": (),
    "frame-ancestors": (),
}
"""The directives, and for each those that decide if it is left out (CSP3, 6.8.3)."""
RELEVANT = {
    "script-src": re.compile(r"'(?:wasm-)?unsafe-eval'"),  # what else it says, the next two say
    "script-src-attr": re.compile(r"'(?:unsafe-|sha)(?!eval).*"),
    "script-src-elem": re.compile(r"(?!'(?:wasm-)?unsafe-eval').*"),
    "worker-src": re.compile(r"'self'|[^'].*"),
}
"""The sources that mean something for a directive, where not all do."""

Allowed = dict[str, frozenset[str] | None]
"""The sources that each directive allows; None if all are allowed."""


def directives(policy: str) -> dict[str, str]:
    """Return the value of each directive of a policy."""
    return {name: value for name, _, value in (part.partition(" ") for part in policy.split("; "))}


def allowed(policy: str) -> Allowed:
    """Return what one policy allows."""
    values = directives(policy)
    found: Allowed = {}
    for name, others in FALLBACKS.items():
        decisive = next((values[one] for one in (name, *others) if one in values), None)
        relevant = RELEVANT.get(name, re.compile(r".*"))
        found[name] = None if decisive is None else frozenset(filter(relevant.fullmatch, decisive.split())) - {"'none'"}
    return found


def together(policies: Iterable[str]) -> Allowed:
    """Return what several policies, all of which a browser enforces, allow together."""
    found: Allowed = dict.fromkeys(FALLBACKS)
    for policy in policies:
        for name, sources in allowed(policy).items():
            before = found[name]
            found[name] = before if sources is None else sources if before is None else before & sources
    return found


def rules(headers: str) -> dict[str, dict[str, str]]:
    """Return the headers in a file ``_headers`` by the paths that they are for."""
    found: dict[str, dict[str, str]] = {}
    paths = ""
    for line in headers.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in found[paths]
            found[paths][name] = value
        else:
            paths = line
            assert paths not in found
            found[paths] = {}
    return found


def sent(headers: str, path: str) -> dict[str, str]:
    """Return the headers that Netlify and Cloudflare Pages send for a path: those of all rules, joined by a comma."""
    found: dict[str, str] = {}
    for paths, named in rules(headers).items():
        if fnmatchcase(path, paths):
            for name, value in named.items():
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def policies_of(headers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the policies in the headers of an answer."""
    return tuple(headers["Content-Security-Policy"].split(", "))
