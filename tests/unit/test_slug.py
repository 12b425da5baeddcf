import sys
from types import SimpleNamespace

import pytest
from slugify import slugify as original

from vindplaats.slug import slugify


def test_slugs_are_the_same_whether_or_not_unidecode_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Café – één jaar"
    assert slugify(words) == "cafe-een-jaar"
    monkeypatch.setitem(sys.modules, "unidecode", SimpleNamespace(unidecode=lambda _: "anders"))
    assert original(words) == "anders"
    assert slugify(words) == "cafe-een-jaar"
