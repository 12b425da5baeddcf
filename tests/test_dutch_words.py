"""The committed lists of Dutch words are those that .ci/dutch_words.py makes from Debian's package hunspell-nl."""

import hashlib
import importlib.util
import os
from pathlib import Path

import pytest

from support import REPOSITORY

SPEC = importlib.util.spec_from_file_location("dutch_words", REPOSITORY / ".ci" / "dutch_words.py")
assert SPEC is not None
assert SPEC.loader is not None
dutch_words = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(dutch_words)

RULES = dutch_words.read_rules(
    """
SFX Zb Y 2
SFX Zb 0 en/CaCbCp [^eo]		ts:NN2
SFX Zb 0 en-/CaCbCp [^eo]		ts:NN2
SFX Zf Y 1
SFX Zf eel elen/CaCbCp eel		ts:NN2
SFX Aa Y 1
SFX Aa 0 e [^e]		ts:AJe
"""
)
WORDS = dutch_words.read_words(
    "9\nbeleid/CcCh\nbeleid\nkasteel/CcCaZf\nverbod/Fw\nWoerden/Ca\nrijk/CaCc\nwijd/Aa\nvergezicht/Zb\nberg/Ca\nkasteelberg/Zb\n"
)


def released() -> bool:
    """Return whether the release of hunspell-nl is installed from which the lists were made."""
    return all(
        (path := dutch_words.HUNSPELL / name).exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest
        for name, digest in dutch_words.DIGESTS.items()
    )


@pytest.mark.slow
def test_the_lists_are_what_the_script_makes() -> None:
    if not dutch_words.COPYRIGHT.exists() and "CI" not in os.environ:
        pytest.skip("hunspell-nl is not installed")
    if not released() and dutch_words.COPYRIGHT.exists():
        pytest.skip("another release of hunspell-nl is installed")
    for name, text in dutch_words.make_lists().items():
        assert (dutch_words.DATA / name).read_text(encoding="utf-8") == text, f"run python .ci/dutch_words.py: {name}"


def test_roles_and_forms_come_from_the_flags() -> None:
    assert list(dutch_words.part_lines(WORDS, RULES)) == [
        "beleid se",
        "berg b",
        "kasteel be kastelen",
        "rijk be",
        "vergezicht n vergezichten",
    ]


def test_only_forms_with_another_stem_are_listed() -> None:
    assert list(dutch_words.form_lines(WORDS, RULES)) == ["kasteel kastelen", "wijd > wijde"]


def test_another_release_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dutch_words, "HUNSPELL", tmp_path)
    (tmp_path / "nl.aff").write_text("SFX", encoding="utf-8")
    with pytest.raises(SystemExit, match="another release"):
        dutch_words.read_checked("nl.aff")


def test_a_copyright_file_without_the_licence_is_refused() -> None:
    with pytest.raises(SystemExit, match="BSD"):
        dutch_words.license_text("Copyright:\n(c) 2020 OpenTaal\nAll rights reserved.\n")


def test_the_licence_is_beside_the_lists_and_in_the_package() -> None:
    text = (dutch_words.DATA / "LICENSE.opentaal.txt").read_text(encoding="utf-8")
    assert "OpenTaal (Simon Brouwer, Sander van Geloven)" in text
    assert "THIS SOFTWARE IS PROVIDED" in text
    assert "src/vindplaats/dutch/data/LICENSE.opentaal.txt" in (REPOSITORY / "pyproject.toml").read_text("utf-8")
