"""Recognise misspelled names of page files, and the names of backups and of copies."""

import re

from vindplaats.patterns import regex

_OTHER_EXTENSION = regex(
    r"(?P<stem>.+?)\.(?:md|markdown|mdown|mdwn|mdx|mdtext|mdtxt|mkd|mkdn|mkdown|mmd|qmd|rmd|rmarkdown)(?:\.te?xt)?",
    re.IGNORECASE | re.DOTALL,
)
"""A name with an extension that some program gives to Markdown files, possibly followed by ``.txt`` or ``.text``."""

_BACKUP = regex(
    r"#.*#|.*~|.*\.(?:bak[0-9]*|backup|orig|rej|old|save|sav|tmp|temp|sw[op]|part|crdownload)",
    re.IGNORECASE | re.DOTALL,
)
"""A name that a text editor, git or a browser gives to a backup or to an incomplete file."""

_WORD = r"(?:kopie|copy|exemplaar)"
_COPY = regex(
    rf".*[\s_-]{_WORD}(?:[\s_-]*(?:\d+|\(\d+\)))?|.*\([^()]*\b{_WORD}\b[^()]*\)|.+?[\s_-]*\(\d{{1,2}}\)"
    rf"|{_WORD}(?:[\s_-]*\(?\d+\)?)?[\s_-](?:van|of)[\s_-].+",
    re.IGNORECASE | re.DOTALL,
)
"""A name that an operating system, Google Drive or Dropbox gives to a copy: ``x - Kopie``, ``x (1)``, ``Copy of x``."""

_NUMBERED = regex(r".+ [2-9](?:\.md|/index\.md)")
"""The path of a page with a name that iCloud gives to a copy, and that editors give to a second part."""


def right_page_name(name: str, *, in_page_folder: bool) -> str | None:
    """Return the name that a page file should have, or None if ``name`` is right already or is not that of a page.

    ``"B.MD"`` becomes ``"B.md"`` and ``"c.markdown"`` becomes ``"c.md"``. ``in_page_folder`` says whether the file may
    be the ``index.md`` of a folder: if so, ``"Index.md"`` becomes ``"index.md"``.
    """
    stem = name.removesuffix(".md")  # as most names end; the pattern is slow
    if stem in {name, ""}:
        match = _OTHER_EXTENSION.fullmatch(name)
        if match is None:
            return None
        stem = match["stem"]
    right = "index.md" if in_page_folder and stem.lower() == "index" else f"{stem}.md"
    return None if right == name else right


def is_backup(name: str) -> bool:
    """Return whether a name is that of a backup or a temporary file, such as ``"x.md~"`` or ``"x.md.bak"``."""
    return not name.endswith(".md") and bool(_BACKUP.fullmatch(name))  # no such name matches the slow pattern


def is_copy(file: str) -> bool:
    """Return whether any part of the path of a page looks like the name of a copy, as in ``"a/x - Kopie.md"``."""
    name = file.lower()  # outside ASCII, the pattern ignores case in more ways
    if name.isascii() and "(" not in name and "kopie" not in name and "copy" not in name and "exemplaar" not in name:
        return False  # as for most paths, without trying the slow pattern
    return any(_COPY.fullmatch(part) for part in file.removesuffix(".md").split("/"))


def may_be_copy(file: str) -> bool:
    """Return whether the path of a page looks like that of a copy, or of a second part such as ``"x 2.md"``."""
    return is_copy(file) or (" " in file and bool(_NUMBERED.fullmatch(file)))
