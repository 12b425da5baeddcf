"""The web editor at a git host: log in with a token, change a project, add another, and publish what was saved."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from support import make_source, pdf, png

from .conftest import served
from .editing import Editor, log_in, run, source_files, watched
from .git_host import AVATARS, TOKEN, GitHub, GitLab, Host
from .git_repository import Repository

FILES = {
    "site.yaml": "naam: Proef\nbase_url: https://proef.example/onderzoek/\nzoeken: nee\n"
    "redactie: {dienst: %s, opslag: proef/site, tak: main}\n",
    "werkvelden/wonen.md": "---\ntitel: Wonen\n---\n",
    "contactpersonen/noor.md": "---\nnaam: Noor de Wit\nfoto: noor.png\n---\n",
    "projecten/zaken.md": "---\ntitel: Zaken\nwerkveld: Wonen\nopdrachtgever: []\ncontactpersoon: Noor de Wit\n"
    "jaar: 2021\n---\n\nVerzonnen tekst van zaken.\n",
}
PROJECT = "content/projecten/zaken.md"
PORTRAIT = png()
REPORT = pdf(2, tagged=True, lang="nl", title="Een plan voor de wijk")


@pytest.fixture(params=[GitHub, GitLab], ids=lambda service: service.service)
def host(request: pytest.FixtureRequest, tmp_path: Path, package: None) -> Host:
    """A git host with the files of a source, whose site is in ``bron/public/``."""
    service: type[Host] = request.param
    source = make_source(tmp_path / "bron", FILES | {"site.yaml": FILES["site.yaml"] % service.service})
    (source / "content/contactpersonen/noor.png").write_bytes(PORTRAIT)
    run("build", source)
    return service(Repository(tmp_path / "site.git", source_files(source)))


@pytest.fixture
def opened(host: Host, tmp_path: Path, chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """The page on which to log in there, and what goes wrong in it."""
    site = tmp_path / "bron/public"
    headers = (site / "_headers").read_text(encoding="utf-8")
    with served(site) as root, watched(chromium, f"{root}redactie/", headers, host) as found:
        yield found


@pytest.fixture
def editor(opened: tuple[Page, list[str]]) -> Editor:
    """An editor who has logged in."""
    page, _ = opened
    log_in(page, TOKEN)
    page.get_by_role("grid").wait_for()
    return Editor(page)


only_github = pytest.mark.parametrize("host", [GitHub], indirect=True)


def clone(host: Host, folder: Path) -> Path:
    """Clone the repository, as the workflow of a site does."""
    subprocess.run(["git", "clone", "--quiet", str(host.repository.folder), str(folder)], check=True)
    return folder


def messages(host: Host) -> list[str]:
    """Return the messages of all commits, newest first."""
    return [commit.message for commit in host.repository.history()]


def test_a_project_is_changed_and_another_added_and_published(editor: Editor, host: Host, tmp_path: Path) -> None:
    page = editor.page
    editor.open("Zaken")
    editor.fill("samenvatting", "Wat er in de wijk speelt.")
    editor.save()
    page.get_by_role("button", name="Nieuw").last.click()
    editor.fill("titel", "Een plan voor de wijk")
    editor.field("werkveld").get_by_text("Wonen", exact=True).click()
    editor.field("opdrachtgever").get_by_text("toevoegen").click()
    page.get_by_role("dialog").locator('section.field[data-key-path="naam"] input').fill("Nieuw Fonds")
    page.get_by_role("dialog").get_by_text("Toevoegen", exact=True).click()
    editor.field("contactpersoon").get_by_text("Noor de Wit").click()
    editor.fill("jaar", "2026")
    upload = FilePayload(name="Rapport Nieuw.pdf", mimeType="application/pdf", buffer=REPORT)
    editor.field("rapport").locator("input[type=file]").first.set_input_files(upload)
    editor.field("body").locator("textarea").fill("Een nieuwe tekst.")
    editor.save()
    assert messages(host) == [
        "Voeg project ‘een-plan-voor-de-wijk/index’ toe +2",
        "Wijzig project ‘zaken’",
        "Begin",
    ]
    source = clone(host, tmp_path / "kloon")
    run("check", source)
    run("build", source)
    site = source / "public/projecten"
    assert "Wat er in de wijk speelt." in (site / "zaken/index.html").read_text(encoding="utf-8")
    added = (site / "een-plan-voor-de-wijk/index.html").read_text(encoding="utf-8")
    assert "Een nieuwe tekst." in added
    assert "Nieuw Fonds" in added
    assert (site / "een-plan-voor-de-wijk/rapport-nieuw.pdf").read_bytes() == REPORT


def test_a_wrong_token_is_refused_in_dutch_and_the_right_one_shows_who_has_logged_in(
    opened: tuple[Page, list[str]], host: Host
) -> None:
    page, wrong = opened
    log_in(page, "github_pat_verlopen")
    refused = page.get_by_text("Het opgegeven token is ongeldig. Controleer het en probeer het opnieuw.")
    expect(refused).to_be_visible()
    assert len(wrong) == 2  # of the browser, and of the editor, both in the console
    wrong.clear()
    log_in(page, TOKEN)
    expect(page.get_by_role("grid")).to_contain_text("Zaken")
    portrait = page.locator(f'img[src="{AVATARS[host.service]}"]')
    assert portrait.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0


def test_the_editor_shows_the_pictures_of_the_repository(editor: Editor) -> None:
    editor.collection("Contactpersonen")
    editor.open("Noor de Wit")
    picture = editor.field("foto").locator("img")
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0


def test_the_files_of_the_repository_are_listed_and_no_page_can_be_deleted(editor: Editor) -> None:
    page = editor.page
    page.get_by_role("radio", name="Media").click()
    expect(page.get_by_role("grid").get_by_text("noor.png")).to_be_visible()
    page.get_by_role("radio", name="Inhoud").click()
    page.get_by_role("grid").get_by_role("row").filter(has_text="Zaken").get_by_role("checkbox").click()
    expect(page.get_by_role("button", name="Verwijderen")).to_be_disabled()
    editor.open("Zaken")
    page.get_by_role("button", name="Editoropties tonen").click()
    expect(page.get_by_role("menuitem", name="Dupliceren")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Verwijderen")).to_have_count(0)


@only_github
def test_a_token_for_reading_saves_nothing_and_says_so(
    editor: Editor, opened: tuple[Page, list[str]], host: Host
) -> None:
    host.may_write = False
    editor.open("Zaken")
    editor.fill("samenvatting", "Wat er in de wijk speelt.")
    editor.page.get_by_role("button", name="Opslaan").click()
    said = editor.page.get_by_role("alertdialog")
    expect(said).to_contain_text("Er is een fout opgetreden bij het opslaan van het item.")
    expect(said).to_contain_text("Resource not accessible by personal access token")
    opened[1].clear()
    assert messages(host) == ["Begin"]


@only_github
def test_what_another_saves_meanwhile_stays(editor: Editor, opened: tuple[Page, list[str]], host: Host) -> None:
    other = {"content/contactpersonen/jos.md": b"---\nnaam: Jos Bos\n---\n"}

    def save_other() -> None:
        host.before_commit = lambda: None
        host.repository.commit("Voeg Jos toe", other, author="Jos Bos")

    page = editor.page
    host.before_commit = save_other
    editor.open("Zaken")
    editor.fill("samenvatting", "Wat er in de wijk speelt.")
    page.get_by_role("button", name="Opslaan").click()
    said = page.get_by_role("alertdialog")
    expect(said).to_contain_text("Iemand anders heeft de repository bijgewerkt tijdens het opslaan.")
    opened[1].clear()
    said.get_by_role("button", name="OK").click()
    editor.save()
    assert messages(host) == ["Wijzig project ‘zaken’", "Voeg Jos toe", "Begin"]
    editor.open("Zaken")
    changed = host.repository.read(host.repository.files()[PROJECT]).replace(b"2021", b"1999")
    host.repository.commit("Wijzig het jaar", {PROJECT: changed}, author="Jos Bos")
    editor.fill("samenvatting", "Iets anders.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alertdialog")).to_contain_text("gaan de wijzigingen van de ander verloren")
    assert messages(host)[0] == "Wijzig het jaar"
