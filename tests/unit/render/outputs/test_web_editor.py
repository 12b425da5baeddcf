"""The folder of the web editor: its files, what its page says, and how the forms follow the declared fields."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from policies import rules
from support import REPOSITORY, make_source, project, run_here
from vindplaats.inputs.editor_files import editor_folder
from vindplaats.options import Options
from vindplaats.pipeline import check
from vindplaats.read.schema import FIELDS, PLURAL_TYPES
from vindplaats.render.outputs.web_editor_config import editor_config
from vindplaats.render.policy import EDITOR_POLICIES, format_policy
from vindplaats.render.routing.free_names import MAX_NAME_LENGTH

SITE = "naam: Proef & Co\nbase_url: https://proef.example/onderzoek/\nzoeken: nee\n"
WITH_EDITOR = SITE + "redactie: {dienst: github, opslag: proef/site, tak: hoofd/tak}\n"
PACKAGE = {"LICENSE": "MIT", "sveltia/index.js": "export default {};", "locales/nl.js": "export default {};"}
CONFIG = editor_config("gitlab", "groep/deel/site", "main", "Proef", "https://proef.example/")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with files that stand for those of the web editor."""
    folder = tmp_path / "pakketten" / "vindplaats_redactie"
    for name, text in PACKAGE.items():
        (folder / "bestanden" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "bestanden" / name).write_text(text, encoding="utf-8")
    (folder / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(folder.parent)
    editor_folder.cache_clear()
    yield folder / "bestanden"
    editor_folder.cache_clear()


@pytest.fixture
def no_package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("vindplaats.inputs.editor_files.find_spec", lambda _: None)
    editor_folder.cache_clear()
    yield
    editor_folder.cache_clear()


def site(folder: Path, text: str, **files: str) -> Path:
    werkveld = {"werkvelden/water.md": "---\ntitel: Water\n---\n", "projecten/a.md": project("Vis")}
    return make_source(folder / "bron", {"site.yaml": text, **werkveld, **files})


def build(source: Path) -> Any:
    done = run_here("build", "--source", str(source), "--format", "json")
    assert done.returncode == 0, done.stdout + done.stderr
    return [diagnostic["code"] for diagnostic in json.loads(done.stdout)]


def test_the_folder_has_the_files_of_the_package_with_a_page_a_script_and_a_configuration(
    package: Path, tmp_path: Path
) -> None:
    source = site(tmp_path, WITH_EDITOR)
    assert build(source) == []
    folder = source / "public/redactie"
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert found.keys() == PACKAGE.keys() | {"index.html", "redactie.js", "config.json"}
    assert {name: found[name].read_text(encoding="utf-8") for name in PACKAGE} == PACKAGE
    config = json.loads(found["config.json"].read_text(encoding="utf-8"))
    assert {**config["backend"], "commit_messages": {}} == {
        "name": "github", "repo": "proef/site", "branch": "hoofd/tak", "auth_methods": ["token"], "commit_messages": {},
    }  # fmt: skip
    page = found["index.html"].read_text(encoding="utf-8")
    policy = format_policy(
        {name: value for name, value in EDITOR_POLICIES["github"].items() if name != "frame-ancestors"}
    )
    assert page.index(f'content="{policy}"') < page.index("redactie.js")
    assert '<meta name="robots" content="noindex">' in page
    assert "<title>Redactie – Proef &amp; Co</title>" in page
    assert 'href="https://github.com/proef/site/actions?query=branch%3Ahoofd%2Ftak"' in page
    assert "redactie" not in (source / "public/sitemap.xml").read_text(encoding="utf-8")
    headers = rules((source / "public/_headers").read_text(encoding="utf-8"))
    assert headers["/redactie/*"] == {"Content-Security-Policy": format_policy(EDITOR_POLICIES["github"])}


@pytest.mark.parametrize(
    ("service", "api", "check"),
    [
        ("gitlab", "https://gitlab.com/api/", "https://gitlab.com/proef/site/-/pipelines?ref=main"),
        ("gitea", "https://gitea.com/api/", "https://gitea.com/proef/site/actions"),
    ],
)
def test_the_page_is_for_the_service_of_the_site(
    package: Path, tmp_path: Path, service: str, api: str, check: str
) -> None:
    source = site(tmp_path, f"{SITE}redactie: {{dienst: {service}, opslag: proef/site}}\n")
    assert build(source) == []
    page = (source / "public/redactie/index.html").read_text(encoding="utf-8")
    assert f"connect-src 'self' blob: data: {api};" in page
    assert "github" not in page
    assert f'href="{check}"' in page


def test_without_the_package_the_build_warns_and_goes_on(no_package: None, tmp_path: Path) -> None:
    source = site(tmp_path, WITH_EDITOR)
    assert build(source) == ["redactie-ontbreekt"]
    assert (source / "public/projecten/a/index.html").is_file()
    assert not (source / "public/redactie").exists()


def test_a_site_without_redactie_has_no_editor(package: Path, tmp_path: Path) -> None:
    source = site(tmp_path, SITE, **{"paginas/redactie.md": "---\ntitel: Redactie\n---\n\nWie wij zijn.\n"})
    assert build(source) == []
    assert "Wie wij zijn." in (source / "public/redactie/index.html").read_text(encoding="utf-8")
    assert "redactie" not in (source / "public/_headers").read_text(encoding="utf-8")


def test_a_page_may_not_take_the_address_of_the_editor(package: Path, tmp_path: Path) -> None:
    source = site(tmp_path, WITH_EDITOR, **{"paginas/redactie.md": "---\ntitel: Redactie\n---\n\nWie wij zijn.\n"})
    done = run_here("check", "--source", str(source), "--format", "json")
    assert (done.returncode, [found["code"] for found in json.loads(done.stdout)]) == (1, ["dubbele-url"])


def test_the_next_build_follows_another_branch_and_another_package(package: Path, tmp_path: Path) -> None:
    source = site(tmp_path, WITH_EDITOR)
    build(source)
    (source / "content/site.yaml").write_text(WITH_EDITOR.replace("hoofd/tak", "concept"), encoding="utf-8")
    (package / "locales/nl.js").write_text("export default {a: 1};", encoding="utf-8")
    build(source)
    folder = source / "public/redactie"
    assert json.loads((folder / "config.json").read_text(encoding="utf-8"))["backend"]["branch"] == "concept"
    assert "concept" in (folder / "index.html").read_text(encoding="utf-8")
    assert (folder / "locales/nl.js").read_text(encoding="utf-8") == "export default {a: 1};"
    (source / "content/site.yaml").write_text(SITE, encoding="utf-8")
    build(source)
    assert not folder.exists()


def test_the_collections_are_the_folders_of_content() -> None:
    names = [collection["name"] for collection in CONFIG["collections"]]
    assert names[0] == "projecten"
    assert set(names) == FIELDS.keys() - {"start"}
    assert all(collection["folder"] == f"content/{collection['name']}" for collection in CONFIG["collections"])


@pytest.mark.parametrize("collection", CONFIG["collections"], ids=lambda collection: str(collection["name"]))
def test_the_form_of_a_collection_follows_the_declared_fields(collection: dict[str, Any]) -> None:
    declared = FIELDS[collection["name"]]
    form = {field["name"]: field for field in collection["fields"]}
    assert [*form] == [field.name for field in declared if field.name != "extra"] + ["body"]
    for field in declared:
        if field.name == "extra":
            continue
        shown = form[field.name]
        assert shown["label"].startswith(field.name)
        assert shown["hint"].strip()
        assert "`" not in shown["hint"]
        assert [sign for sign in shown["hint"] if sign in "‘’"] == ["‘", "’"] * shown["hint"].count("‘")
        is_choice = field.type == "waarheid"  # of yes or no, which always has a value
        assert shown["required"] == (is_choice or (field.required and field.name != "opdrachtgever"))
        several = shown["widget"] == "list" or shown.get("multiple", False)
        assert several == (field.type in PLURAL_TYPES), field.name
    assert form["body"]["modes"][0] == "raw"


def test_the_hint_of_an_address_says_how_to_write_the_old_one() -> None:
    hints = {
        collection["name"]: field["hint"]
        for collection in CONFIG["collections"]
        for field in collection["fields"]
        if field["name"] == "slug"
    }
    for kind in ("projecten", "nieuws"):
        assert hints[kind].endswith(f"zet het oude adres dan bij aliassen, zoals /{kind}/oud/")
    assert "aliassen" not in hints["opdrachtgevers"]  # where these are names


def test_a_new_page_has_no_longer_name_than_new_gives_it() -> None:
    assert CONFIG["slug"]["maxlength"] == MAX_NAME_LENGTH


def test_no_page_can_be_deleted_and_uploads_lie_beside_their_page() -> None:
    assert CONFIG["media_folder"] == "static"  # any folder but the root, of which the editor lists nothing
    for collection in CONFIG["collections"]:
        assert collection["delete"] is False
        assert collection["media_folder"] == collection["public_folder"] == ""


def test_the_year_is_the_first_number_of_the_form_of_a_project() -> None:
    numbers = [field["name"] for field in CONFIG["collections"][0]["fields"] if field["widget"] == "number"]
    assert numbers[0] == "jaar"


def test_relations_search_in_fields_that_exist() -> None:
    forms = {collection["name"]: {f["name"] for f in collection["fields"]} for collection in CONFIG["collections"]}
    relations = {
        (name, field["name"]): field
        for name, collection in zip(forms, CONFIG["collections"], strict=True)
        for field in collection["fields"]
        if field["widget"] == "relation"
    }
    assert {name for _, name in relations} == {"werkveld", "opdrachtgever", "contactpersoon", "opvolger"}
    for field in relations.values():
        assert {field["value_field"], *field["search_fields"]} <= forms[field["collection"]]
        assert field["search_fields"]


@pytest.fixture
def fetch() -> ModuleType:
    """The program that takes the files of the editor from its package of npm."""
    spec = importlib.util.spec_from_file_location("fetch", REPOSITORY / "src/redactie/fetch.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NPM = {
    "npm/index.js": b"import(`../locales/nl.json`)",
    "npm/index.js.map": b'{"sources": ["../src/app.js", "../node_modules/.pnpm/yaml@2/node_modules/yaml/index.js"]}',
    "npm/assets/a.woff2": b"wOF2",
    "npm/assets/heic-worker-1.js": b"",
    "npm/assets/heic_dec-1.wasm": b"\0asm",
    "npm/chunks/heic-1.js": b"",
    "npm/chunks/heic-1.js.map": b'{"sources": ["../../node_modules/@discourse/heic/dec.js"]}',
    "npm/chunks/react-1.js": b"",
    "npm/chunks/webp_enc_simd-1.js": b"",
    "dist/sveltia-cms.js": b"",
    "locales/nl.json": b'{"save": "Opslaan"}',
    "locales/fr.json": b"{}",
    "LICENSE.txt": b"MIT License",
    "package.json": b'{"license": "MIT"}',
}


def test_the_files_of_the_editor_are_those_of_npm_with_the_dutch_texts_as_a_module(fetch: ModuleType) -> None:
    files = fetch.make_files(NPM)
    module = files.pop("locales/nl.js").decode()
    assert files == {
        "sveltia/index.js": b"import(`../locales/nl.js`)",
        "sveltia/assets/a.woff2": b"wOF2",
        "sveltia/chunks/react-1.js": b"",
        "LICENSE": b"MIT License",
        "LICENSES.txt": fetch.LICENSES.read_bytes(),
    }
    texts = json.loads(module.removeprefix("export default ").removesuffix(";\n"))
    own = json.loads(fetch.OWN_TEXTS.read_bytes())
    assert texts == {"save": "Opslaan", **own}


def test_a_text_of_the_package_counts_before_our_own(fetch: ModuleType) -> None:
    texts = {"save": "Opslaan", "folder": {"new": "Nieuw"}}
    own = {"save": "Bewaar", "folder": {"new": "Maak", "remove": "Weg"}, "copy": "Kopieer"}
    assert fetch.complete(texts, own) == {
        "save": "Opslaan", "folder": {"new": "Nieuw", "remove": "Weg"}, "copy": "Kopieer",
    }  # fmt: skip
    assert texts == {"save": "Opslaan", "folder": {"new": "Nieuw"}}


def test_a_program_with_a_package_whose_licence_we_do_not_have_is_refused(fetch: ModuleType) -> None:
    fetch.check_notices(NPM)
    new = b'{"sources": ["../node_modules/.pnpm/@a+b@1/node_modules/@a/b/c/node_modules/yaml2/index.js"]}'
    with pytest.raises(SystemExit, match="lacks the licences of yaml2"):
        fetch.check_notices(NPM | {"npm/chunks/react-1.js.map": new})


def test_a_package_that_is_not_the_one_we_know_is_refused(fetch: ModuleType) -> None:
    with pytest.raises(SystemExit, match="Dutch texts"):
        fetch.make_files(NPM | {"npm/index.js": b"import(`../locales/nl.js`)"})
    with pytest.raises(SystemExit, match="licence"):
        fetch.check_license(NPM)


def test_without_the_package_nobody_is_told_to_remove_redactie(no_package: None, tmp_path: Path) -> None:
    (found,) = check(Options(source=str(site(tmp_path, WITH_EDITOR)))).diagnostics
    assert found.code == "redactie-ontbreekt"
    assert "haal" not in found.remedy.lower()
    assert "hoeft u niets te doen" in found.remedy
