"""The web editor on real files: what it saves passes `check`, and it leaves the rest of a file as it was."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, FilePayload, expect

from support import make_source, pdf, png, run_here

from .conftest import AS_OF, served
from .editing import Editor, opened, run, source_files

BODY = """

Tekst met een tabel.

| a | b |
|---|---|
| 1 | 2 |

Een begrip
: en wat het betekent

- een punt
  1. en een daarin[^1]

[^1]: De noot.
"""
EXTRA = """extra:
  bedrag: 1.5
  dagen:
    - 2020-01-01
    - 2020-01-01 12:00:00
  lang: Een regel die veel te lang is om op één regel van tachtig tekens te passen, maar die de redactie niet afbreekt
  leeg: null
  regels: |-
    een
    twee
  tabel:
    - kleur: groen
      maat: 2
    - 'a: b'
  versie: '1.10'
  waar: true
"""
"""What is not in the form, as the editor writes it: in the order of the alphabet, in blocks, with few quotes."""
NAMES = {
    "stay": ["12 a", "1a", "'*'", "a-b", "c d", "constructor", "ë'", "true", "'~'", "NaN", "٣"],
    "are lost": [
        "1",
        "01",
        "'007'",
        "-1",
        "1.5",
        "1e3",
        "0x1",
        "0b1",
        "' '",
        "''",
        "~",
        "null",
        "Infinity",
        "a.b",
        "a.",
    ],
}
FILES = {
    "site.yaml": "naam: Proef\nbase_url: https://proef.example/onderzoek/\nzoeken: nee\n"
    "redactie: {dienst: github, opslag: proef/site, tak: main}\n",
    "werkvelden/wonen.md": "---\ntitel: Wonen\n---\n",
    "werkvelden/zorg.md": "---\ntitel: Zorg\n---\n",
    "contactpersonen/noor.md": "---\nnaam: Noor de Wit\naliassen: [Noor]\n---\n",
    "contactpersonen/jos.md": "---\nnaam: Jos Bos\n---\n",
    "nieuws/bericht.md": "---\ntitel: Een bericht\ndatum: 2021-03-01\n---\n\nVerzonnen nieuws.\n",
    "paginas/over-ons.md": "---\ntitel: Over ons\n---\n\nWie wij zijn.\n",
    "opdrachtgevers/fonds.md": "---\nnaam: Fonds Proef\nafkorting: FP\n---\n",
    "projecten/x.md": '---\ntitel: "Wonen: een verkenning" # een opmerking\nwerkveld: Wonen\n'
    "opdrachtgever: Fonds Proef\ncontactpersoon: Noor de Wit\njaar: 2019\n"
    f"extra: {{kleur: groen, maten: [1, 2]}}\n---{BODY}",
    "projecten/2019/y.md": "---\ntitel: Zorg in de wijk\nwerkveld: [Zorg]\nopdrachtgever: [Fonds Proef]\n"
    f"contactpersoon: [Jos Bos, Noor de Wit]\njaar: 2020\n{EXTRA}---\n\nVerzonnen tekst van y.\n",
    "projecten/z/index.md": "---\ntitel: Zaken\nwerkveld: Zorg\nopdrachtgever: Fonds Proef\ncontactpersoon: Jos Bos\n"
    "jaar: 2021\nrapport: oud.pdf\n---\n\nVerzonnen tekst van z.\n",
}
DRAFT = FILES["projecten/z/index.md"].replace("Zaken", "Zorgen").replace("rapport: oud.pdf", "concept: ja")
PHOTO = png(300, 300)
REPORT = pdf(2, tagged=True, lang="nl", title="Het nieuwe rapport")
SECOND_REPORT = pdf(3, tagged=True, lang="nl", title="De tabellen")


@pytest.fixture
def source(tmp_path: Path, package: None) -> Path:
    """A source with a web editor, built in its folder ``public/``."""
    made = make_source(tmp_path / "bron", FILES)
    (made / "content/projecten/z/oud.pdf").write_bytes(pdf(1, tagged=True, lang="nl", title="Het oude rapport"))
    run("build", made)
    return made


@pytest.fixture
def editor(source: Path, chromium: Browser) -> Iterator[Editor]:
    headers = (source / "public/_headers").read_text(encoding="utf-8")
    with (
        served(source / "public") as root,
        opened(chromium, f"{root}redactie/", headers, source_files(source)) as found,
    ):
        yield found


def replace_content(source: Path, files: dict[str, bytes]) -> None:
    """Give a source the pages that the editor saved, as a push to its repository does."""
    shutil.rmtree(source / "content")
    for name, data in files.items():
        if name.startswith("content/"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(data)


def matter_and_body(data: bytes) -> tuple[list[str], str]:
    _, matter, body = data.decode().split("---\n", 2)
    return matter.splitlines(), body


def test_each_type_of_field_can_be_changed_and_the_rest_of_the_file_stays(editor: Editor, source: Path) -> None:
    before = editor.files()
    expect(editor.page.get_by_role("button", name="Nieuw").last).to_be_visible()  # a text of the editor itself
    for title in ("Wonen: een verkenning", "Zorg in de wijk", "Zaken"):
        expect(editor.page.get_by_role("grid").get_by_text(title)).to_be_visible()
    editor.open("Wonen: een verkenning")
    expect(editor.field("jaar").get_by_role("spinbutton")).to_have_value("2019")
    editor.field("werkveld").get_by_text("Zorg", exact=True).click()
    editor.fill("jaar", "2022")
    editor.fill("samenvatting", "Kort: een samenvatting, 'met' tekens.")
    editor.fill("partners", "Bureau Verzonnen")
    editor.fill("publicatiedatum", "2022-05-01")
    editor.field("links").get_by_role("button", name="toevoegen").click()
    editor.fill("links.0.titel", "Meer")
    editor.fill("links.0.url", "https://a.example/meer")
    editor.fill("trefwoorden", "huur")
    editor.fill("taal", "en")
    editor.fill("aliassen", "/projecten/x/")
    editor.fill("verloopt_op", "2040-01-01")
    editor.fill("slug", "ander-adres")
    editor.fill("doi", "10.1234/abc")
    editor.save()
    editor.open("Zorg in de wijk")
    editor.fill("rapportnummer", "007")
    bijlagen = {"Bijlage A.pdf": REPORT, "Bijlage B.pdf": SECOND_REPORT}  # equal files would become one
    editor.upload(
        "bijlagen", *(FilePayload(name=n, mimeType="application/pdf", buffer=data) for n, data in bijlagen.items())
    )
    editor.field("body").get_by_role("textbox").and_(editor.page.locator("textarea")).fill("Andere tekst van y.")
    editor.save()
    after = editor.files()
    assert {name for name in before if after.get(name) != before[name]} == {
        "content/projecten/x.md",
        "content/projecten/2019/y.md",
    }
    matter, body = matter_and_body(after["content/projecten/x.md"])
    assert body == BODY.removeprefix("\n")
    assert matter == [
        "titel: 'Wonen: een verkenning'",
        *("werkveld:", "  - Wonen", "  - Zorg"),
        *("opdrachtgever:", "  - Fonds Proef"),
        *("contactpersoon:", "  - Noor de Wit"),
        "jaar: 2022",
        "samenvatting: \"Kort: een samenvatting, 'met' tekens.\"",
        *("partners:", "  - Bureau Verzonnen"),
        "publicatiedatum: 2022-05-01",
        *("links:", "  - titel: Meer", "    url: https://a.example/meer"),
        *("trefwoorden:", "  - huur"),
        "taal: en",
        *("aliassen:", "  - /projecten/x/"),
        "concept: false",
        "verloopt_op: 2040-01-01",
        "slug: ander-adres",
        "doi: 10.1234/abc",
        *("extra:", "  kleur: groen", "  maten:", "    - 1", "    - 2"),
    ]
    matter, body = matter_and_body(after["content/projecten/2019/y.md"])
    assert body == "\nAndere tekst van y.\n"
    assert EXTRA in after["content/projecten/2019/y.md"].decode()
    assert "\n".join(matter).count("bijlagen:\n  - bijlage-a.pdf\n  - bijlage-b.pdf\n") == 1
    assert after["content/projecten/2019/bijlage-a.pdf"] == REPORT
    assert after["content/projecten/2019/bijlage-b.pdf"] == SECOND_REPORT
    replace_content(source, after)
    run("check", source)
    run("build", source)
    site = source / "public"
    assert "ander-adres/" in (site / "projecten/x/index.html").read_text(encoding="utf-8")
    assert "Kort: een samenvatting" in (site / "projecten/ander-adres/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", NAMES)
def test_only_names_in_extra_that_give_a_warning_are_lost(source: Path, chromium: Browser, kind: str) -> None:
    values = {f"n{n}": f"  n{n}:\n    {name}: waarde {n}\n    zee: blauw\n" for n, name in enumerate(NAMES[kind])}
    page = source / "content/projecten/2019/y.md"
    page.write_text(
        FILES["projecten/2019/y.md"].replace(EXTRA, f"extra:\n{''.join(values.values())}"), encoding="utf-8"
    )
    checked = run_here("check", "--source", str(source))
    assert (checked.returncode, checked.stderr.count("gaan verloren")) == (0, 0 if kind == "stay" else len(values))
    headers = (source / "public/_headers").read_text(encoding="utf-8")
    with (
        served(source / "public") as root,
        opened(chromium, f"{root}redactie/", headers, source_files(source)) as editor,
    ):
        editor.open("Zorg in de wijk")
        editor.fill("jaar", "2022")
        editor.save()
        before, after = (
            yaml.load(data.decode().split("---\n")[1], yaml.BaseLoader)["extra"]
            for data in (page.read_bytes(), editor.files()["content/projecten/2019/y.md"])
        )
    assert {key: after[key] == before[key] for key in values} == dict.fromkeys(values, kind == "stay")


def test_a_report_lies_beside_its_page_and_a_new_page_has_a_folder(editor: Editor, source: Path) -> None:
    page = editor.page
    before = editor.files()
    editor.open("Zaken")
    editor.field("rapport").get_by_text("Vervangen").click()
    upload = FilePayload(name="Rapport Nieuw.pdf", mimeType="application/pdf", buffer=REPORT)
    page.get_by_role("dialog").locator("input[type=file]").first.set_input_files(upload)
    expect(page.get_by_role("dialog")).not_to_contain_text("Stockfoto")
    page.get_by_role("button", name="Invoegen").click()
    editor.save()
    page.get_by_role("button", name="Nieuw", exact=True).or_(page.get_by_role("button", name="Nieuw item")).last.click()
    editor.field("body")
    editor.fill("titel", "Één plan: wonen & werken")
    editor.field("werkveld").get_by_text("Wonen", exact=True).click()
    editor.field("opdrachtgever").get_by_text("toevoegen").click()
    expect(page.get_by_role("dialog")).to_contain_text("Dit wordt opgeslagen samen met het item dat je bewerkt.")
    page.get_by_role("dialog").locator('section.field[data-key-path="naam"] input').fill("Nieuw Fonds")
    page.get_by_role("dialog").get_by_text("Toevoegen", exact=True).click()
    editor.field("contactpersoon").get_by_text("Jos Bos").click()
    editor.fill("jaar", "2026")
    editor.field("body").locator("textarea").fill("Een nieuwe tekst.")
    editor.save()
    after = editor.files()
    new, client = "content/projecten/een-plan-wonen-werken/index.md", "content/opdrachtgevers/nieuw-fonds/index.md"
    assert after.keys() - before.keys() == {"content/projecten/z/rapport-nieuw.pdf", new, client}
    assert after[client] == b"---\nnaam: Nieuw Fonds\n---\n"
    assert after["content/projecten/z/rapport-nieuw.pdf"] == REPORT
    assert "rapport: rapport-nieuw.pdf" in matter_and_body(after["content/projecten/z/index.md"])[0]
    assert matter_and_body(after[new]) == (
        [
            "titel: 'Één plan: wonen & werken'",
            *("werkveld:", "  - Wonen"),
            *("opdrachtgever:", "  - Nieuw Fonds"),
            *("contactpersoon:", "  - Jos Bos"),
            "jaar: 2026",
            "concept: false",
        ],
        "\nEen nieuwe tekst.\n",
    )
    replace_content(source, after)
    (source / "content/projecten/z/oud.pdf").unlink()
    run("check", source)
    run("build", source)
    assert (source / "public/projecten/z/rapport-nieuw.pdf").read_bytes() == REPORT
    assert (source / "public/projecten/een-plan-wonen-werken/index.html").is_file()


def test_the_other_kinds_of_pages_can_be_changed_too(editor: Editor, source: Path) -> None:
    before = editor.files()
    editor.collection("Contactpersonen")
    editor.open("Noor de Wit")
    editor.fill("email", "noor@proef.example")
    editor.upload("foto", FilePayload(name="Foto Noor.png", mimeType="image/png", buffer=PHOTO))
    expect(editor.field("foto").locator("img")).to_have_js_property("complete", value=True)
    editor.fill("vertrokken_op", "2040-01-01")
    editor.field("opvolger").get_by_text("Jos Bos").click()
    editor.save()
    editor.collection("Opdrachtgevers")
    editor.open("Fonds Proef")
    editor.fill("url", "https://fonds.example/")
    editor.save()
    editor.collection("Werkvelden")
    editor.open("Zorg")
    editor.fill("volgorde", "2")
    editor.save()
    editor.collection("Nieuws")
    editor.open("2021-03-01: Een bericht")
    editor.fill("datum", "2021-03-02")
    editor.field("werkveld").get_by_text("Zorg", exact=True).click()
    editor.save()
    editor.collection("Pagina's")
    editor.open("Over ons")
    editor.field("body").locator("textarea").fill("Wie wij zijn, en waar.")
    editor.save()
    after = editor.files()
    changed = {name: matter_and_body(after[name])[0] for name in before if after[name] != before[name]}
    assert changed == {
        "content/contactpersonen/noor.md": [
            *("naam: Noor de Wit", "aliassen:", "  - Noor", "email: noor@proef.example"),
            *("foto: foto-noor.png", "vertrokken_op: 2040-01-01", "opvolger: Jos Bos"),
        ],
        "content/nieuws/bericht.md": [
            *("titel: Een bericht", "datum: 2021-03-02", "werkveld:", "  - Zorg", "concept: false"),
        ],
        "content/paginas/over-ons.md": ["titel: Over ons"],
        "content/opdrachtgevers/fonds.md": ["naam: Fonds Proef", "afkorting: FP", "url: https://fonds.example/"],
        "content/werkvelden/zorg.md": ["titel: Zorg", "volgorde: 2"],
    }
    assert matter_and_body(after["content/paginas/over-ons.md"])[1] == "\nWie wij zijn, en waar.\n"
    assert after["content/contactpersonen/foto-noor.png"] == PHOTO
    replace_content(source, after)
    run("check", source)


def test_the_editor_leaves_what_fix_wrote_as_it_is(source: Path, chromium: Browser) -> None:
    path = "content/projecten/verbeterd.md"
    (source / path).write_text(
        "---\nTitel: 's Nachts: in de wijk\nwerkveld: wonen, ZORG\ncontactpersoon: noor of Bos\njaar: 2018\n"
        f"publicatiedatum: 12-05-2018\nsamenvatting: “Kort”\n---{BODY}",
        encoding="utf-8",
    )
    done = run_here("check", "--source", str(source), "--as-of", AS_OF, "--fix")
    assert done.returncode == 0, done.stderr
    before = source_files(source)
    matter, body = matter_and_body(before[path])
    assert matter == [
        *('titel: "\'s Nachts: in de wijk"', "werkveld:", "  - Wonen", "  - Zorg"),
        *("contactpersoon:", "  - Noor de Wit", "  - Jos Bos"),
        *("jaar: 2018", "publicatiedatum: 2018-05-12", "samenvatting: Kort"),
    ]
    headers = (source / "public/_headers").read_text(encoding="utf-8")
    with served(source / "public") as root, opened(chromium, f"{root}redactie/", headers, before) as editor:
        editor.open("'s Nachts: in de wijk")
        for name in ("Noor de Wit", "Jos Bos"):
            expect(editor.field("contactpersoon").get_by_role("checkbox", name=name)).to_be_checked()
        editor.fill("jaar", "2019")
        editor.save()
        after = editor.files()
    matter[matter.index("jaar: 2018")] = "jaar: 2019"
    matter.remove("samenvatting: Kort")  # a form has its fields in the order in which they are declared
    matter.insert(matter.index("publicatiedatum: 2018-05-12"), "samenvatting: Kort")
    assert {name for name in before if after[name] != before[name]} == {path}
    assert matter_and_body(after[path]) == ([*matter, "concept: false"], body)


def test_the_editor_leaves_what_new_wrote_as_it_is(source: Path, chromium: Browser) -> None:
    options = ("--werkveld", "Wonen", "--opdrachtgever", "FP", "--contactpersoon", "Noor", "--jaar", "2024")
    done = run_here("new", "--source", str(source), "--no-input", *options, "project", "Wonen: een 'vervolg'")
    assert done.returncode == 0, done.stderr
    name = done.stdout.splitlines()[-1]
    before = source_files(source)
    assert name in before
    headers = (source / "public/_headers").read_text(encoding="utf-8")
    with served(source / "public") as root, opened(chromium, f"{root}redactie/", headers, before) as editor:
        editor.open("Wonen: een 'vervolg'")
        editor.fill("jaar", "2025")
        editor.save()
        after = editor.files()
    matter, body = matter_and_body(before[name])
    assert matter_and_body(after[name]) == (
        [line.replace("2024", "2025") for line in matter] + ["concept: false"],
        body,
    )


def test_a_draft_stays_one_until_the_editor_says_otherwise(source: Path, chromium: Browser) -> None:
    path = "content/projecten/concept.md"
    headers = (source / "public/_headers").read_text(encoding="utf-8")
    with (
        served(source / "public") as root,
        opened(chromium, f"{root}redactie/", headers, source_files(source) | {path: DRAFT.encode()}) as editor,
    ):
        editor.open("Zorgen")
        editor.fill("jaar", "2022")
        editor.save()
        draft = matter_and_body(editor.files()[path])[0]
        editor.open("Zorgen")
        editor.field("concept").get_by_text("nee", exact=True).click()
        editor.save()
        shown = matter_and_body(editor.files()[path])[0]
    assert {"jaar: 2022", "concept: ja"} <= set(draft)
    assert "concept: false" in shown


def test_no_field_moves_a_page_and_a_new_one_does_not_take_the_file_of_another(editor: Editor) -> None:
    page = editor.page
    before = editor.files()
    editor.open("Wonen: een verkenning")
    expect(editor.field("titel")).to_be_visible()
    expect(page.get_by_text("Bovenliggende map")).to_be_hidden()
    page.go_back()
    page.get_by_role("button", name="Nieuw").last.click()
    editor.fill("titel", "Z")
    editor.field("werkveld").get_by_text("Wonen", exact=True).click()
    editor.field("contactpersoon").get_by_text("Jos Bos").click()
    editor.fill("jaar", "2026")
    page.get_by_role("button", name="Opslaan").click()
    taken = page.get_by_text("Dit pad is al in gebruik voor een ander item.")
    expect(taken).to_be_visible()
    advice = "found => getComputedStyle(found.closest('[role=alert]'), '::after').content"
    assert "Kies een andere titel." in taken.evaluate(advice)
    expect(page.get_by_text("Bovenliggende map")).to_be_hidden()
    assert editor.files() == before
