"""Changes on the disk: misleading times and inodes, copies, and damage to the cache and the output."""

import os
import shutil
from pathlib import Path

from mutations import pages
from mutations.moments import crash_after, disk_is_full, saved
from mutations.world import CACHE, DAY_NS, INPUTS, YEAR_2000_NS, World, copies, mutation

MARKER = ".vindplaats"
"""The file that marks a folder as made by Vindplaats; a build refuses to replace an output without it."""

# Sources


@mutation(2)
def touch(world: World) -> str:
    path = world.pick(world.files(*INPUTS))
    how = world.pick(["now", "old", "in the future"])
    times = {
        "now": None,
        "old": (YEAR_2000_NS, YEAR_2000_NS),
        "in the future": (YEAR_2000_NS + 40 * 365 * DAY_NS,) * 2,
    }[how]
    os.utime(world.at(path), ns=times) if times else os.utime(world.at(path))
    return f"{path}: touched, {how}"


@mutation(1.5)
def give_new_inode(world: World) -> str:
    path = world.pick(world.files(*INPUTS))
    target, beside = world.at(path), world.at(f"{path}~")
    if target.is_symlink():
        return ""
    shutil.copy2(target, beside)
    beside.replace(target)
    return f"{path}: unchanged, in another inode"


@mutation(1)
def rewrite_all_files(world: World) -> str:
    world.restore(world.snapshot(), whole=True)
    return "all files rewritten, as by a fresh checkout"


@mutation(1.5)
def restore_older_checkout(world: World) -> str:
    if not world.history:
        return ""
    mtimes, whole = world.chance(0.7), world.chance(0.5)
    world.restore(world.pick(world.history), mtimes=mtimes, whole=whole)
    which = "all" if whole else "only those that differ"
    return f"older files restored ({which}), mtimes {'old' if mtimes else 'new'}"


@mutation(1)
def toggle_symbolic_link(world: World) -> str:
    path = world.pick(world.files("content", "templates", "static"))
    target = world.at(path)
    name = f"elders/{path.replace('/', '-')}"
    if target.is_symlink():
        data = target.read_bytes() if target.exists() else b""
        target.unlink()
        target.write_bytes(data)
        return f"{path}: no longer a symbolic link"
    world.at("elders").mkdir(exist_ok=True)
    target.rename(world.at(name))
    target.symlink_to(os.path.relpath(world.at(name), target.parent))
    return f"{path}: a symbolic link"


@mutation(1)
def redirect_symbolic_link(world: World) -> str:
    links = [path for path in world.files("content", "templates", "static") if world.at(path).is_symlink()]
    if not links:
        return ""
    target = world.at(world.pick(links))
    targets = [*world.files("elders"), *(["elders/nergens"] if world.chance(0.2) else [])]
    new_target = world.at(world.pick(targets))
    target.unlink()
    target.symlink_to(os.path.relpath(new_target, target.parent))
    return f"{target.relative_to(world.source)}: a symbolic link to {new_target.name}"


@mutation(1.5)
def edit_through_a_link(world: World) -> str:
    links = [path for path in world.pages() if world.at(path).is_symlink()]
    if not links:
        return ""
    path = world.pick(links)
    with world.at(path).open("ab") as stream:
        stream.write(pages.sentence(world.rng).encode())
    return f"{path}: edited through its symbolic link"


@mutation(0.7)
def make_hard_link(world: World) -> str:
    found = world.pages("projecten")
    if len(found) < 2:
        return ""
    first, second = world.rng.sample(found, 2)
    world.at(second).unlink()
    os.link(world.at(first), world.at(second), follow_symlinks=True)
    return f"{second}: a hard link to {first}"


