"""A program that reads the text of PDFs with PDFium and draws their first pages. `media.pdfium` runs it.

PDFium is written in C++, and some files make it abort or take all memory. So it runs in a process that has limits and
that nothing depends on. The program is run by its path, in Python's isolated mode, and imports nothing of this package:
it starts faster, and starts the same way from every kind of installation.

Arguments: the maximum CPU time per file in seconds, the maximum address space in bytes, the maximum number of pages,
the maximum number of characters, and the folders of the libraries. Standard input has PDFs and standard output the
results (see `_read`), each preceded by its length in 8 bytes; the first is empty, and says that the program is ready.
The program ends as soon as its input is closed.
"""

import ctypes
import os
import queue
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Any

_HEADER_BYTES = 8
_PR_SET_PDEATHSIG = 1
_MAX_DEPTH = 3
"""Maximum depth of nested forms in which an image is looked for."""
_MAX_OBJECTS = 1000
"""Maximum number of objects of a page among which an image is looked for."""
_FEW_CHARACTERS = 10
"""A page with fewer characters is probably a picture of text, if it has images."""
_THUMBNAIL_SIZE = 480
"""The longer side of a thumbnail in pixels."""
_QUALITY = 75
"""The quality of a thumbnail, from 0 to 100."""


def main(arguments: list[str]) -> None:
    """Answer requests until the input is closed."""
    cpu_s, memory, max_pages, max_characters = map(int, arguments[:4])
    with suppress(AttributeError, ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches this process too, but its parent kills it
    _die_with_parent()
    _limit_memory(memory)
    sys.path += arguments[4:]
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    import msgspec.msgpack  # noqa: PLC0415 (found in the folders above)
    import PIL.WebPImagePlugin  # noqa: F401, PLC0415
    import pypdfium2  # noqa: F401, PLC0415

    _send(b"")  # ready
    while True:
        data = requests.get()
        _limit_time(cpu_s)
        _send(msgspec.msgpack.encode(_read(data, max_pages, max_characters)))


def _die_with_parent() -> None:
    """Ask the kernel to kill this process as soon as its parent ends. Linux only; `_receive` does the same, later."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit_memory(memory: int) -> None:
    """Limit the address space, and write no files. Windows has no such limits."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 (absent on Windows)

        for limit, value in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
        ):
            with suppress(ValueError, OSError):  # a system may refuse a limit: macOS has none of the address space
                resource.setrlimit(limit, (value, value))


def _limit_time(cpu_s: int) -> None:
    """Allow this process another ``cpu_s`` seconds of CPU time."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 (absent on Windows)

        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + cpu_s, hard))


def _receive(requests: "queue.SimpleQueue[bytes]") -> None:
    """Receive requests, and end this process, whatever it is doing, when there will be no more."""
    while header := _read_exactly(_HEADER_BYTES):
        requests.put(_read_exactly(int.from_bytes(header, "big")))
    os._exit(0)


def _read_exactly(size: int) -> bytes:
    """Return the next ``size`` bytes of the input. If there are fewer, end the process."""
    parts = []
    while size:
        part = os.read(0, min(size, 1 << 20))
        if not part:
            os._exit(0)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _send(answer: bytes) -> None:
    rest = memoryview(len(answer).to_bytes(_HEADER_BYTES, "big") + answer)
    while rest:
        rest = rest[os.write(1, rest) :]


def _read(data: bytes, max_pages: int, max_characters: int) -> list[Any]:
    """Return the attributes of a `media.pdfium.Reading`."""
    import pypdfium2  # noqa: PLC0415 (found in the folders that `main` is given)

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ["kapot"]
    try:
        pages = len(document)
        if pages > max_pages:
            return ["te-groot", pages]
        texts, images, loaded = [], 0, 0
        left = max_characters
        for number in range(pages):
            text, left, has_image = _read_page(document, number, left)
            if left < 0:
                return ["te-groot", pages]
            loaded = loaded if text is None else number + 1
            texts.append(text or "")
            images += has_image
        if not loaded:
            return ["kapot"]
        return ["gelezen", loaded, texts[:loaded], images, *_draw(document)]
    finally:
        document.close()


def _read_page(document: Any, number: int, left: int) -> tuple[str | None, int, bool]:
    """Return the text of a page, how many characters are ``left`` after it, and whether it is a picture of text.

    The text is None if the page cannot be loaded. It is not read if the page has more than ``left`` characters.
    """
    import pypdfium2  # noqa: PLC0415 (see `_read`)

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return None, left, False
    try:
        text = page.get_textpage()
        try:
            left -= text.count_chars()
            found = text.get_text_range() if left >= 0 else ""
        finally:
            text.close()
        return found, left, len(found.strip()) < _FEW_CHARACTERS and _has_image(page)
    except pypdfium2.PdfiumError:
        return "", left, False
    finally:
        page.close()


def _has_image(page: Any) -> bool:
    import pypdfium2.raw  # noqa: PLC0415 (see `_read`)

    for number, item in enumerate(page.get_objects(max_depth=_MAX_DEPTH)):
        if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
            return True
        if number >= _MAX_OBJECTS:
            break
    return False


def _draw(document: Any) -> tuple[bytes, int, int]:
    """Return a picture of the first page (WebP) with its width and height in pixels, or nothing if that fails."""
    import io  # noqa: PLC0415 (start-up)

    import pypdfium2  # noqa: PLC0415 (see `_read`)

    try:
        page = document[0]
        scale = _THUMBNAIL_SIZE / max(*page.get_size(), 1)
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=_QUALITY)
    except (pypdfium2.PdfiumError, ValueError, OSError, IndexError):
        return b"", 0, 0
    return out.getvalue(), picture.width, picture.height


if __name__ == "__main__":
    main(sys.argv[1:])
