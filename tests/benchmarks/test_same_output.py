from pathlib import Path

from benchmarks.same_output import Result, Side, compare_results, compare_trees, edit_one_page, normalise

WARNING = '[\n  {\n    "code": "onbekend-sjabloon",\n    "severity": "error"\n  }\n]\n'


def test_equal_results_have_no_differences() -> None:
    assert not [*compare_results(Result(1, "[]", "fout"), Result(1, "[]", "fout"))]


def test_exit_code_stdout_and_stderr_are_compared() -> None:
    found = [*compare_results(Result(0, "a\n", "c\n"), Result(1, "b\n", "d\n"))]
    assert [text.partition("\n")[0] for text in found] == ["exit code 0 became 1", "stdout differs", "stderr differs"]


def test_an_expected_diagnostic_is_left_out_with_its_summary_and_exit_code() -> None:
    before, after = Result(1, WARNING, "Niet in orde: 1 fout\n"), Result(0, "[]\n", "In orde: 3 pagina’s\n")
    assert [*compare_results(before, after)]
    assert not [*compare_results(before, after, frozenset({"onbekend-sjabloon"}))]
    assert [*compare_results(before, after, frozenset({"onbekend-veld"}))]


def test_other_diagnostics_beside_an_expected_one_are_compared() -> None:
    line = "templates/README.md:1:1: waarschuwing[onbekend-sjabloon]: x\n"
    another = "content/a.md:1:1: waarschuwing[lege-kop]: y\n"
    before, after = Result(0, "", line + another + "Gebouwd\n"), Result(0, "", "Gebouwd\n")
    assert [*compare_results(before, after, frozenset({"onbekend-sjabloon"}))]


def test_a_traceback_on_both_sides_is_a_difference() -> None:
    crash = Result(1, "", "Traceback (most recent call last)\n")
    assert len([*compare_results(crash, crash)]) == 2


def test_a_run_ended_by_a_signal_is_a_difference_even_with_an_expected_diagnostic() -> None:
    before, after = Result(-9, "", ""), Result(1, WARNING, "Niet in orde: 1 fout\n")
    found = [*compare_results(before, after, frozenset({"onbekend-sjabloon"}))]
    assert found == ["before was ended by signal 9"]


def test_seconds_and_temporary_folders_are_replaced(tmp_path: Path) -> None:
    side = Side("before", tmp_path / "checkout", tmp_path / "sites")
    text = f"Gebouwd: 3 pagina’s in {tmp_path}/sites/a/public (0,19 s; 0 fouten)"
    assert normalise(text, side) == "Gebouwd: 3 pagina’s in SITES/a/public (SECONDS; 0 fouten)"


def test_trees_differ_in_a_byte_a_name_and_a_mode(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        (folder / "sub").mkdir(parents=True)
        for name in ("page.html", "picture.webp", "sub/same.txt", "sub/mode.txt"):
            (folder / name).write_bytes(b"\xff<p>a</p>" if name.endswith("webp") else b"<p>a</p>")
    (after / "pagefind").mkdir()
    (after / "pagefind" / "other.pf_index").touch()
    assert compare_trees(before, after) == (4, [])
    (after / "page.html").write_bytes(b"<p>b</p>")
    (after / "picture.webp").write_bytes(b"\xff<p>b</p>")
    (after / "sub" / "mode.txt").chmod(0o600)
    (before / "sub" / "old.txt").touch()
    count, descriptions = compare_trees(before, after)
    assert count == 5
    assert descriptions == [
        "public/page.html differs\n--- before\n+++ after\n@@ -1 +1 @@\n-<p>a</p>\n+<p>b</p>",
        "public/picture.webp differs (9 and 9 bytes)",
        "public/sub/mode.txt: mode 0o100644 became 0o100600",
        "public/sub/old.txt is only there before",
    ]


def test_the_edit_changes_a_published_project_and_its_title(tmp_path: Path) -> None:
    pages = tmp_path / "content" / "projecten"
    pages.mkdir(parents=True)
    (pages / "a.md").write_text("---\ntitel: A\nconcept: true\n---\n")
    (pages / "b.md").write_text("---\ntitel: Bomen\n---\nTekst.\n")
    edit_one_page(tmp_path)
    assert "titel: A\n" in (pages / "a.md").read_text()
    assert (pages / "b.md").read_text() == (
        "---\ntitel: Bomen nader bekeken\n---\nTekst.\n\nDeze alinea is er later bij geschreven.\n"
    )