@mutation(1.5)
def copy_or_move_source(world: World) -> str:
    """Continue in a copy of the whole source, cache and site included, and delete or change the old one.

    What happens to the old folder must not matter.
    """
    old = world.source
    new = world.root / ("kopie" if old.name == "bron" else "bron")
    if new.exists():
        shutil.rmtree(new)
    how = world.pick(["copied with times", "copied without", "moved"])
    if how == "moved":
        old.rename(new)
    else:
        shutil.copytree(old, new, symlinks=True, copy_function=shutil.copy2 if "times" in how else shutil.copyfile)
    world.source = new
    if how != "moved":
        if world.chance(0.5):
            shutil.rmtree(old)
            how += ", the old one deleted"
        else:
            for path in sorted(old.rglob("*.md")):
                if not path.is_symlink():
                    path.write_text("---\ntitel: het oude\n---\n", encoding="utf-8")
            how += ", the old one changed"
    return f"the whole source {how}"


# The cache


@mutation(1)
def delete_cache(world: World) -> str:
    shutil.rmtree(world.at(CACHE), ignore_errors=True)
    return "the cache deleted"


@mutation(2.5)
def spoil_cache_file(world: World) -> str:
    found = world.files(CACHE)
    if not found:
        return ""
    return f"the cache: {_spoil(world, world.at(world.pick(found)))}"


@mutation(0.7)
def add_strange_cache_file(world: World) -> str:
    if not world.at(CACHE).is_dir():
        return ""
    (world.at(CACHE) / "vreemd.tmp").write_bytes(b"half")
    return "the cache: a strange file"


def _spoil(world: World, path: Path) -> str:
    data = path.read_bytes()
    how = world.pick(["truncated", "garbled", "emptied", "deleted", "longer", "one bit"])
    place = world.rng.randrange(len(data)) if data else 0
    if how == "deleted":
        path.unlink()
    elif how == "truncated":
        path.write_bytes(data[:place])
    elif how == "emptied":
        path.write_bytes(b"")
    elif how == "longer":
        path.write_bytes(data + world.rng.randbytes(9))
    elif how == "one bit":
        path.write_bytes(
            data[:place] + bytes([(data[place] if data else 0) ^ (1 << world.rng.randrange(8))]) + data[place + 1 :]
        )
    else:
        path.write_bytes(data[:place] + world.rng.randbytes(20) + data[place + 20 :])
    return f"{path.name} {how}"


@mutation(1.5)
def restore_older_cache(world: World) -> str:
    return _restore(world, "cache", world.at(CACHE))


@mutation(1)
def restore_older_cache_and_output(world: World) -> str:
    """Restore a backup of the cache and the output, but keep the current content."""
    moments = sorted({path.name for path in copies(world.root / "bewaard/cache")}
                     & {path.name for path in copies(world.root / "bewaard/public")})  # fmt: skip
    if not moments:
        return ""
    moment = world.pick(moments)
    for kind, target in (("cache", world.at(CACHE)), ("public", world.output)):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(world.root / "bewaard" / kind / moment, target, symlinks=True)
    return "cache and site restored together"


def _restore(world: World, kind: str, target: Path) -> str:
    found = list(copies(world.root / "bewaard" / kind))
    if not found:
        return ""
    wanted = world.pick(found)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(wanted, target, symlinks=True)
    return f"the {kind} restored from step {wanted.name.lstrip('0') or '0'}"


def keep(world: World, number: int) -> None:
    """Store a copy of the cache and the output for later steps, and drop all but the newest copies."""
    for kind, source in (("cache", world.at(CACHE)), ("public", world.output)):
        if source.is_dir():
            shutil.copytree(source, world.root / "bewaard" / kind / f"{number:06}", symlinks=True, dirs_exist_ok=True)
            list(copies(world.root / "bewaard" / kind))


# The output


@mutation(1)
def delete_output(world: World) -> str:
    shutil.rmtree(world.output, ignore_errors=True)
    return "the site deleted"


@mutation(4)
def disturb_output(world: World) -> str:
    if not world.output.is_dir():
        return ""
    return f"the site: {_disturb(world, world.output)}"


@mutation(1.5)
def restore_older_output(world: World) -> str:
    return _restore(world, "public", world.output)


