"""Builders with one deliberate fault each, to show that the law detects it."""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from msgspec import Struct, structs

from mutations.law import Tree, build_arguments, tree
from mutations.world import CACHE
from vindplaats import pipeline
from vindplaats.catalogue import catalogue
from vindplaats.catalogue.corpus import Bericht, StaticPage, Study
from vindplaats.catalogue.kept_catalogue import corpus_key
from vindplaats.catalogue.resolved import GroupedContent
from vindplaats.cli import main as command_line
from vindplaats.config import NO_SITE, SiteConfig
from vindplaats.inputs import theme_files
from vindplaats.read.content import Content
from vindplaats.render.facts import page_facts
from vindplaats.render.facts.bases import CLIENTS, LISTS, PLANNED, RELATIONS
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.facts.tracking import PAGE
from vindplaats.render.site_model import SiteModel

Arguments = list[str]
Builder = Callable[[Arguments], int]
Key = Callable[[Path, Path, Arguments], object]
"""A function of source, output and arguments; a builder assumes that nothing changed while its value is equal."""


class LastBuild(Struct):
    """The key and the exit code of the last build into an output."""

    key: object
    code: int


def digest(found: Tree | None) -> str:
    """Return a digest of everything in a folder."""
    seen = hashlib.sha256(b"absent" if found is None else b"")
    for path, data in sorted((found or {}).items()):
        seen.update(f"{path} {len(data)}\n".encode("utf-8", "surrogateescape") + data)
    return seen.hexdigest()


FOLDERS = ("content", "templates", "static", "wortel")
"""The folders of a source."""


def _inputs(source: Path, *names: str) -> dict[str, str]:
    return {name: digest(_followed(source / name)) for name in names or FOLDERS}


def _followed(folder: Path) -> Tree | None:
    """Return the tree of a folder, with symbolic links replaced by the bytes of their targets."""
    found = tree(folder)
    if found is None:
        return None
    return {
        path: (folder / path[:-1]).read_bytes() if path.endswith("@") and (folder / path[:-1]).is_file() else data
        for path, data in found.items()
    }


def _theme() -> str:
    return digest(tree(theme_files.theme_folder() / "templates")) + digest(tree(theme_files.theme_folder() / "static"))


def _without(arguments: Arguments, option: str) -> Arguments:
    if option not in arguments:
        return arguments
    place = arguments.index(option)
    return arguments[:place] + arguments[place + 2 :]


def _without_folder(name: str, source: Path, output: Path, arguments: Arguments) -> tuple[object, ...]:
    """Return everything that a site depends on, except one folder of its source."""
    others = [folder for folder in FOLDERS if folder != name]
    return _inputs(source, *others), _theme(), arguments[5:], digest(tree(output))


def _all(source: Path, output: Path) -> tuple[object, ...]:
    """Return everything that a site depends on except the arguments, and the current output."""
    return _inputs(source), _theme(), digest(tree(output))


KEYS: Mapping[str, Key] = {
    "forgets the day": lambda s, o, a: (*_all(s, o), _without(a[5:], "--as-of")),
    "forgets the address": lambda s, o, a: (*_all(s, o), _without(a[5:], "--base-url")),
    "forgets the drafts": lambda s, o, a: (*_all(s, o), [x for x in a[5:] if x != "--drafts"]),
    "forgets the templates": lambda s, o, a: _without_folder("templates", s, o, a),
    "forgets static files": lambda s, o, a: _without_folder("static", s, o, a),
    "forgets files of the root": lambda s, o, a: _without_folder("wortel", s, o, a),
    "forgets the theme": lambda s, o, a: (_inputs(s), digest(tree(o)), a[5:]),
    "trusts the output": lambda s, o, a: (_inputs(s), _theme(), a[5:], o.is_dir()),
    "trusts names and sizes of the output": lambda s, o, a: (
        _inputs(s), _theme(), a[5:], {path: len(data) for path, data in (tree(o) or {}).items()},
    ),
}  # fmt: skip
"""The keys of builders that skip a build while the key is equal, by what is wrong with them."""


