"""The files of a new source: valid, linked to each other, and understood by the programs that read them."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from declared_faults import DECLARED
from support import run_here, tree
from vindplaats import __version__
from vindplaats.arguments import make_parser
from vindplaats.commands.init import PLACEHOLDERS, STARTER, source_files
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.json_schema import DIALECT, DOCUMENTS, schema_of
from vindplaats.read.records import KINDS
from vindplaats.read.schema import FIELDS, PLURAL_TYPES

PAGES = [path for path in source_files("generic") if re.fullmatch(r"content/\w+/[^/]+\.md", path)]


def begin(folder: Path) -> None:
    done = run_here("init", str(folder), "--host", "github")
    assert done.returncode == 0, done.stderr


def test_each_example_links_to_another_and_is_linked_to() -> None:
    files = source_files("generic")
    links = {path: set(re.findall(r"\]\(\.\.(/[^)#]+)", files[path].decode())) for path in PAGES}
    assert len(links) == len(KINDS)
    assert all(links.values())
    assert set().union(*links.values()) == {path.removeprefix("content") for path in PAGES}


@pytest.mark.parametrize("host", ["github", "gitlab", "generic"])
def test_every_file_is_text_of_its_kind(host: str) -> None:
    for path, data in source_files(host).items():
        if path.endswith(".png"):  # a picture of the handbook
            continue
        text = data.decode("utf-8")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\r" not in text
        assert not re.search(r"[ \t]$", text, re.MULTILINE), path
        if path.endswith(".json"):
            json.loads(text)
        elif path.endswith((".yml", ".yaml")):
            assert yaml.safe_load(text), path


def test_each_placeholder_is_in_its_file_once() -> None:
    for path, line in PLACEHOLDERS.values():
        text = (STARTER / "source" / path).read_text(encoding="utf-8")
        assert text.splitlines(keepends=True).count(line) == text.count(line) == 1


def test_the_version_is_pinned(tmp_path: Path) -> None:
    begin(tmp_path / "x")
    lines = (tmp_path / "x/requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"vindplaats=={__version__}"]


def run_check(source: Path) -> list[str]:
    lines = run_here("check", "--source", str(source)).stderr.splitlines()[:-1]
    return [line for line in lines if not line.startswith(" ")]


def problem_matcher() -> dict[str, Any]:
    tasks = json.loads(source_files("generic")[".vscode/tasks.json"])["tasks"]
    matcher: dict[str, Any] = tasks[0]["problemMatcher"]
    assert shlex.join([tasks[0]["command"], *tasks[0]["args"]]) == "vindplaats check"
    return matcher


def test_the_problem_matcher_reads_what_check_prints(tmp_path: Path) -> None:
    begin(tmp_path)
    content = tmp_path / "content"
    (content / "projecten/a: b (1).md").write_text("---\ntitel: [x\n---\n", encoding="utf-8")
    (content / "projecten/é 2:3.md").write_text("---\ntitel: A\njaaar: 2024\nconcept: ja\n---\n", encoding="utf-8")
    (content / "nieuws/x.md").write_text("---\ntitel: A\ndatum: 2024-01-01\nDatum: 1\n---\n[a](b.md)", encoding="utf-8")
    (content / "zwerver.txt").write_text("x", encoding="utf-8")
    lines = run_check(tmp_path)
    found = json.loads(run_here("check", "--source", str(tmp_path), "--format", "json").stdout)
    assert {d["severity"] for d in found} == {"error", "warning"}
    assert len({d["file"] for d in found}) > 3
    pattern = problem_matcher()["pattern"]
    for line, diagnostic in zip(lines, found, strict=True):
        match = re.fullmatch(pattern["regexp"], line)
        assert match is not None, line
        assert match[pattern["file"]] == diagnostic["file"]
        assert (int(match[pattern["line"]]), int(match[pattern["column"]])) == (
            diagnostic["line"],
            diagnostic["column"],
        )
        assert match[pattern["severity"]] == ("fout" if diagnostic["severity"] == "error" else "waarschuwing")
        assert match[pattern["code"]] == diagnostic["code"]
        assert match[pattern["message"]] == f"{diagnostic['message']} {diagnostic['remedy']}".rstrip()


def test_the_problem_matcher_leaves_other_lines_alone(tmp_path: Path) -> None:
    begin(tmp_path)
    pattern = problem_matcher()["pattern"]["regexp"]
    for line in run_here("check", "--source", str(tmp_path)).stderr.splitlines():
        assert re.search(pattern, line) is None


def test_the_tasks_and_the_hook_are_commands_of_ours() -> None:
    files = source_files("generic")
    tasks = json.loads(files[".vscode/tasks.json"])["tasks"]
    commands = [shlex.join([task["command"], *task["args"]]) for task in tasks]
    (repository,) = yaml.safe_load(files[".pre-commit-config.yaml"])["repos"]
    (hook,) = repository["hooks"]
    for words in map(str.split, [*commands, hook["entry"]]):
        assert words[0] == "vindplaats"
        assert make_parser().parse(words[1:]).command == words[1]
    assert re.search(hook["files"], "content/projecten/a.md")
    assert not re.search(hook["files"], "README.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_schema_means_the_same_in_the_dialect_of_the_linter(document: str) -> None:
    schema = json.loads(source_files("generic")[f".vscode/schemas/{document}.json"])
    assert {"$schema": DIALECT, **schema} == schema_of(document)
    Draft7Validator.check_schema(schema)


def test_the_linter_and_the_editor_have_a_schema_for_each_page_and_for_the_site() -> None:
    files = source_files("generic")
    (_, (_, options)) = yaml.safe_load(files[".remarkrc.yml"])["plugins"]
    globs = {path.removeprefix("./"): glob for path, (glob,) in options["schemas"].items()}
    for page in PAGES:
        schemas = [
            path for path, glob in globs.items() if page.startswith(glob.removeprefix("./").removesuffix("**/*.md"))
        ]
        assert schemas == [f".vscode/schemas/{page.split('/')[1]}.json"]
    settings = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert settings == {".vscode/schemas/site.json": SITE_FILE}
    assert {*globs, *settings} == {path for path in files if path.startswith(".vscode/schemas/")}


def test_the_forms_of_front_matter_cms_follow_the_declared_fields() -> None:
    settings = json.loads(source_files("generic")["frontmatter.json"])
    types = {type_["name"]: type_ for type_ in settings["frontMatter.taxonomy.contentTypes"]}
    folders = {folder["path"]: folder["contentTypes"] for folder in settings["frontMatter.content.pageFolders"]}
    assert all(folder["disableCreation"] for folder in settings["frontMatter.content.pageFolders"])
    assert all(type_["clearEmpty"] for type_ in types.values())
    kinds = [kind for kind in KINDS if kind != "start"]
    assert folders == {f"[[workspace]]/content/{kind}": [kind] for kind in kinds}
    assert list(types) == kinds
    for kind in kinds:
        declared = [field for field in FIELDS[kind] if field.type not in {"vrij", "koppelingen"}]
        forms = types[kind]["fields"]
        assert [form["name"] for form in forms] == [field.name for field in declared]
        for form, field in zip(forms, declared, strict=True):
            assert form.get("required", False) == (field.required and field.name != "opdrachtgever")
            several = form["type"] == "list" or form.get("multiple", False)
            assert several == (field.type in PLURAL_TYPES)


def test_git_gets_the_source_and_nothing_that_is_made_from_it(tmp_path: Path) -> None:
    begin(tmp_path)
    for _ in range(2):
        assert run_here("build", "--no-search", "--source", str(tmp_path)).returncode == 0
        (tmp_path / "content/paginas/x.md").write_text("---\ntitel: X\n---\n", encoding="utf-8")
    assert (tmp_path / ".public-reserve").exists()
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/x").touch()
    (tmp_path / "content/~$x.docx").touch()
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    listed = subprocess.run(
        [*git, "ls-files", "--others", "--exclude-standard"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(listed) == {*source_files("github"), "content/paginas/x.md"}


def test_git_keeps_line_ends_and_the_bytes_of_other_files(tmp_path: Path) -> None:
    begin(tmp_path)
    git = ["git", "-C", str(tmp_path), "-c", "core.autocrlf=true"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    (tmp_path / "content/projecten/r.pdf").write_bytes(b"%PDF-1.7\r\nx\r\n")
    (tmp_path / "content/paginas/x.md").write_bytes(b"---\r\ntitel: X\r\n---\r\n")
    before = tree(tmp_path / "content")
    subprocess.run([*git, "add", "."], check=True, capture_output=True)
    subprocess.run([*git, "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-qm", "x"], check=True)
    shutil.rmtree(tmp_path / "content")
    subprocess.run([*git, "checkout", "--quiet", "."], check=True)
    assert tree(tmp_path / "content") == before | {"paginas/x.md": b"---\ntitel: X\n---\n"}


def test_codes_have_only_the_characters_that_the_problem_matcher_allows() -> None:
    allowed = re.search(r"\[a-z0-9-\]\+", problem_matcher()["pattern"]["regexp"])
    assert allowed is not None
    assert not [fault.code for fault in DECLARED.values() if not re.fullmatch(allowed[0], fault.code)]
