"""What is known of PDFs: by path, with texts and pictures that are kept between builds or in a file without a name."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import pdfs
from vindplaats.cache.store import Store, open_store
from vindplaats.errors import DamagedError
from vindplaats.inputs.inventory import digest
from vindplaats.media import inspection, pdf_streams
from vindplaats.media.inspection import MAX_UNUSED_EXTRACTS, Original, inspect_all, open_extracts
from vindplaats.media.pdf import Pdf
from vindplaats.media.pdfium import Pdfium, Reading
from vindplaats.media.reports import Extract, Reports, TemporaryStore, judge_title, read_report


class Fixed(Pdfium):
    """A reader that always gives the same answer."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading

    def read(self, data: bytes) -> Reading:  # noqa: ARG002
        return self.reading


@pytest.mark.parametrize(("pictures", "scan"), [(10, True), (9, True), (8, False), (0, False)])
def test_a_scan_is_a_pdf_with_pictures_of_text_on_most_pages(pictures: int, scan: bool) -> None:
    reader = Fixed(Reading("gelezen", 10, ("",) * 9 + ("Een bladzijde met tekst",), pictures))
    info, extract = read_report(pdfs.report(10), reader)
    assert (("scan" in info.problems), info.text_layer, info.pages) == (scan, True, 10)
    assert extract is not None
    assert extract.texts[9] == "Een bladzijde met tekst"


def test_signs_without_a_letter_are_no_text() -> None:
    info, _ = read_report(pdfs.report(1), Fixed(Reading("gelezen", 1, ("\x01\x02\ufffe - \x7f",))))
    assert (info.text_layer, info.problems) == (False, ("zonder-tekst",))


def test_a_pdf_of_lines_alone_is_no_scan() -> None:
    with Pdfium() as reader:
        info, _ = read_report(pdfs.document([b"100 100 m 200 200 l S", b""]), reader)
    assert (info.text_layer, info.problems) == (False, ("zonder-tekst",))


def test_a_pdf_that_is_not_read_has_one_more_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdfs.report(tagged=False)
    assert read_report(data, Fixed(Reading("vastgelopen")))[0].problems == ("vastgelopen", "zonder-tags")
    assert read_report(data, Fixed(Reading("te-groot", 3))) == (
        Pdf(3, "Een verzonnen onderzoek", "nl-NL", problems=("te-groot", "zonder-tags")),
        None,
    )
    assert read_report(data, Fixed(Reading("kapot")))[0] == Pdf(fault="kapot", problems=("kapot",))
    monkeypatch.setattr("vindplaats.media.pdfium.MAX_PAGES", 2)
    assert read_report(data, Fixed(Reading("vastgelopen")))[0].problems == ("te-groot", "zonder-tags")
    monkeypatch.setattr("vindplaats.media.pdfium.MAX_PAGES", 3)
    monkeypatch.setattr(pdf_streams, "MAX_STREAMS", 0)
    assert read_report(data, Fixed(Reading("vastgelopen")))[0].problems[0] in {"te-groot", "vastgelopen"}


def test_a_title_that_is_the_name_of_the_file_is_none() -> None:
    info = Pdf(title="rapport", problems=("zonder-tags", "titel-zonder-xmp", "titel-verborgen"))
    assert judge_title(info, "x/rapport.pdf") == Pdf(problems=("zonder-tags", "zonder-titel", "titel-verborgen"))
    assert judge_title(info, "x/anders.pdf") == info


def files(folder: Path, **pdfs_by_name: bytes) -> list[Original]:
    for name, data in pdfs_by_name.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return [Original(f"{name}.pdf", f"{name}.pdf", "pdf", digest(data)) for name, data in pdfs_by_name.items()]


@pytest.mark.parametrize("cache", [True, False])
def test_texts_and_pictures_are_kept(cache: bool, tmp_path: Path) -> None:
    store = open_store(str(tmp_path)) if cache else None
    kept = open_extracts(store)
    originals = files(tmp_path, a=pdfs.report(), b=pdfs.two_columns(), c=b"")
    infos = inspect_all(originals, str(tmp_path), store, kept, 1)
    names = {one.file: one.digest.hex() for one in originals if infos[one.file].extracted}
    known = Reports({file: info.pdf for file, info in infos.items()}, names, kept)
    assert [pdfs.word(n) in text for n, text in enumerate(known.page_texts("a.pdf"))] == [True] * 3
    assert "Bureau Zeepaard" not in "".join(known.page_texts("a.pdf"))
    assert "de veerman" in known.page_texts("b.pdf")[0]
    assert known.thumbnail("a.pdf")[8:12] == b"WEBP" == known.thumbnail("b.pdf")[8:12]
    assert (known.page_texts("c.pdf"), known.thumbnail("c.pdf"), known.info("c.pdf").fault) == ((), b"", "leeg")
    assert (known.page_texts("x.pdf"), known.thumbnail("x.pdf"), known.info("x.pdf")) == ((), b"", Pdf())


def test_a_lost_extract_is_made_again(tmp_path: Path) -> None:
    store = open_store(str(tmp_path))
    kept = open_extracts(store)
    assert isinstance(kept, Store)
    originals = files(tmp_path, a=pdfs.report())
    inspect_all(originals, str(tmp_path), store, kept, 1)
    (name,) = Path(kept.folder).iterdir()
    first = name.read_bytes()
    name.write_bytes(b"onzin")
    with pytest.raises(DamagedError):
        Reports(names={"a": name.name}, kept=kept).page_texts("a")
    name.unlink()
    inspect_all(originals, str(tmp_path), store, kept, 1)
    assert name.read_bytes() == first


def test_many_unused_extracts_are_removed(tmp_path: Path) -> None:
    store = open_store(str(tmp_path))
    kept = open_extracts(store)
    assert isinstance(kept, Store)
    originals = files(tmp_path, a=pdfs.report())
    inspect_all(originals, str(tmp_path), store, kept, 1)
    for number in range(MAX_UNUSED_EXTRACTS + 2):
        kept.save(f"{number}", b"")
    inspect_all(originals, str(tmp_path), store, kept, 1)
    assert [path.name for path in Path(kept.folder).iterdir()] == [originals[0].digest.hex()]


def test_a_temporary_store_returns_what_was_saved() -> None:
    store = TemporaryStore()
    store.save("a", b"een")
    store.save("b", b"")
    store.save("a", b"twee")
    assert (store.load("a"), store.load("b"), store.load("c")) == (b"twee", b"", b"")
    assert Extract() == Extract((), b"")


@pytest.mark.parametrize(("count", "jobs", "started"), [(3, 4, 1), (9, 1, 1), (9, 2, 3), (33, 1, 2)])
def test_several_pdfs_share_a_child_process(
    count: int, jobs: int, started: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []

    def work(function: Callable[[int], object], number: int, _jobs: int) -> Iterator[object]:
        batches.append(number)
        return map(function, range(number))

    monkeypatch.setattr(inspection, "fork_map", work)
    monkeypatch.setattr(inspection, "read_report", lambda _data, _reader: (Pdf(1), None))
    originals = files(tmp_path, **{f"p{number}": str(number).encode() for number in range(count)})
    assert len(inspect_all(originals, str(tmp_path), None, TemporaryStore(), jobs)) == count
    assert batches == [started]
