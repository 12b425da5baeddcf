"""What the disk can do to a build: times and inodes that lie, copies, and whatever may befall cache and output."""

import os
import shutil
from pathlib import Path

from mutations import pages
from mutations.moments import disk_is_full, power_goes, saved
from mutations.world import CACHE, DAY, INPUTS, OLD, World, copies, mutation

MARKER = ".vindplaats"
"""The file that says that a folder is ours; without it a build refuses to replace it."""

# Sources


@mutation(2)
def touch(world: World) -> str:
    path = world.one(world.files(*INPUTS))
    how = world.one(["now", "old", "in the future"])
    times = {"now": None, "old": (OLD, OLD), "in the future": (OLD + 40 * 365 * DAY,) * 2}[how]
    os.utime(world.at(path), ns=times) if times else os.utime(world.at(path))
    return f"{path}: touched, {how}"


@mutation(1.5)
def new_inode(world: World) -> str:
    path = world.one(world.files(*INPUTS))
    target, beside = world.at(path), world.at(f"{path}~")
    if target.is_symlink():
        return ""
    shutil.copy2(target, beside)
    beside.replace(target)
    return f"{path}: the same, in another inode"


@mutation(1)
def rewritten(world: World) -> str:
    world.restore(world.snapshot(), whole=True)
    return "all files written anew, as by a restored checkout"


@mutation(1.5)
def older_checkout(world: World) -> str:
    if not world.history:
        return ""
    mtimes, whole = world.chance(0.7), world.chance(0.5)
    world.restore(world.one(world.history), mtimes=mtimes, whole=whole)
    return f"all files as they were, mtimes {'of then' if mtimes else 'new'}, {'all' if whole else 'what differs'}"


@mutation(1)
def linked_file(world: World) -> str:
    path = world.one(world.files("content", "templates", "static"))
    target = world.at(path)
    name = f"elders/{path.replace('/', '-')}"
    if target.is_symlink():
        data = target.read_bytes() if target.exists() else b""
        target.unlink()
        target.write_bytes(data)
        return f"{path}: no symbolic link any more"
    world.at("elders").mkdir(exist_ok=True)
    target.rename(world.at(name))
    target.symlink_to(os.path.relpath(world.at(name), target.parent))
    return f"{path}: a symbolic link"


@mutation(1)
def linked_elsewhere(world: World) -> str:
    links = [path for path in world.files("content", "templates", "static") if world.at(path).is_symlink()]
    if not links:
        return ""
    target = world.at(world.one(links))
    others = [*world.files("elders"), *(["elders/nergens"] if world.chance(0.2) else [])]
    other = world.at(world.one(others))
    target.unlink()
    target.symlink_to(os.path.relpath(other, target.parent))
    return f"{target.relative_to(world.source)}: a symbolic link to {other.name}"


@mutation(1.5)
def edit_through_a_link(world: World) -> str:
    links = [path for path in world.pages() if world.at(path).is_symlink()]
    if not links:
        return ""
    path = world.one(links)
    with world.at(path).open("ab") as stream:
        stream.write(pages.sentence(world.rng).encode())
    return f"{path}: more words in what it leads to"


@mutation(0.7)
def hard_link(world: World) -> str:
    found = world.pages("projecten")
    if len(found) < 2:
        return ""
    one, other = world.rng.sample(found, 2)
    world.at(other).unlink()
    os.link(world.at(one), world.at(other), follow_symlinks=True)
    return f"{other}: a hard link to {one}"


@mutation(1.5)
def elsewhere(world: World) -> str:
    """Go on from a copy of everything, cache and site included; what happens to the old place must not matter."""
    old = world.source
    new = world.root / ("kopie" if old.name == "bron" else "bron")
    if new.exists():
        shutil.rmtree(new)
    how = world.one(["copied with times", "copied without", "moved"])
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
def cache_gone(world: World) -> str:
    shutil.rmtree(world.at(CACHE), ignore_errors=True)
    return "the cache deleted"


@mutation(2.5)
def cache_file_changed(world: World) -> str:
    found = world.files(CACHE)
    if not found:
        return ""
    return f"the cache: {_spoil(world, world.at(world.one(found)))}"


@mutation(0.7)
def strange_cache_file(world: World) -> str:
    if not world.at(CACHE).is_dir():
        return ""
    (world.at(CACHE) / "vreemd.tmp").write_bytes(b"half")
    return "the cache: a strange file"


def _spoil(world: World, path: Path) -> str:
    data = path.read_bytes()
    how = world.one(["truncated", "garbled", "emptied", "deleted", "longer", "one bit"])
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
def older_cache(world: World) -> str:
    return _put_back(world, "cache", world.at(CACHE))


@mutation(1)
def older_everything(world: World) -> str:
    """A backup put back: cache and output of one moment, the content of another."""
    moments = sorted({path.name for path in copies(world.root / "bewaard/cache")}
                     & {path.name for path in copies(world.root / "bewaard/public")})  # fmt: skip
    if not moments:
        return ""
    moment = world.one(moments)
    for kind, target in (("cache", world.at(CACHE)), ("public", world.output)):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(world.root / "bewaard" / kind / moment, target, symlinks=True)
    return "cache and site as they were together"


