"""An inventory of every file that a build may read: its `stat`, and its digest if a build has read the file.

A digest is computed again unless `stat` shows that the file has not changed since the last inventory. This check is as
reliable as that of git's index (``Documentation/technical/racy-git.adoc``): size, inode and nanosecond times are
trusted, unless the file changed so shortly before its `stat` that a second change may have left the same times.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct, msgpack

from vindplaats.inputs.clutter import is_clutter, is_for_colleagues
from vindplaats.inputs.theme_files import disk_path, packaged_folders

RACY_NS = 2_000_000_000
"""If a file changed within this many nanoseconds before its `stat`, its times are not trusted. The times of FAT have a
resolution of two seconds."""
DIGEST_SIZE = 16
"""Number of bytes in the digest of a file."""
_READ_BYTES = 1 << 20
_NO_DIGEST = bytes(DIGEST_SIZE)
"""The placeholder in `Inventory.digests` for a file that no build has read."""

Digests = Mapping[str, bytes]
"""Digests of files (16 bytes each) by path."""


class FileStat(Struct, frozen=True, gc=False, array_like=True):
    """The result of `stat` for a file or folder; times are in nanoseconds.

    ``path`` is relative to the source (``content/x.md``), or begins with ``thema/`` for a file of the default theme and
    with ``redactie/`` for one of the web editor. It is spelled as on disk, so it need not be in composed Unicode (NFC).
    ``kind`` is empty for a file that may be opened, "map" for a folder whose contents are listed, and one of
    `UNOPENED_KINDS` for anything else.
    """

    path: str
    kind: str = ""
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    inode: int = 0


UNOPENED_KINDS = ("link", "buiten", "kapot", "anders", "dicht", "diep")
"""Kinds of directory entries that are listed but never opened. Three are symbolic links: a link to a folder ("link"), a
link to a file outside the top-level folder that holds the link, such as ``content/`` ("buiten"), and a link that cannot
be followed ("kapot"). The others are "anders" (a pipe, socket or device, which could block a build, or a top-level
``templates``, ``static`` or ``wortel`` that is not a folder), "dicht" (a folder that may not be read) and "diep" (a
folder deeper than `MAX_FOLDER_DEPTH`)."""


MAX_FOLDER_DEPTH = 50
"""Maximum depth of nested folders. The contents of deeper folders are not listed."""


ROOT_FOLDER = "wortel"
"""The folder of the source whose files the site has at its root: ``wortel/favicon.ico`` becomes ``favicon.ico``."""
WELL_KNOWN = f"{ROOT_FOLDER}/.well-known"
"""The folder of the source that becomes the one of RFC 8615."""
SHOWN_HIDDEN = frozenset({WELL_KNOWN, f"{ROOT_FOLDER}/.htaccess"})
"""The paths with hidden names that are not skipped: the folder of RFC 8615, and the configuration of Apache."""
MISPLACED_HIDDEN = frozenset({"content/.well-known", "static/.well-known", "templates/.well-known"})
"""The hidden folders that are listed because they belong at `WELL_KNOWN`."""


_TOP_FOLDERS = ("content", "templates", "static", ROOT_FOLDER)
"""The folders of the source that a build reads."""
_OTHER_WORDS = {"sjablonen": "templates", "sjabloon": "templates", ".well-known": WELL_KNOWN}
_MAX_EDITS = 2
"""Maximum number of letters that are missing or superfluous in the name of a folder that was probably misspelt."""


def scan_source(source_dir: str) -> tuple[FileStat, ...]:
    """Return every file and folder that a build of ``source_dir`` may read, sorted by path.

    Folders beside these of which the name is nearly right are returned too, without what is in them. So are the
    `MISPLACED_HIDDEN`.

    What other programs leave (`is_clutter`) or nobody means to publish (`is_for_colleagues`) is skipped, and so are
    hidden files and folders, except those in the folders of templates and the `SHOWN_HIDDEN`. Raises `OSError` if a
    top-level folder cannot be read, or if a file or folder is removed during the scan.
    """
    found: list[FileStat] = []
    _walk(os.path.join(source_dir, "content"), "content", found)
    roots = {name: os.path.join(source_dir, name) for name in ("templates", "static", ROOT_FOLDER)}
    found += _misspelt_folders(source_dir)
    for name, folder in (roots | packaged_folders(source_dir)).items():
        if os.path.isdir(folder):
            # a template may include a hidden file
            _walk(folder, name, found, hidden=name.endswith("templates"))
        elif os.path.lexists(folder):
            found.append(FileStat(name, "anders"))
    found.sort(key=_path)
    return tuple(found)


def is_root_file(path: str) -> bool:
    """Return whether the file at a path of the source is published at the root of the site."""
    return path.startswith(f"{ROOT_FOLDER}/")


def folder_meant(name: str) -> str | None:
    """Return the folder of the source that an editor probably meant by a folder beside it, such as ``Templates``."""
    folded = name.casefold()
    if name in _TOP_FOLDERS:
        return None
    if folded in _OTHER_WORDS:
        return _OTHER_WORDS[folded]
    alike = (right for right in _TOP_FOLDERS if right[0] == folded[:1] and abs(len(right) - len(folded)) <= _MAX_EDITS)
    return next((right for right in alike if _is_alike(folded, right)), None)


def _is_alike(name: str, right: str) -> bool:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 (start-up: only for a folder that may be misspelt)

    # A letter more or less is one edit, another letter is two: "context" is not "content", nor is "status" "static".
    return Indel.distance(name, right) <= (1 if right == "content" else _MAX_EDITS)


def _misspelt_folders(source_dir: str) -> list[FileStat]:
    """Return the folders beside ``content/`` whose names are nearly those of folders that a build reads."""
    with os.scandir(source_dir) as entries:
        return [FileStat(entry.name, "map") for entry in entries if folder_meant(entry.name) and entry.is_dir()]


def _path(file: FileStat) -> str:
    return file.path


def _walk(folder: str, name: str, found: list[FileStat], *, hidden: bool = False, root: str = "") -> None:
    """Add everything in ``folder`` to ``found``, with paths that start with ``name``.

    ``root`` is the folder where the walk began, with symbolic links resolved.
    """
    root = root or os.path.realpath(folder)
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{name}/{entry.name}"
            is_hidden = entry.name.startswith(".") and not hidden and path not in SHOWN_HIDDEN
            if is_hidden and path in MISPLACED_HIDDEN and entry.is_dir():
                found.append(FileStat(path, "map"))
            if is_hidden or is_clutter(entry.name) or is_for_colleagues(path):
                continue
            if entry.is_dir(follow_symlinks=False):
                if path.count("/") > MAX_FOLDER_DEPTH:
                    found.append(FileStat(path, "diep"))
                    continue
                found.append(FileStat(path, "map"))
                at = len(found)
                try:
                    _walk(entry.path, path, found, hidden=hidden, root=root)
                except PermissionError:
                    found[at - 1 :] = [FileStat(path, "dicht")]
            else:
                found.append(_stat(entry, path, root))


def _stat(entry: os.DirEntry[str], path: str, root: str) -> FileStat:
    """Return the `FileStat` of an entry that is not a folder. Raises `FileNotFoundError` if it no longer exists."""
    try:
        status = entry.stat()
    except FileNotFoundError:
        entry.stat(follow_symlinks=False)
        return FileStat(path, "kapot")
    except OSError:  # a circle of links, or a link into a folder that may not be entered
        return FileStat(path, "kapot")
    kind = ""
    if stat.S_ISDIR(status.st_mode):
        kind = "link"
    elif not stat.S_ISREG(status.st_mode):
        kind = "anders"
    elif entry.is_symlink() and not os.path.realpath(entry.path).startswith(root + os.sep):
        kind = "buiten"
    if kind:
        return FileStat(path, kind)
    return FileStat(path, "", status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Inventory(Struct, frozen=True, array_like=True):
    """The state of all files as a build found them: their encoded stats, and their concatenated digests.

    ``clock`` is the time in nanoseconds by the clock of the file system (`Store.clock`), read before the stats were
    taken. ``total`` is the `combined_digest` of all files.
    """

    clock: int = 0
    stats: bytes = b""
    digests: bytes = b""
    total: bytes = b""

    def has_same(self, files: Sequence[FileStat], clock: int) -> bool:
        """Return whether ``files`` are these files and, according to `stat`, none has changed since this inventory.

        ``clock`` is the time before the stats of ``files`` were taken. If it is earlier than that of the inventory, no
        stat proves anything. The stats are compared as bytes, which takes less time than decoding those of before.
        """
        same = clock >= self.clock and bool(self.stats) and encode_stats(files) == self.stats
        return same and all(is_settled(file, self.clock) for file in files)

    def digests_of(self, files: Sequence[FileStat]) -> Digests:
        """Return the digests, by path, of those of ``files`` that have one: `has_same` must hold for ``files``."""
        return {file.path: digest for file, digest in self._with_digests(files) if digest}

    def files(self) -> Iterator[tuple[FileStat, bytes]]:
        """Return every file and folder with its digest, which is empty if no build has read the file."""
        return self._with_digests(msgpack.decode(self.stats, type=list[FileStat]) if self.stats else [])

    def _with_digests(self, files: Sequence[FileStat]) -> Iterator[tuple[FileStat, bytes]]:
        for place, file in zip(range(0, len(files) * DIGEST_SIZE, DIGEST_SIZE), files, strict=True):
            digest = self.digests[place : place + DIGEST_SIZE]
            yield file, b"" if digest == _NO_DIGEST else digest


def encode_stats(files: Sequence[FileStat]) -> bytes:
    """Return the stats as msgpack, or ``b""`` if a path cannot be encoded as UTF-8."""
    try:
        return msgpack.encode(files)
    except UnicodeEncodeError:
        return b""


def is_settled(file: FileStat, clock: int) -> bool:
    """Return whether the last change of a file is so old that any later change must show in the times of the file.

    ``clock`` is the time of the file system just before the stat, in nanoseconds.
    """
    return max(file.mtime_ns, file.ctime_ns) < clock - RACY_NS


def trusted_digests(known: Inventory, files: Sequence[FileStat], clock: int) -> Digests:
    """Return the digests, by path, of the files that, according to `stat`, have not changed since ``known``.

    ``files`` are the present stats, and ``clock`` is the time before they were taken. If ``clock`` is earlier than
    ``known.clock``, no digest is trusted.
    """
    return {file.path: digest for file, digest, is_trusted in _compare(known, files, clock) if is_trusted}


def current_digests(source_dir: str, known: Inventory, files: Sequence[FileStat], clock: int) -> Digests:
    """Return the digest of each file that has one in ``known``: either trusted or computed again.

    Files that no longer exist or cannot be read are left out.
    """
    found: dict[str, bytes] = {}
    for file, digest, is_trusted in _compare(known, files, clock):
        if is_trusted:
            found[file.path] = digest
        elif not file.kind:
            with suppress(OSError):  # reported when the file is read
                found[file.path] = digest_file(disk_path(source_dir, file.path))
    return found


def _compare(known: Inventory, files: Sequence[FileStat], clock: int) -> Iterator[tuple[FileStat, bytes, bool]]:
    """Yield each of ``files`` that has a digest in ``known``, with that digest and whether it is trusted."""
    now = {file.path: file for file in files}
    is_later = clock >= known.clock
    for before, digest in known.files():
        file = now.get(before.path) if digest else None
        if file is not None:
            yield file, digest, is_later and file == before and is_settled(file, known.clock)


def make_inventory(clock: int, files: Sequence[FileStat], digests: Digests) -> Inventory:
    """Return the inventory to save after a build that read files with these digests."""
    joined = b"".join([digests.get(file.path, _NO_DIGEST) for file in files])
    return Inventory(clock, encode_stats(files), joined, combined_digest(files, digests))


def combined_digest(files: Iterable[FileStat], digests: Digests) -> bytes:
    """Return one digest of the paths and digests of all files. For a file without a digest, its stat is used."""
    parts = [f"{file.path}\0{digests[file.path].hex() if file.path in digests else _stat_text(file)}" for file in files]
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=DIGEST_SIZE).digest()


def _stat_text(file: FileStat) -> str:
    if file.kind:
        return file.kind
    return f"{file.size} {file.mtime_ns} {file.ctime_ns} {file.inode}"


def digest(data: bytes) -> bytes:
    """Return the digest of the bytes of a file: BLAKE2b, 16 bytes."""
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()


def digest_file(path: str) -> bytes:
    """Return the digest of a file on the disk. Raises `OSError` if the file cannot be read."""
    whole = hashlib.blake2b(digest_size=DIGEST_SIZE)
    with open(path, "rb", buffering=0) as stream:  # most files fit in one read
        while piece := stream.read(_READ_BYTES):
            whole.update(piece)
    return whole.digest()
