"""Test the message about a folder without a source."""

from pathlib import Path

import pytest

from vindplaats.cli import main


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = tmp_path / "mijn site"
    (source / "content/projecten").mkdir(parents=True)
    (source / "content/site.yaml").write_text("naam: x\n")
    return source


@pytest.mark.parametrize(
    ("folder", "source", "remedy"),
    [
        (".", ".", "Ga naar de map van de site met `cd 'mijn site'`."),
        ("mijn site/content", ".", "Ga naar de map van de site met `cd ..`."),
        (".", "mijn site/content", "Bedoelde u --source 'mijn site'?"),
    ],
)
def test_a_site_nearby_is_named(
    folder: str,
    source: str,
    remedy: str,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(site.parent / folder)
    assert main(["check", "--source", source]) == 2
    assert capsys.readouterr().err.endswith(f"staat geen map content/. {remedy}\n")


def test_of_two_sites_neither_is_named(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.parent / "andere/content").mkdir(parents=True)
    (site.parent / "andere/content/site.yaml").write_text("naam: x\n")
    monkeypatch.chdir(site.parent)
    assert main(["check"]) == 2
    assert "Ga met `cd` naar de map van uw site" in capsys.readouterr().err


def test_an_empty_folder_in_a_site_names_both(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site / "content/projecten")
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert "Ga naar de map van de site met `cd ../..`. Begin er een nieuwe site met: vindplaats init .\n" in said
