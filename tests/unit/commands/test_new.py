"""`vindplaats new` writes a page that `check` accepts, or says why not and writes nothing."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import support
from forked import run_forked
from support import command, examples, law, make_source, project, run_here, tree
from vindplaats import terminal
from vindplaats.arguments import make_parser
from vindplaats.commands.new_page import make_page
from vindplaats.commands.wish import OPTIONS, PAGE_TYPES, read_wish
from vindplaats.errors import PageRefusedError, UsageError
from vindplaats.read.content import Content, read_front_matter
from vindplaats.read.document import read_page
from vindplaats.read.listing import PageFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import KINDS, Pagina
from vindplaats.read.schema import FIELDS

FILES = {
    "werkvelden/water.md": "---\ntitel: Water\n---\n",
    "werkvelden/zee-en-strand.md": "---\ntitel: Zee en strand\n---\n",
    "opdrachtgevers/zeefonds.md": "---\nnaam: Zeefonds\nafkorting: ZF\naliassen: [Fonds Zee]\n---\n",
    "contactpersonen/jos-bos.md": "---\nnaam: Jos Bos\n---\n",
    "projecten/golven.md": project("Golven en getij"),
    "nieuws/eb.md": "---\ntitel: Het wordt eb\ndatum: 2021-05-12\nproject: golven\ncontactpersoon: Jos\n---\nTekst.\n",
    "paginas/over-ons.md": "---\ntitel: Over ons\n---\n",
}
GIVEN = ("--werkveld", "water", "--opdrachtgever", "zf", "--contactpersoon", "noor", "--jaar", "2026")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_source(tmp_path, FILES)


def new(source: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return run_here("new", *arguments, "--source", str(source))


def strict(source: Path) -> "subprocess.CompletedProcess[str]":
    return run_here("check", "--strict", "--source", str(source), "--jobs", "1")


def test_a_project_is_written_with_names_as_they_are_registered(source: Path) -> None:
    done = new(source, "project", "Zout: 'nu' #1", *GIVEN)
    assert (done.returncode, done.stdout, done.stderr) == (0, "content/projecten/zout-nu-1.md\n", "")
    assert (source / "content/projecten/zout-nu-1.md").read_text(encoding="utf-8") == (
        "---\ntitel: \"Zout: 'nu' #1\"\nwerkveld:\n  - Water\nopdrachtgever:\n  - Zeefonds\n"
        "contactpersoon:\n  - Noor de Wit\njaar: 2026\n---\n"
    )
    assert strict(source).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "path", "lines"),
    [
        (("nieuws", "Vloed", "--datum", "2026-03-04"), "nieuws/vloed.md", ["titel: Vloed", "datum: 2026-03-04"]),
        (
            ("nieuws", "Vloed", "--datum", "2026-03-04", "--project", "projecten/golven", "--contactpersoon", "Jos"),
            "nieuws/vloed.md",
            ["titel: Vloed", "datum: 2026-03-04", "project: golven", "contactpersoon:", "  - Jos Bos"],
        ),
        (("persoon", "Anna van 't Zand"), "contactpersonen/anna-van-t-zand.md", ["naam: Anna van 't Zand"]),
        (
            ("opdrachtgever", "Duinraad", "--afkorting", "NO"),
            "opdrachtgevers/duinraad.md",
            ["naam: Duinraad", "afkorting: 'NO'"],
        ),
        (("werkveld", "Duin & dijk"), "werkvelden/duin-dijk.md", ["titel: Duin & dijk"]),
        (("pagina", "Werken bij", "--in-map"), "paginas/werken-bij/index.md", ["titel: Werken bij"]),
    ],
)
def test_each_kind_gets_its_own_fields_in_its_own_folder(
    source: Path, arguments: tuple[str, ...], path: str, lines: list[str]
) -> None:
    done = new(source, *arguments)
    assert (done.returncode, done.stdout) == (0, f"content/{path}\n"), done.stderr
    assert (source / "content" / path).read_text(encoding="utf-8").splitlines() == ["---", *lines, "---"]
    assert run_here("check", "--source", str(source), "--jobs", "1").returncode == 0


def test_the_types_of_pages_are_those_of_the_schema() -> None:
    assert {kind.folder for kind in PAGE_TYPES.values()} == set(KINDS)
    for kind in PAGE_TYPES.values():
        required = {field.name for field in FIELDS[kind.folder] if field.required}  # type: ignore[index]
        assert {*kind.required, kind.title} == required
        assert {*kind.required, *kind.optional} == set(OPTIONS) & {f.name for f in FIELDS[kind.folder]}  # type: ignore[index]


@pytest.mark.parametrize("nobody", ["", "geen", "n.v.t.", "[]"])
def test_a_project_may_have_no_client(source: Path, nobody: str) -> None:
    given = [*GIVEN[:3], nobody, *GIVEN[4:]]
    assert new(source, "project", "Zout", *given).returncode == 0
    assert "\nopdrachtgever: []\n" in (source / "content/projecten/zout.md").read_text(encoding="utf-8")
    assert strict(source).returncode == 0


def test_several_names_may_be_in_one_option_or_in_several(source: Path) -> None:
    several = ("--werkveld", "Zee en Strand, water", "--werkveld", "Water", "--contactpersoon", "Jos of Noor")
    assert new(source, "project", "Zout", *several, "--opdrachtgever", "Fonds Zee", "--jaar", "2026").returncode == 0
    text = (source / "content/projecten/zout.md").read_text(encoding="utf-8")
    assert "werkveld:\n  - Zee en strand\n  - Water\nopdrachtgever:\n  - Zeefonds\n" in text
    assert "contactpersoon:\n  - Jos Bos\n  - Noor de Wit\n" in text


def test_namesakes_are_written_as_ids(source: Path) -> None:
    (source / "content/contactpersonen/jos-2.md").write_text("---\nnaam: Jos Bos\n---\n")
    done = new(source, "project", "Zout", *GIVEN[:4], "--contactpersoon", "contactpersonen/jos-2", "--jaar", "2026")
    assert done.returncode == 0
    assert "  - contactpersonen/jos-2\n" in (source / "content/projecten/zout.md").read_text(encoding="utf-8")


def refused(source: Path, code: int, *arguments: str) -> str:
    """Run `new`, assert that it fails with this code and writes nothing, and return its message."""
    before = tree(source)
    done = run_here("new", "--source", str(source), *arguments)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert tree(source) == before
    return done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("project", "golven  en GETIJ", *GIVEN[:-1], "2021"),
            "bestaat al: Golven en getij, 2021 (content/proj",
        ),
        (("nieuws", "Het wordt eb", "--datum", "2021-05-12"), "bestaat al: Het wordt eb, 12 mei 2021 (content/nieuws/"),
        (("persoon", "drs. Jos Bos"), "bestaat al: Jos Bos (content/contactpersonen/jos-bos.md)"),
        (("persoon", "Bos, Jos"), "bestaat al: Jos Bos (content/contactpersonen/jos-bos.md)"),
        (("opdrachtgever", "Zeefonds (ZF)"), "bestaat al: Zeefonds (content/opdrachtgevers/zeefonds.md)"),
        (("opdrachtgever", "fonds-zee"), "bestaat al: Zeefonds (content/opdrachtgevers/zeefonds.md)"),
        (("opdrachtgever", "Zoutfonds", "--afkorting", "zf"), "bestaat al: Zeefonds"),
        (("werkveld", "Zee & Strand"), "bestaat al: Zee en strand"),
        (("pagina", "over ons"), "bestaat al: Over ons (content/paginas/over-ons.md)"),
    ],
)
def test_what_exists_is_refused(source: Path, arguments: tuple[str, ...], message: str) -> None:
    assert message in refused(source, 1, *arguments)


@pytest.mark.parametrize(
    ("file", "fields", "arguments", "message"),
    [
        ("projecten/z.md", "titel: Zout\nconcept: ja\n", ("project", "zout", *GIVEN), "Zout (content/projecten/z.md)"),
        (
            "projecten/z.md",
            "titel: Zout\njaar: 2026\nconcept: ja\n",
            ("project", "Zout", *GIVEN),
            "Zout, 2026 (content",
        ),
        ("projecten/z.md", "titel: Zout\njaar: 2026\nreeks: 'x\n", ("project", "Zout", *GIVEN), "Zout, 2026 (cont"),
        ("projecten/zout.md", "concept: ja\n", ("project", "Zout", *GIVEN), "Zout (content/projecten/zout.md)"),
        (
            "nieuws/z.md",
            "titel: Zout\nconcept: ja\n",
            ("nieuws", "Zout", "--datum", "2026-01-02"),
            "Zout (content/nieuws",
        ),
        ("contactpersonen/z.md", "naam: Zoe Zee\nfunctie: 'x\n", ("persoon", "Zoe Zee"), "Zoe Zee (content/contact"),
    ],
)
def test_a_draft_or_faulty_page_exists_too(
    source: Path, file: str, fields: str, arguments: tuple[str, ...], message: str
) -> None:
    (source / "content" / file).write_text(f"---\n{fields}---\n", encoding="utf-8")
    assert f"bestaat al: {message}" in refused(source, 1, *arguments)


def test_a_draft_of_another_year_is_another_page(source: Path) -> None:
    (source / "content/projecten/z.md").write_text("---\ntitel: Zout\njaar: 2020\nconcept: ja\n---\n", encoding="utf-8")
    assert new(source, "project", "Zout", *GIVEN).returncode == 0


def test_another_edition_is_no_double(source: Path) -> None:
    assert new(source, "project", "Golven en getij", *GIVEN).stdout == "content/projecten/golven-en-getij.md\n"
    again = [*GIVEN[:-1], "2025"]
    assert new(source, "project", "Golven en getij", *again).stdout == "content/projecten/golven-en-getij-2025.md\n"
    assert new(source, "nieuws", "Het wordt eb", "--datum", "2021-06-12").returncode == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"--werkveld": "Watr"}, "Werkveld 'Watr' bestaat niet. Bedoelde u 'Water'?"),
        ({"--werkveld": "Lucht"}, "Werkveld 'Lucht' bestaat niet. Gebruik een werkveld uit content/werkvelden/"),
        ({"--werkveld": "Water, Lucht"}, "Schrijf Water, Lucht en voeg 'Lucht' daar toe."),
        ({"--opdrachtgever": "Zeefons"}, "'Zeefons' staat niet in content/opdrachtgevers/. Bedoelde u 'Zeefonds'?"),
        (
            {"--contactpersoon": "Jos Bosch"},
            "'Jos Bosch' staat niet in content/contactpersonen/. Bedoelde u 'Jos Bos'?",
        ),
        ({"--contactpersoon": "geen"}, "Schrijf wie de lezer kan bellen of mailen."),
        ({"--contactpersoon": "Jos of Piet"}, "'Piet' staat niet in content/contactpersonen/"),
    ],
)
def test_an_unknown_name_is_refused_with_the_suggestion_of_check(
    source: Path, change: dict[str, str], message: str
) -> None:
    given = dict(zip(GIVEN[::2], GIVEN[1::2], strict=True)) | change
    assert message in refused(source, 1, "project", "Zout", *(word for pair in given.items() for word in pair))


def test_every_unknown_name_is_reported_at_once(source: Path) -> None:
    given = ("--werkveld", "Lucht", "--opdrachtgever", "Luchtfonds", "--contactpersoon", "Piet Mees", "--jaar", "2026")
    message = refused(source, 1, "project", "Zout", *given)
    assert [name in message for name in ("'Lucht'", "'Luchtfonds'", "'Piet Mees'")] == [True] * 3


def test_an_unknown_name_on_another_page_does_not_hide_that_it_is_unknown(source: Path) -> None:
    (source / "content/projecten/a.md").write_text(project("A").replace("Noor de Wit", "Piet Mees"), encoding="utf-8")
    given = [*GIVEN[:5], "Piet Mees", *GIVEN[6:]]
    assert "'Piet Mees' staat niet in content/contactpersonen/." in refused(source, 1, "project", "Zout", *given)


def test_an_unknown_project_is_refused(source: Path) -> None:
    message = refused(source, 1, "nieuws", "Vloed", "--datum", "2026-01-01", "--project", "golve")
    assert "Project 'golve' bestaat niet. Bedoelde u 'golven'?" in message


def test_a_second_jos_is_refused_where_it_makes_pages_ambiguous(source: Path) -> None:
    message = refused(source, 1, "persoon", "Jos Mees")
    assert "content/nieuws/eb.md:5:1: fout[meer-kandidaten]: 'Jos' kan " in message
    (source / "content/contactpersonen/jos-bos.md").write_text("---\nnaam: Jos Bos\naliassen: [Jos]\n---\n")
    assert new(source, "persoon", "Jos Mees").returncode == 0


def test_without_registered_werkvelden_any_will_do_and_the_first_can_be_added(tmp_path: Path) -> None:
    files = {"projecten/a.md": project("A"), "projecten/b.md": project("B").replace("Water", "Lucht")}
    source = make_source(tmp_path, files)
    given = ("--werkveld", "Aarde", "--opdrachtgever", "geen", "--contactpersoon", "Noor", "--jaar", "2026")
    assert new(source, "project", "C", *given).returncode == 0
    assert strict(source).returncode == 0
    first = new(source, "werkveld", "Water")
    assert (first.returncode, first.stdout) == (0, "content/werkvelden/water.md\n")
    assert "Dit is het eerste werkveld." in first.stderr
    assert "2 keer noemt een pagina" in first.stderr
    for name in ("Lucht", "Aarde"):
        assert new(source, "werkveld", name).returncode == 0
    assert strict(source).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "geef ook SOORT en TITEL. Zie vindplaats new --help."),
        (("project",), "geef ook TITEL."),
        (("xyzzy", "x"), "De soorten zijn project, nieuws, persoon, opdrachtgever, werkveld, pagina."),
        (("projecten", "x"), "'projecten' is geen soort pagina. Bedoelde u 'project'?"),
        (("contactpersoon", "x"), "'contactpersoon' is geen soort pagina. Bedoelde u 'persoon'?"),
        (("contactpersonen", "x"), "Bedoelde u 'persoon'?"),
        (("Nieuwsbericht", "x"), "Bedoelde u 'nieuws'?"),
        (("project", "Koffie", "in", "het", "buurthuis"), "Horen woorden bij elkaar, zet er dan rechte"),
        (("pagina", "Twee", "titels"), "'titels' hoort hier niet"),
        (("pagina", "-titel"), "Begint een tekst met een streepje, zet er dan -- voor."),
        (("persoon", "Anna", "--jaar", "2026"), "bij een persoon hoort geen --jaar."),
        (("nieuws", "x", "--datum", "2026-01-01", "--opdrachtgever", "zf"), "bij nieuws hoort geen --opdrachtgever."),
        (("werkveld", "x", "--afkorting", "X"), "bij een werkveld hoort geen --afkorting."),
        (("project", "x"), "geef ook --werkveld, --opdrachtgever, --contactpersoon en --jaar;"),
        (("project", "x", *GIVEN[2:]), "geef ook --werkveld;"),
        (("nieuws", "x", "--no-input"), "geef ook --datum;"),
        (("project", "x", *GIVEN, "--jaar", "2025"), "--jaar kan maar een keer."),
        (("project", "x", *GIVEN[:-1], ""), "bij --jaar hoort een waarde."),
        (("project", "x", *GIVEN[:-1], "20 26"), "'20 26' is geen jaartal."),
        (("project", "x", *GIVEN[:-1], "2099"), "Het jaar 2099 ligt niet tussen 1900 en "),
        (("nieuws", "x", "--datum", "4-13-2026"), "'4-13-2026' in 'datum' is geen datum"),
        (("nieuws", "x", "--datum", "13-4-2026"), "Schrijf '2026-04-13'."),
        (("nieuws", "x", "--datum", "a: b\nc"), "'a: b c' in 'datum' is geen datum"),
        (("pagina", "bel\x07"), "stuurteken"),
        (("pagina", "a <!-- b -->"), "<!-- b -->"),
        (("pagina", "x" * 300_000), "256 kB"),
        (("pagina", "a\udcff"), "de titel is geen tekst in UTF-8"),
        (("opdrachtgever", "a", "--afkorting", "\udcff"), "--afkorting is geen tekst in UTF-8"),
    ],
)
def test_wrong_use_is_refused(source: Path, arguments: tuple[str, ...], message: str) -> None:
    assert message in refused(source, 2, *arguments)


@pytest.mark.parametrize(
    "title", ["", " ", "!!!", "---", "…", "😀", "''", "\u0301\u0308", "ˆˇ˘", "\u200b\u00ad", "€ %"]
)
@pytest.mark.parametrize("kind", ["pagina", "persoon"])
def test_a_title_without_a_letter_or_digit_is_refused(source: Path, kind: str, title: str) -> None:
    assert "heeft geen letter of cijfer" in refused(source, 2, kind, "--", title)


TITLES = (
    "Zorg: nu", "Zorg:", ": zorg", "#1", "a #b", "wijk#3", "'s Nachts", "de foto's'", "''t'", '"Wonen"', '"', "a\"b'c",
    "“Wonen”", "‘Wonen’", "„Wonen”", "«Wonen»", "- x", "-- x", "a -", "--- a", "[a]", "[a, b] c", "{a: b}", "]a",
    "null", "Null", "~a", "true", "NO", "yes", "on", "2021", "007", "1e3", "0x1F", "12:30", "2021-05-12", "1_000",
    ".5", "+31",
    "@a", "%a", "&a", "*a", "!a", "|a", ">a", "`a`", "?a", "? a", ", a", "= a", "=a", "<<a", "a: b: c", "a\\b", "a\\ b",
    "\\n", "a\tb", "a\nb", "a\r\nb", "a\u2028b", "a\u00a0b", "a\u200bb", "a\u00adb", "e\u0301", "\u05d0\u05d1",
    "a \u202eb",
    "😀 a", "👩‍👩‍👧 a", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 a", "日本", "𓀀", "½", "R&D", "R&amp;D", "a &amp;amp; b", "&Bureau;", "a // b", "a /* b */",
    "titel: a", "jaar: 2021 werkveld: x", "<b>a</b>", "a <b", "{{ a }}", "# a {#b}", "a" * 300, "woord " * 100,
    "con", "a | b",
    "Dÿk", "\uff21\uff22", "a...", "...a", "a%b", "$a", "(a)", "a (b)", "https://a.example/", "README", "index",
    "x - Kopie",
)  # fmt: skip
"""Titles that a program that writes YAML, or file names, may get wrong."""


@law
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_every_awkward_title_is_read_as_it_was_given(source: Path, kind: str) -> None:
    """All in one source, which `check` then accepts, so that they do not harm each other either.

    The slow tests try every title with every kind of page.
    """
    type_, place = PAGE_TYPES[kind], list(PAGE_TYPES).index(kind)
    given = {"project": list(GIVEN), "nieuws": ["--datum", "2026-01-02"]}.get(kind, [])
    for number in range(0 if support.SLOW_RUN else place, len(TITLES), 1 if support.SLOW_RUN else len(PAGE_TYPES)):
        title = f"{TITLES[number]} {number}"  # no two are the same page
        page = make_page(read_wish(make_parser().parse(["new", kind, *given, "--", title])), str(source))
        written = source / page.path
        written.parent.mkdir(exist_ok=True)
        written.write_text(page.text, encoding="utf-8")
        name = written.stem
        assert len(name) <= 80
        folder = type_.folder
        file = PageFile(page.path, page.path, folder, PageId(folder, name))  # type: ignore[arg-type]
        assert getattr(read_page(file, page.text.encode()).record, type_.title) == as_read(title)
    done = run_here("check", "--source", str(source), "--jobs", "1", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert {d["code"] for d in json.loads(done.stdout)} <= {"dubbel-twijfel", "yaml-entiteit"}


def as_read(title: str) -> str | None:
    """Return a title as Vindplaats reads it from YAML in which nothing can be misunderstood, or None if it refuses."""
    page = PageFile("content/paginas/x.md", "content/paginas/x.md", "paginas", PageId("paginas", "x"))
    quoted = json.dumps(title, ensure_ascii=False).replace("\x85", r"\x85")  # a space to `new`, refused if not escaped
    record = read_page(page, f"---\ntitel: {quoted}\n---\n".encode()).record
    return record.titel if isinstance(record, Pagina) else None


@law
@given(
    st.one_of(
        st.text(max_size=40),
        st.text(alphabet="ab1 :#-'\"[]{}&*!|>%@`,?~\\/.=<é😀“”_+;\t\n", max_size=15),
        st.builds("{}{}".format, st.sampled_from(TITLES), st.sampled_from(TITLES)),
    )
)
@example("0\x85")
@example("--")
@settings(max_examples=examples(1000), deadline=None)
def test_any_title_is_read_as_it_was_given_or_refused(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    source = make_source(tmp_path_factory.mktemp("titel"), {})
    expected = as_read(title)
    try:
        page = make_page(read_wish(make_parser().parse(["new", "pagina", "--", title])), str(source))
    except UsageError:
        assert expected is None or not any(map(str.isalnum, expected)) or not any(map(str.isdecimal, expected))
    except PageRefusedError:
        assert expected is None
    else:
        read = read_page(PageFile(page.path, page.path, "paginas", PageId("paginas", "x")), page.text.encode())
        assert isinstance(read.record, Pagina)
        assert read.record.titel == expected


def test_a_source_with_errors_elsewhere_can_be_added_to(source: Path) -> None:
    (source / "content/projecten/kapot.md").write_text("---\ntitel: [\n---\n")
    (source / "content/opdrachtgevers/kapot.md").write_text("geen front matter\n")
    (source / "content/site.yaml").write_text("naam: [\n")
    assert new(source, "project", "Zout", *GIVEN).returncode == 0
    assert new(source, "opdrachtgever", "Duinraad").returncode == 0
    assert new(source, "opdrachtgever", "Kapot").stdout == "content/opdrachtgevers/kapot-2.md\n"
    # A name that seems unknown may be that of the page that cannot be read.
    given = [*GIVEN[:3], "Luchtfonds", *GIVEN[4:]]
    assert new(source, "project", "Zoet", *given).returncode == 0
    assert "  - Luchtfonds\n" in (source / "content/projecten/zoet.md").read_text(encoding="utf-8")


def test_a_folder_that_is_never_read_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (source / "content/werkvelden-oud").mkdir()
    os.rename(source / "content/paginas", tmp_path / "elders/paginas")
    (source / "content/paginas").symlink_to(tmp_path / "elders/paginas")
    assert "'content/paginas' is geen gewone map" in refused(source, 2, "pagina", "Zout")


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    source = make_source(tmp_path, {})
    assert new(source, "werkveld", "Water", "--in-map").stdout == "content/werkvelden/water/index.md\n"
    assert (source / "content/werkvelden/water/index.md").exists()


def test_a_file_that_another_program_just_made_is_left_alone(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def late(beside: str, path: str) -> None:
        Path(path).write_text("van een ander")
        link(beside, path)

    monkeypatch.setattr(os, "link", late)
    done = new(source, "pagina", "Zout")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "vindplaats: bestaat al: content/paginas/zout.md.\n"
    assert (source / "content/paginas/zout.md").read_text() == "van een ander"
    assert len(list((source / "content/paginas").iterdir())) == 2


def test_a_page_that_was_made_during_the_questions_is_not_repeated(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_early(source_dir: str) -> Content:
        content = read_front_matter(source_dir)
        (source / "content/paginas/zout.md").write_text("---\ntitel: Zout\n---\n")
        return content

    monkeypatch.setattr("vindplaats.commands.new_page.read_front_matter", read_early)
    done = new(source, "pagina", "Zout")
    assert (done.returncode, done.stderr) == (1, "vindplaats: bestaat al: content/paginas/zout.md.\n")
    assert len(list((source / "content/paginas").iterdir())) == 2


def test_a_disk_without_hard_links_will_do(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert new(source, "pagina", "Zout").stdout == "content/paginas/zout.md\n"
    assert sorted(p.name for p in (source / "content/paginas").iterdir()) == ["over-ons.md", "zout.md"]


@pytest.mark.parametrize("moment", ["mkdir", "link", "unlink", "write"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "vol")])
def test_nothing_is_left_if_writing_is_interrupted_or_fails(
    source: Path, monkeypatch: pytest.MonkeyPatch, moment: str, error: type | OSError
) -> None:
    before = written(source)
    owner: object = terminal if moment == "write" else os
    if moment == "link" and isinstance(error, OSError):
        moment = "rename"
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError()))
    real = getattr(owner, moment)
    calls = []

    def fail(*args: object, **options: object) -> object:
        calls.append(args)
        if len(calls) > 1:
            return real(*args, **options)
        raise error

    monkeypatch.setattr(owner, moment, fail)
    done = new(source, *VLOED)
    monkeypatch.undo()
    assert calls
    assert done.returncode == (2 if isinstance(error, OSError) else 130)
    assert written(source) == before
    assert not (source / "content/nieuws/vloed").exists()


VLOED = ("nieuws", "Vloed", "--datum", "2026-01-02", "--in-map")


@pytest.mark.parametrize(
    ("number", "moment"),
    [(signal.SIGINT, "mkdir"), (signal.SIGINT, "link"), (signal.SIGINT, "unlink"), (signal.SIGINT, "write"),
     (signal.SIGTERM, "link")],
)  # fmt: skip
def test_nothing_is_left_after_a_signal(source: Path, number: signal.Signals, moment: str) -> None:
    """In a process of its own, because a signal also reaches other threads, such as those of pytest-xdist."""
    before = written(source)
    owner: object = terminal if moment == "write" else os
    real = getattr(owner, moment)

    def signalled(*arguments: object, **options: object) -> object:
        setattr(owner, moment, real)
        result = real(*arguments, **options)
        os.kill(os.getpid(), number)
        return result

    done = run_forked("new", *VLOED, "--source", str(source), before=lambda: setattr(owner, moment, signalled))
    assert done.returncode == 128 + number, done.stderr
    assert "Traceback" not in done.stderr
    assert written(source) == before
    assert not (source / "content/nieuws/vloed").exists()


def written(source: Path) -> dict[Path, int]:
    """Return the time at which each file of a source was written."""
    return {path: path.stat().st_mtime_ns for path in source.rglob("*") if path.is_file()}


def test_dashes_are_explained_only_where_there_are_any(source: Path) -> None:
    assert refused(source, 2, "pagina") == "vindplaats: geef ook TITEL. Zie vindplaats new --help.\n"
    assert run_here("new", "--source", str(source), "pagina", "--", "-titel").stdout == "content/paginas/titel.md\n"
    assert new(source, "pagina", "- titel met spaties").stdout == "content/paginas/titel-met-spaties.md\n"


def test_wrong_use_is_refused_before_the_content_is_read(source: Path) -> None:
    """And before the modules that read it are imported, which takes longest."""
    code = "import sys; from vindplaats.cli import main; main(sys.argv[1:]); print('vindplaats.read' in sys.modules)"
    run = [command()[0], "-c", code, "new", "project", "x", "--source", str(source)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert "geef ook" in done.stderr