class SkippingBuilder:
    """A builder that skips the build while ``key`` is equal, although the key misses something.

    Diagnostics are still reported: it runs `check` instead.
    """

    def __init__(self, key: Key) -> None:
        self._key, self._kept = key, dict[str, LastBuild]()

    def __call__(self, arguments: Arguments) -> int:
        if arguments[0] != "build":
            return command_line(arguments)
        source, output = build_arguments(arguments)
        kept = self._kept.get(str(output))
        if kept is not None and kept.key == self._key(source, output, arguments):
            command_line(["check", *_without(arguments, "--output")[1:]])
            return kept.code
        code = command_line([*arguments, "--no-cache"])
        self._kept.pop(str(output), None)
        if code != 2:  # 2 can mean that the disk was full
            self._kept[str(output)] = LastBuild(self._key(source, output, arguments), code)
        return code


Fingerprint = Callable[[Path], object]
"""A function of a file; a builder assumes that the file is unchanged while its value is equal."""

FINGERPRINTS: Mapping[str, Fingerprint] = {
    "trusts mtime and size": lambda path: (path.stat().st_mtime_ns, path.stat().st_size),
    "trusts inode and size": lambda path: (path.stat().st_ino, path.stat().st_size),
    "trusts newer mtimes alone": lambda path: path.stat().st_mtime_ns,
    "trusts links": lambda path: (path.lstat().st_mtime_ns, path.lstat().st_ino),
    "reads attachments once": lambda path: path.suffix in {".md", ".yaml", ".html"} and path.read_bytes(),
    "reads templates once": lambda path: path.suffix == ".html" or path.read_bytes(),
    "reads site.yaml by size": lambda path: path.stat().st_size if path.name == "site.yaml" else path.read_bytes(),
}


class CopyingBuilder:
    """A builder that rereads a file only if its fingerprint changed, and else builds from a copy."""

    def __init__(self, fingerprint: Fingerprint) -> None:
        self._fingerprint, self._seen = fingerprint, dict[str, object]()

    def __call__(self, arguments: Arguments) -> int:
        if arguments[0] != "build":
            return command_line(arguments)
        source, _ = build_arguments(arguments)
        memory = source.parent / "geheugen"
        for name in FOLDERS:
            self._read(source, memory, name)
        place = arguments.index("--source") + 1
        return command_line([*arguments[:place], str(memory), *arguments[place + 1 :], "--no-cache"])

    def _read(self, source: Path, memory: Path, name: str) -> None:
        found = tree(source / name)
        for path in sorted(tree(memory / name) or (), reverse=True):
            if path not in (found or {}) and f"{path}@" not in (found or {}):
                (memory / name / path).rmdir() if path.endswith("/") else (memory / name / path.rstrip("@")).unlink()
        for path in sorted(found or ()):
            file, copy = source / name / path.rstrip("@"), memory / name / path.rstrip("@")
            if path.endswith("/"):
                copy.mkdir(parents=True, exist_ok=True)
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists():
                copy.unlink(missing_ok=True)
                copy.symlink_to(memory / "nergens")
                continue
            now = self._fingerprint(file)
            if copy.is_symlink() or not copy.is_file() or self._seen.get(f"{name}/{path}") != now:
                copy.unlink(missing_ok=True)
                copy.write_bytes(file.read_bytes())
            self._seen[f"{name}/{path}"] = now


def build_without_repeated_diagnostics(arguments: Arguments) -> int:
    """Build, but leave out the diagnostics if the content is the same as in the last build."""
    source, _ = build_arguments(arguments)
    last = source / CACHE / "verteld"
    now = digest(_followed(source / "content"))
    if last.is_file() and last.read_text(encoding="utf-8") == now and arguments[0] == "build":
        print("[]")
        return command_line([*_without(arguments, "--format"), "--format", "text"])
    last.parent.mkdir(exist_ok=True)
    last.write_text(now, encoding="utf-8")
    return command_line(arguments)


