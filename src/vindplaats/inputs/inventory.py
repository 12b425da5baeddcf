"""Every file a build can read, as the disk tells of it without opening any: what changed since the last time.

As reliable as git's index (``Documentation/technical/racy-git.adoc``): size, inode and nanosecond times are trusted,
but for files that changed so shortly before they were looked at that another change could have left the same times.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct, msgpack

from vindplaats.inputs.theme_files import THEME_PREFIX, disk_path, theme_folder

RACY_NS = 2_000_000_000
"""Nanoseconds before a look within which times prove nothing: FAT keeps them by two seconds, others far finer."""


DIGEST_SIZE = 16
"""Bytes of a digest of a file."""


_READ_SIZE = 1 << 20


_NO_DIGEST = bytes(DIGEST_SIZE)
"""Stands for the digest of a file that nobody read."""


Digests = Mapping[str, bytes]


class FileStat(Struct, frozen=True, gc=False, array_like=True):
    """What `stat` says of a file or folder; times are in nanoseconds.

    ``kind`` is empty for a file, "map" for a folder, and one of `UNOPENED_KINDS` for what is never opened.

    ``path`` leads from the source (``content/x.md``), or for the default theme from "thema", as the disk spells it.
    """

    path: str
    kind: str = ""
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    inode: int = 0


UNOPENED_KINDS = ("link", "buiten", "kapot", "anders", "dicht", "diep")
"""What is no plain file and no folder: a symbolic link to a folder, one that leads out of the folder that is looked
through, one that leads nowhere; what is neither file nor folder (opening a pipe would wait for ever); a folder that
cannot be looked into, or that lies too deep (`MAX_FOLDER_DEPTH`)."""


MAX_FOLDER_DEPTH = 50
"""Folders within each other that are looked into."""


def scan_source(source: str) -> tuple[FileStat, ...]:
    """All that a build of ``source`` can read, sorted by path. Hidden files are no part of a site.

    Raises `OSError` when its content folder cannot be read.
    """
    found: list[FileStat] = []
    _walk(os.path.join(source, "content"), "content", found)
    roots = {name: os.path.join(source, name) for name in ("templates", "static")}
    theme = theme_folder()
    if os.path.realpath(source) != os.path.realpath(theme):
        roots |= {f"{THEME_PREFIX}{name}": str(theme / name) for name in ("templates", "static")}
    for name, folder in roots.items():
        if os.path.isdir(folder):
            # A template can include a hidden one.
            _walk(folder, name, found, hidden=name.endswith("templates"))
        elif os.path.lexists(folder):
            found.append(FileStat(name, "anders"))
    found.sort(key=_path)
    return tuple(found)


def _path(seen: FileStat) -> str:
    return seen.path


def _walk(folder: str, name: str, found: list[FileStat], *, hidden: bool = False, root: str = "") -> None:
    """Add all that lies in ``folder``, called ``name``; ``root`` is where the walk began, without symbolic links."""
    root = root or os.path.realpath(folder)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and not hidden:
                continue
            path = f"{name}/{entry.name}"
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
                found.append(_seen(entry, path, root))


def _seen(entry: os.DirEntry[str], path: str, root: str) -> FileStat:
    """What is no folder itself. Raises `FileNotFoundError` where it is gone by now."""
    try:
        status = entry.stat()
    except FileNotFoundError:
        entry.stat(follow_symlinks=False)
        return FileStat(path, "kapot")
    except OSError:  # a link in a circle, or into a folder that nobody may enter
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
    """What was known of all files after a build: as they were seen, encoded; their digests, one behind the other.

    ``clock`` is what the clock of the disk said before they were looked at, in nanoseconds; ``total`` the digest of
    all paths with their digests.
    """

    clock: int = 0
    seen: bytes = b""
    digests: bytes = b""
    total: bytes = b""

    def files(self) -> Iterator[tuple[FileStat, bytes]]:
        """Every file with its digest; empty where nobody read it."""
        seen = msgpack.decode(self.seen, type=list[FileStat]) if self.seen else []
        for i, one in enumerate(seen):
            digest = self.digests[i * DIGEST_SIZE : (i + 1) * DIGEST_SIZE]
            yield one, b"" if digest == _NO_DIGEST else digest


def encode_stats(seen: Sequence[FileStat]) -> bytes:
    """What was seen as bytes; none where the disk has names that are no text."""
    try:
        return msgpack.encode(seen)
    except UnicodeEncodeError:
        return b""


def is_settled(seen: FileStat, clock: int) -> bool:
    """Tell whether the times of a file, seen when the clock said ``clock``, would tell of any later change."""
    return max(seen.mtime_ns, seen.ctime_ns) < clock - RACY_NS


def trusted_digests(known: Inventory, seen: Sequence[FileStat], clock: int) -> Digests:
    """The digests of files that have not changed since ``known``, by path, as far as times can tell.

    A ``clock`` that runs backwards proves nothing.
    """
    if clock < known.clock:
        return {}
    now = {one.path: one for one in seen}
    return {
        one.path: digest
        for one, digest in known.files()
        if digest and now.get(one.path) == one and is_settled(one, known.clock)
    }


def current_digests(source: str, known: Inventory, seen: Sequence[FileStat], clock: int) -> Digests:
    """The digests of all files that had one before: trusted, or made again."""
    found = dict(trusted_digests(known, seen, clock))
    there = {one.path for one in seen if not one.kind}
    for one, digest in known.files():
        if digest and one.path in there and one.path not in found:
            with suppress(OSError):  # told when it is to be read
                found[one.path] = digest_file(disk_path(source, one.path))
    return found


def make_inventory(clock: int, seen: Sequence[FileStat], digests: Digests) -> Inventory:
    """What is known after a build that found these digests."""
    listed = b"".join([digests.get(one.path, _NO_DIGEST) for one in seen])
    return Inventory(clock, encode_stats(seen), listed, combined_digest(seen, digests))


def combined_digest(seen: Iterable[FileStat], digests: Digests) -> bytes:
    """One digest for the names of all files and what is in them; of files that nobody read, their times instead."""
    parts = [f"{one.path}\0{digests[one.path].hex() if one.path in digests else _bare(one)}" for one in seen]
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=DIGEST_SIZE).digest()


def _bare(seen: FileStat) -> str:
    if seen.kind:
        return seen.kind
    return f"{seen.size} {seen.mtime_ns} {seen.ctime_ns} {seen.inode}"


def digest(data: bytes) -> bytes:
    """The digest of a file's bytes."""
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()


def digest_file(path: str) -> bytes:
    """The digest of a file. Raises `OSError`."""
    whole = hashlib.blake2b(digest_size=DIGEST_SIZE)
    with open(path, "rb", buffering=0) as stream:  # most files are one piece
        while piece := stream.read(_READ_SIZE):
            whole.update(piece)
    return whole.digest()
