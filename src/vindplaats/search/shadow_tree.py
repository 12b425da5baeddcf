"""The shadow tree: a page for each hit, made for Pagefind and not published.

It is a pure function of the hits and the texts of reports, and its digest says whether the search index is outdated.
Reading all texts takes long for a large site, and splitting their words takes longer. So the digest is made from texts
that are not split, and the cache has the digest of each page, by what the page is made from, and every word.
"""

import hashlib
import os
from collections.abc import Sequence

from msgspec import msgpack

from vindplaats.cache.store import Store
from vindplaats.inputs.inventory import DIGEST_SIZE
from vindplaats.search.hit import Hit, ReportTexts
from vindplaats.search.shadow_page import shadow_page
from vindplaats.search.shadow_text import PlainText, ShadowText
from vindplaats.workers.fork_map import fork_map

SHADOW_DIGESTS = "zoeken"
"""The name in the cache of the digest of each page of the shadow tree."""
SHADOW_WORDS = "zoekwoorden"
"""The name in the cache of the words of the site as they are in the shadow tree."""
HITS_PER_CHUNK = 100
"""Maximum number of pages whose digests a worker makes at a time. A site with fewer starts no workers for this."""
MIN_HITS_PER_SHARE = 20
"""Minimum number of pages that a worker writes. Each worker writes one share, because it splits its words once."""


def tree_digest(hits: Sequence[Hit], reports: ReportTexts, store: Store | None, processes: int) -> bytes:
    """Return a digest of the shadow tree (16 bytes)."""
    known = (store.recall(SHADOW_DIGESTS, dict[bytes, bytes]) if store else None) or {}
    keys = [_digest(_encoder.encode(hit)) for hit in hits]
    missing = [place for place, key in enumerate(keys) if key not in known]
    chunks = [missing[i : i + HITS_PER_CHUNK] for i in range(0, len(missing), HITS_PER_CHUNK)]

    writer = PlainText()

    def make(number: int) -> list[bytes]:
        return [_digest(shadow_page(hits[place], reports, writer)) for place in chunks[number]]

    made = [page for pages in fork_map(make, len(chunks), processes) for page in pages]
    pages = {key: known[key] for key in keys if key in known}
    pages |= {keys[place]: page for place, page in zip(missing, made, strict=True)}
    if store and pages.keys() != known.keys():
        store.save(SHADOW_DIGESTS, msgpack.encode(pages))
    tree = sorted((hit.path, pages[key]) for hit, key in zip(hits, keys, strict=True))
    return _digest(msgpack.encode(tree))


def write_tree(hits: Sequence[Hit], reports: ReportTexts, store: Store | None, folder: str, processes: int) -> None:
    """Write the shadow tree into a new folder, and keep exactly its words in the cache. Raises `OSError`."""
    os.mkdir(folder)
    known = (store.recall(SHADOW_WORDS, dict[str, str]) if store else None) or {}
    shares = max(1, min(processes, len(hits) // MIN_HITS_PER_SHARE))

    def write(share: int) -> dict[str, str]:
        writer = ShadowText(known)
        for hit in hits[share::shares]:
            path = os.path.join(folder, hit.path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "xb") as stream:
                stream.write(shadow_page(hit, reports, writer))
        return writer.words if store else {}

    words = {word: written for found in fork_map(write, shares, processes) for word, written in found.items()}
    if store and words.keys() != known.keys():
        store.save(SHADOW_WORDS, msgpack.encode(words))


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()


_encoder = msgpack.Encoder(enc_hook=lambda _: None)
"""Encodes the HTML of a body as nothing: `HitText.digest` already shows whether it has changed."""