class PublishingBuilder:
    """A builder that builds correctly in another folder and then publishes it in a wrong way.

    ``publish`` takes the folder of the new site and the output.
    """

    def __init__(self, publish: Callable[[Path, Path], None]) -> None:
        self._publish = publish

    def __call__(self, arguments: Arguments) -> int:
        if arguments[0] != "build":
            return command_line(arguments)
        _, output = build_arguments(arguments)
        fresh = output.parent / f"nieuw-{output.name}"
        shutil.rmtree(fresh, ignore_errors=True)
        place = arguments.index("--output") + 1
        code = command_line([*arguments[:place], str(fresh), *arguments[place + 1 :], "--no-cache"])
        if code == 0:
            self._publish(fresh, output)
        return code


def _over_the_old(fresh: Path, output: Path) -> None:
    shutil.copytree(fresh, output, dirs_exist_ok=True)


def _in_place(fresh: Path, output: Path) -> None:
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(fresh, output)


def _leaves_folders(fresh: Path, output: Path) -> None:
    old = [path for path in (tree(output) or {}) if path.endswith("/")]
    shutil.rmtree(output, ignore_errors=True)
    fresh.rename(output)
    for path in old:
        if not (output / path).exists():
            (output / path).mkdir(parents=True, exist_ok=True)


def _by_size(fresh: Path, output: Path) -> None:
    """Publish, but leave pages of the same size unchanged."""
    old = tree(output) or {}
    shutil.rmtree(output, ignore_errors=True)
    fresh.rename(output)
    for path, data in old.items():
        if (output / path).is_file() and (output / path).stat().st_size == len(data):
            (output / path).write_bytes(data)


def _pages_alone(fresh: Path, output: Path) -> None:
    """Publish, but leave existing pages of opdrachtgevers unchanged."""
    old = tree(output) or {}
    shutil.rmtree(output, ignore_errors=True)
    fresh.rename(output)
    for path, data in old.items():
        if path.startswith("opdrachtgevers/") and (output / path).is_file():
            (output / path).write_bytes(data)


PUBLISHING: Mapping[str, Callable[[Path, Path], None]] = {
    "leaves old files": _over_the_old,
    "publishes in place": _in_place,
    "leaves old folders": _leaves_folders,
    "compares by size": _by_size,
    "misses what overviews depend on": _pages_alone,
}


def build_damaging_output_on_errors(arguments: Arguments) -> int:
    """Build, but damage the output if there are errors."""
    code = command_line(arguments)
    _, output = build_arguments(arguments)
    if code and arguments[0] == "build" and output.is_dir():
        (output / "404.html").unlink(missing_ok=True)
    return code


def build_trusting_cache(arguments: Arguments) -> int:
    """Publish the site from the cache if the inputs are equal, without checking that the cached copy is complete."""
    if arguments[0] != "build":
        return command_line(arguments)
    source, output = build_arguments(arguments)
    cache = source / CACHE
    key = repr((_inputs(source), arguments[5:]))
    kept = cache / "sleutel"
    if kept.is_file() and kept.read_text("utf-8", "replace") == key and (cache / "gemaakt").is_dir():
        command_line(["check", *_without(arguments, "--output")[1:]])
        _in_place(cache / "gemaakt", output)
        return 0
    code = command_line([*arguments, "--no-cache"])
    if code == 0:
        cache.mkdir(exist_ok=True)
        _in_place(output, cache / "gemaakt")
        kept.write_text(key, encoding="utf-8")
    return code


WITHOUT_BASE: Mapping[str, tuple[str, ...]] = {
    "forgets the pages of facts": (PAGE,),
    "forgets what facts share": (CLIENTS, RELATIONS, LISTS, PLANNED),
    "forgets the names on cards": (CLIENTS,),
    "forgets what studies are related by": (RELATIONS,),
    "forgets which pages lists have": (LISTS,),
}
"""Bases that a builder takes to be always the same, by what is wrong with it.

What citations say of the site is not among them: it is part of `PageFacts.common`, on which every file depends."""