def _put_back(world: World, kind: str, target: Path) -> str:
    found = list(copies(world.root / "bewaard" / kind))
    if not found:
        return ""
    wanted = world.one(found)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(wanted, target, symlinks=True)
    return f"the {kind} as it was at step {wanted.name.lstrip('0') or '0'}"


def keep(world: World, number: int) -> None:
    """Keep cache and output as they are now, for later."""
    for kind, source in (("cache", world.at(CACHE)), ("public", world.output)):
        if source.is_dir():
            shutil.copytree(source, world.root / "bewaard" / kind / f"{number:06}", symlinks=True, dirs_exist_ok=True)
            list(copies(world.root / "bewaard" / kind))


# The output


@mutation(1)
def output_gone(world: World) -> str:
    shutil.rmtree(world.output, ignore_errors=True)
    return "the site deleted"


@mutation(4)
def output_changed(world: World) -> str:
    if not world.output.is_dir():
        return ""
    return f"the site: {_disturb(world, world.output)}"


@mutation(1.5)
def older_output(world: World) -> str:
    return _put_back(world, "public", world.output)


@mutation(2)
def spare_changed(world: World) -> str:
    found = [path for path in world.spares() if path.is_dir()]
    if not found:
        return ""
    spare = world.one(found)
    how = world.one(["deleted", "an old site", "changed", "changed", "changed"])
    if how == "changed":
        return f"the spare: {_disturb(world, spare)}"
    shutil.rmtree(spare)
    if how == "an old site":
        _put_back(world, "public", spare)
    return f"the spare: {how}"


@mutation(0.5)
def strange_spare(world: World) -> str:
    spare = world.output.parent / f".{world.output.name}-x{world.rng.randint(1, 3)}"
    spare.mkdir(exist_ok=True)
    (spare / "index.html").write_bytes(b"half")
    return "a strange spare"


def _disturb(world: World, folder: Path) -> str:
    """Change a folder of a site behind our back; its marker stays."""
    everything = sorted(path for path in folder.rglob("*") if path.name != MARKER)
    files = [path for path in everything if path.is_file() and not path.is_symlink()]
    folders = [path for path in everything if path.is_dir() and not path.is_symlink()]
    how = world.one(["file gone", "changed", "changed", "same size", "same size and mtime", "replaced", "extra file",
                     "extra folder", "folder gone", "file as folder", "symbolic link", "swapped"])  # fmt: skip
    if not files or not folders:
        how = "extra file"
    path = world.one(files) if files else folder / "x"
    name = path.relative_to(folder).as_posix()
    if how == "file gone":
        path.unlink()
    elif how == "changed":
        how += f", {_spoil(world, path)}"
    elif how in {"same size", "same size and mtime", "replaced"}:
        _replace_bytes(path, how)
    elif how == "extra file":
        name = f"{world.one(['extra.html', 'projecten/extra.html', 'oud/extra/index.html', '.verborgen'])}"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"extra")
    elif how == "extra folder":
        (folder / "leeg/leger").mkdir(parents=True, exist_ok=True)
    elif how == "folder gone":
        shutil.rmtree(world.one(folders))
    elif how == "file as folder":
        path.unlink()
        (path / "in").mkdir(parents=True)
    elif how == "symbolic link":
        path.rename(world.root / "gelinkt")
        path.symlink_to(world.root / "gelinkt")
    else:
        other = world.one(files)
        ours, theirs = path.read_bytes(), other.read_bytes()
        path.write_bytes(theirs)
        other.write_bytes(ours)
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
def clock_is_set(world: World) -> str:
    world.clock.ahead = world.one([0, 0, 3600, -3600, -10])
    return f"the clock {world.clock.ahead} s ahead of the disk"


@mutation(1.5)
def power(world: World) -> str:
    after = world.rng.randint(0, world.one([10, 100, 200]))
    writing = world.chance(0.7)
    world.power = power_goes(after, writing=writing)
    return f"the power goes after {after} {'writes' if writing else 'touches of the disk'}"


@mutation(1.5)
def full_disk(world: World) -> str:
    after, for_good = world.rng.randint(0, world.one([3, 20, 150])), world.chance(0.5)
    world.meanwhile, world.refused = disk_is_full(after, for_good=for_good), True
    return f"the disk is full after {after} writes{', for good' if for_good else ''}"


@mutation(2)
def saved_meanwhile(world: World) -> str:
    path = world.one(world.files(*INPUTS))
    data, before = bytearray(world.data(path)), world.chance(0.5)
    places = [n for n, byte in enumerate(data) if chr(byte) in "0123456789"]
    if not places:
        return ""
    data[world.one(places)] = ord(world.one("0123456789"))
    world.meanwhile, world.lawless = saved(world.at(path), bytes(data), before=before), True
    return f"{path}: saved while it is built, {'just before' if before else 'just after'} it is opened"
