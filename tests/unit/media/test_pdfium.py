"""PDFs are read in a child process: what it reads, what ends it, and that no process is ever left."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

import pdfs
from vindplaats.media import pdfium, pdfium_process
from vindplaats.media.pdfium import DOES_NOT_START, Pdfium, Reading


def children() -> set[int]:
    """Return the ids of the child processes of this process."""
    mine = str(os.getpid())
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        if status.rpartition(")")[2].split()[1] == mine:
            found.add(int(folder.name))
    return found


def processor_ticks(number: int) -> int:
    """Return how many hundredths of a second a running process has computed."""
    return int(Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11])


@pytest.fixture(autouse=True)
def _no_process_is_left() -> object:
    before = children()
    yield
    assert children() == before


def shading(draws: int = 2000) -> bytes:
    """Return a page that takes much time and little memory: colours computed by a program, drawn over and over."""
    program = b"{" + b"sin cos " * 2000 + b"exch sin }"
    function = pdfs.stream(program, "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1]")
    colours = (
        b"<< /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 1 0 1] /Matrix [595 0 0 842 0 0] /Function 6 0 R >>"
    )
    return pdfs.document([b"/S sh " * draws], resources="/Shading << /S 7 0 R >>", more=[function, colours])


def test_the_text_of_each_page_and_a_picture_of_the_first() -> None:
    with Pdfium() as reader:
        reading = reader.read(pdfs.report(3))
        assert (reading.outcome, reading.pages, reading.pictures) == ("gelezen", 3, 0)
        assert [pdfs.word(n) in text for n, text in enumerate(reading.texts)] == [True] * 3
        assert (reading.width, reading.height, reading.thumbnail[8:12]) == (340, 480, b"WEBP")
        assert reader.read(pdfs.report(3)) == reading
        assert reader.read(pdfs.two_columns()).texts[0].split("\r\n")[2:4] == ["de molenaar", "Rechts eindigt"]
    with Pdfium() as other:
        assert other.read(pdfs.report(3)) == reading


def test_pages_that_are_not_there_do_not_count() -> None:
    with Pdfium() as reader:
        reading = reader.read(pdfs.report(3).replace(b"/Count 3", b"/Count 9"))
        assert (reading.pages, len(reading.texts)) == (3, 3)
        assert reader.read(pdfs.cyclic_pages()) == Reading("kapot")


def test_a_scan_has_pictures_and_no_text() -> None:
    with Pdfium() as reader:
        assert (reader.read(pdfs.scan(2)).texts, reader.read(pdfs.scan(2)).pictures) == (("", ""), 2)


def test_a_page_of_any_size_gives_a_small_picture_or_none() -> None:
    with Pdfium() as reader:
        for box in ("[0 0 2000000 2000000]", "[0 0 9999999 1]", "[0 0 0 0]", "[0 0 -5 1e30]", "[9 9 9 9]"):
            reading = reader.read(pdfs.document([pdfs.show(["Groot"])], box=box))
            assert reading.outcome == "gelezen", box
            assert max(reading.width, reading.height) <= 480, box
            assert len(reading.thumbnail) < 10_000, box


def test_what_does_not_open_is_broken() -> None:
    with Pdfium() as reader:
        for what, data in {
            "damaged": pdfs.damaged(), "empty": b"", "encrypted": pdfs.encrypted("geheim", "meester"),
        }.items():  # fmt: skip
            assert reader.read(data) == Reading("kapot"), what


def test_a_hostile_file_ends_only_the_process_that_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MAX_MEMORY", 3 << 26)  # reached sooner
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    hostile = {"bomb": pdfs.bomb(1 << 28), "operators": pdfs.many_operators(2_000_000), "forms": pdfs.nested_forms()}
    with Pdfium() as reader:
        good = reader.read(pdfs.report())
        assert good.outcome == "gelezen"
        for what, data in hostile.items():
            assert reader.read(data) == Reading("vastgelopen"), what
            assert reader.read(pdfs.report()) == good, what
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, pdfium.MAX_MEMORY >> 10)


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MAX_CPU_S", 1)
    with Pdfium() as reader:
        assert reader.read(shading()) == Reading("vastgelopen")


def test_a_watchdog_ends_a_process_that_is_not_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MAX_WALL_S", 0.5)
    with Pdfium() as reader:
        assert reader.read(shading()) == Reading("vastgelopen")


def test_a_file_with_too_many_pages_or_characters_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MAX_PAGES", 3)
    monkeypatch.setattr(pdfium, "MAX_CHARACTERS", 500)
    with Pdfium() as reader:
        assert reader.read(pdfs.report(3)).outcome == "gelezen"
        assert reader.read(pdfs.report(4)) == Reading("te-groot", 4)
        assert reader.read(pdfs.document([pdfs.show(["x" * 50] * 11)])) == Reading("te-groot", 1)


FAKE = "import os, sys\nos.write(1, bytes(8))\nos.read(0, 8)\n"


@pytest.mark.parametrize(
    "answer",
    [
        "os.write(1, b'onzin')",
        "os.write(1, (5).to_bytes(8, 'big') + b'onzin')",
        "os.write(1, (1 << 60).to_bytes(8, 'big') + b'x' * 99)",
        "os.write(1, (2).to_bytes(8, 'big') + bytes([0x91, 0xa0]))",
        "os.kill(os.getpid(), 11)",
        "sys.exit(3)",
    ],
)
def test_a_nonsensical_answer_is_a_failure(answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "nep.py"
    program.write_text(FAKE + answer, encoding="utf-8")
    monkeypatch.setattr(pdfium_process, "__file__", str(program))
    with Pdfium() as reader:
        assert reader.read(pdfs.report()) == Reading("vastgelopen")


def test_a_program_that_does_not_start_is_no_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "nep.py"
    program.write_text("raise ImportError", encoding="utf-8")
    monkeypatch.setattr(pdfium_process, "__file__", str(program))
    with Pdfium() as reader, pytest.raises(ChildProcessError, match=DOES_NOT_START):
        reader.read(pdfs.report())


def test_an_interrupt_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(process: subprocess.Popen[bytes], data: bytes) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(pdfium, "_exchange", interrupt)
    with pytest.raises(KeyboardInterrupt), Pdfium() as reader:
        reader.read(pdfs.report())


def test_the_process_dies_with_its_parent(tmp_path: Path) -> None:
    """Kill a program while its child is busy with a file."""
    (tmp_path / "bezig.pdf").write_bytes(shading())
    code = (
        "import sys; from vindplaats.media.pdfium import Pdfium, _launch\n"
        "import vindplaats.media.pdfium as p\n"
        "start = p._launch\n"
        "def launch():\n"
        "    process = start(); print(process.pid, flush=True); return process\n"
        "p._launch = launch\n"
        "Pdfium().read(open(sys.argv[1], 'rb').read())\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, tmp_path / "bezig.pdf"], stdout=subprocess.PIPE)
    assert parent.stdout
    child = int(parent.stdout.readline())
    while processor_ticks(child) < 60:  # it needs fewer to start, and many more for the file
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 60
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists()