def build_without_base(bases: tuple[str, ...]) -> Builder:
    """Return a builder for which some bases never change."""
    original = PageFacts.base_digests

    def digests(facts: PageFacts, before: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
        found = original(facts, before)
        pages = [name for name in found if "/" in name] if PAGE in bases else []
        return found | dict.fromkeys((*pages, *found.keys() & bases), b"")

    def build(arguments: Arguments) -> int:
        with patch.object(PageFacts, "base_digests", digests):
            return command_line(arguments)

    return build


PAGE_BASES: Mapping[str, Callable[[Study | Bericht | StaticPage, str], object]] = {
    "forgets what others say of a page": lambda page, url: (
        page.project.digest if isinstance(page, Study) else page.record.digest, url
    ),
}  # fmt: skip
"""What a builder takes to be all that the facts about a page are derived from, by what is wrong with it."""


def build_with_page_base(base: Callable[[Study | Bericht | StaticPage, str], object]) -> Builder:
    """Return a builder that takes facts about a page to be derived from ``base``."""

    def build(arguments: Arguments) -> int:
        with patch.object(page_facts, "page_base", base):
            return command_line(arguments)

    return build


KeyParts = tuple[Content, SiteConfig, GroupedContent]
"""What the key of a kept corpus is made from."""


def _of_another_day(content: Content, site: SiteConfig, grouped: GroupedContent) -> KeyParts:
    selection = structs.replace(grouped.selection, as_of=date.min)
    return content, site, structs.replace(grouped, selection=selection)


def _of_other_files(content: Content, site: SiteConfig, grouped: GroupedContent) -> KeyParts:
    content = structs.replace(content, others=(), unusable=frozenset(), static=(), unknown_folders={})
    return content, site, grouped


KEPT: Mapping[str, Callable[[Content, SiteConfig, GroupedContent], KeyParts]] = {
    "keeps a corpus of other pages": lambda content, *rest: (structs.replace(content, outline=b""), *rest),
    "keeps a corpus of other files": _of_other_files,
    "keeps a corpus of other settings": lambda content, _, grouped: (content, NO_SITE, grouped),
    "keeps a corpus of another day": _of_another_day,
}
"""Functions that leave out something of what the key of a kept corpus must cover, by what is wrong with the builder."""


def build_with_kept_corpus(part: Callable[[Content, SiteConfig, GroupedContent], KeyParts]) -> Builder:
    """Return a builder that uses a kept corpus although it was made from something else."""

    def key(content: Content, site: SiteConfig, grouped: GroupedContent, *, hidden: bool) -> bytes:
        return corpus_key(*part(content, site, grouped), hidden=hidden)

    def build(arguments: Arguments) -> int:
        with patch.object(catalogue, "corpus_key", key):
            return command_line(arguments)

    return build


def build_with_kept_bases() -> Builder:
    """Return a builder that takes every corpus to be the one of the last build, but for the words of texts."""

    def model(*args: Any) -> SiteModel:
        return structs.replace(SiteModel(*args), corpus_key=b"always the same")

    def build(arguments: Arguments) -> int:
        with patch.object(pipeline, "SiteModel", model):
            return command_line(arguments)

    return build


def _with_exit_code_for_disk_errors(make: Callable[[], Builder]) -> Builder:
    """Return a builder that ends with exit code 2 on an error of the disk, as the command line does."""
    builder = make()

    def build(arguments: Arguments) -> int:
        try:
            return builder(arguments)
        except OSError:
            return 2

    return build


_FACTORIES: Mapping[str, Callable[[], Builder]] = {
    **{name: partial(CopyingBuilder, fingerprint) for name, fingerprint in FINGERPRINTS.items()},
    **{name: partial(SkippingBuilder, key) for name, key in KEYS.items()},
    **{name: partial(PublishingBuilder, publish) for name, publish in PUBLISHING.items()},
    **{name: partial(build_without_base, bases) for name, bases in WITHOUT_BASE.items()},
    **{name: partial(build_with_page_base, base) for name, base in PAGE_BASES.items()},
    **{name: partial(build_with_kept_corpus, part) for name, part in KEPT.items()},
    "keeps the bases of another corpus": build_with_kept_bases,
    "tells nothing twice": lambda: build_without_repeated_diagnostics,
    "changes the site on errors": lambda: build_damaging_output_on_errors,
    "trusts its cache": lambda: build_trusting_cache,
}
BUILDERS: Mapping[str, Callable[[], Builder]] = {
    name: partial(_with_exit_code_for_disk_errors, make) for name, make in _FACTORIES.items()
}
"""A factory of every wrong builder by name; each run makes a new one."""