@mutation(2)
def disturb_spare(world: World) -> str:
    found = [path for path in world.spares() if path.is_dir()]
    if not found:
        return ""
    spare = world.pick(found)
    how = world.pick(["deleted", "an old site", "changed", "changed", "changed"])
    if how == "changed":
        return f"the spare: {_disturb(world, spare)}"
    shutil.rmtree(spare)
    if how == "an old site":
        _restore(world, "public", spare)
    return f"the spare: {how}"


@mutation(0.5)
def add_strange_spare(world: World) -> str:
    spare = world.output.parent / f".{world.output.name}-x{world.rng.randint(1, 3)}"
    spare.mkdir(exist_ok=True)
    (spare / "index.html").write_bytes(b"half")
    return "a strange spare"


def _disturb(world: World, folder: Path) -> str:
    """Change something in a published folder, except its marker, as another program might."""
    everything = sorted(path for path in folder.rglob("*") if path.name != MARKER)
    files = [path for path in everything if path.is_file() and not path.is_symlink()]
    folders = [path for path in everything if path.is_dir() and not path.is_symlink()]
    how = world.pick(["file gone", "changed", "changed", "same size", "same size and mtime", "replaced", "extra file",
                     "extra folder", "folder gone", "file as folder", "symbolic link", "swapped"])  # fmt: skip
    if not files or not folders:
        how = "extra file"
    path = world.pick(files) if files else folder / "x"
    name = path.relative_to(folder).as_posix()
    if how == "file gone":
        path.unlink()
    elif how == "changed":
        how += f", {_spoil(world, path)}"
    elif how in {"same size", "same size and mtime", "replaced"}:
        _replace_bytes(path, how)
    elif how == "extra file":
        name = f"{world.pick(['extra.html', 'projecten/extra.html', 'oud/extra/index.html', '.verborgen'])}"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"extra")
    elif how == "extra folder":
        (folder / "leeg/leger").mkdir(parents=True, exist_ok=True)
    elif how == "folder gone":
        shutil.rmtree(world.pick(folders))
    elif how == "file as folder":
        path.unlink()
        (path / "in").mkdir(parents=True)
    elif how == "symbolic link":
        path.rename(world.root / "gelinkt")
        path.symlink_to(world.root / "gelinkt")
    else:
        second = world.pick(files)
        data, second_data = path.read_bytes(), second.read_bytes()
        path.write_bytes(second_data)
        second.write_bytes(data)
    return f"{name} {how}"


def _replace_bytes(path: Path, how: str) -> None:
    times = path.stat()
    data = path.read_bytes().swapcase()
    if how == "replaced":
        beside = path.with_name("opzij~")
        beside.write_bytes(data)
        beside.replace(path)
    else:
        path.write_bytes(data)
    if how != "same size":
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


# The machine


@mutation(2)
def set_clock(world: World) -> str:
    world.clock.ahead = world.pick([0, 0, 3600, -3600, -10])
    return f"the clock {world.clock.ahead} s ahead of the disk"


@mutation(1.5)
def crash(world: World) -> str:
    after = world.rng.randint(0, world.pick([10, 100, 200]))
    writing = world.chance(0.7)
    world.crash = crash_after(after, writing=writing)
    return f"a crash after {after} {'writes' if writing else 'accesses of the disk'}"


@mutation(1.5)
def fill_disk(world: World) -> str:
    after, for_good = world.rng.randint(0, world.pick([3, 20, 150])), world.chance(0.5)
    world.interruption, world.may_fail = disk_is_full(after, for_good=for_good), True
    return f"the disk is full after {after} writes{'; it stays full' if for_good else ''}"


@mutation(2)
def save_during_build(world: World) -> str:
    path = world.pick(world.files(*INPUTS))
    data, before = bytearray(world.data(path)), world.chance(0.5)
    places = [n for n, byte in enumerate(data) if chr(byte) in "0123456789"]
    if not places:
        return ""
    data[world.pick(places)] = ord(world.pick("0123456789"))
    world.interruption, world.unchecked = saved(world.at(path), bytes(data), before=before), True
    return f"{path}: saved during the build, {'just before' if before else 'just after'} it is opened"
