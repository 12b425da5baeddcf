"""The files for the root of the site, from ``wortel/``, checked against the addresses of everything else."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics import addresses
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.inputs.inventory import ROOT_FOLDER, FileStat, is_root_file
from vindplaats.read.listing import is_text
from vindplaats.read.page_id import PageId
from vindplaats.read.portable_names import MAX_NAME_BYTES, MAX_PATH_BYTES
from vindplaats.render.artifact import Artifact, Copy, RedirectPage
from vindplaats.render.routing.addresses import STATIC, Routes
from vindplaats.render.routing.collisions import fold_path, folders_above, is_of_site, is_too_long
from vindplaats.render.routing.path_links import bodies

_PREFIX = f"{ROOT_FOLDER}/"
_REMEDIES: Mapping[str, str] = {
    "_headers": "Haal het weg; wat pagina's mogen laden, zet u bij 'csp' in content/site.yaml",
    "_redirects": "Haal het weg; oude adressen zet u bij een pagina in 'aliassen'",
    f"{STATIC}/": f"Verplaats wat erin staat naar {STATIC}/",
}
"""What to do instead of having a file or folder of our own, by its folded path."""


def root_files(files: Iterable[FileStat]) -> tuple[Copy, ...]:
    """Return the files of ``wortel/`` as files of the site. ``files`` is the inventory of the source.

    A file whose name is not text is left out, because `check_theme_files` reports it. So is a README (`is_root_file`).
    """
    found = (file.path for file in files if not file.kind and is_root_file(file.path))
    return tuple(Copy(path.removeprefix(_PREFIX), path) for path in found if is_text(path))


def check_root_files(
    files: Iterable[FileStat], corpus: Corpus, routes: Routes, planned: Mapping[str, Artifact]
) -> tuple[Diagnostic, ...]:
    """Report the files of ``wortel/`` at the address of another file of the site. ``planned`` has all files."""
    found = root_files(files)
    if not found:
        return ()
    others = {path: artifact for path, artifact in planned.items() if not _is_root_file(artifact)}
    site = _Site(
        {fold_path(path): artifact for path, artifact in others.items()},
        {fold_path(folder): folder for folder in folders_above(others)},
        {record.id: record.file for record, _ in bodies(corpus)},
        routes,
    )
    report = Report()
    wrong: set[str] = set()
    for folder in sorted(folders_above([file.path for file in found])):
        if wrong.isdisjoint(folders_above((folder,))) and (fault := site.fault_of_folder(folder)):
            report.add(fault)
            wrong.add(folder)
    for file in found:
        if wrong.isdisjoint(folders_above((file.path,))) and (fault := site.fault_of_file(file)):
            report.add(fault)
    return report.diagnostics


class _Site(Struct, frozen=True):
    """The files and folders of the site that do not come from ``wortel/``, by their folded paths.

    ``pages`` has the source file of each page that has one.
    """

    files: Mapping[str, Artifact]
    folders: Mapping[str, str]
    pages: Mapping[PageId, str]
    routes: Routes

    def fault_of_folder(self, path: str) -> Diagnostic | None:
        """Return what is wrong with the path of a folder in ``wortel/``, if anything is."""
        key, place = fold_path(path), Place(f"{_PREFIX}{path}")
        if is_of_site(path):
            remedy = _REMEDIES.get(f"{key}/", "Geef deze map een andere naam, of haal haar weg")
            return addresses.ROOT_URL_RESERVED.at(place, url=f"/{path}/", remedy=remedy)
        if key in self.files:
            return addresses.ROOT_FOLDER_TAKEN.at(place, url=f"/{key}", other=self._described(self.files[key]))
        own = self.folders.get(key, path)
        if own != path:
            return addresses.ROOT_FOLDER_RESPELLED.at(place, own=own, path=f"{_PREFIX}{own}")
        return None

    def fault_of_file(self, file: Copy) -> Diagnostic | None:
        """Return what is wrong with the path of a file in ``wortel/``, if anything is."""
        key, place, url = fold_path(file.path), Place(file.source), f"/{file.path}"
        if is_of_site(file.path):
            is_in_list = is_of_site(f"{file.path.rpartition('/')[0]}/x")  # in the folder of a numbered page
            instead = "zet het in een andere map" if is_in_list else "geef het een andere naam"
            remedy = _REMEDIES.get(key, f"Haal het weg, of {instead}")
            return addresses.ROOT_URL_RESERVED.at(place, url=url, remedy=remedy)
        if key in self.files:
            return addresses.ROOT_URL_TAKEN.at(place, url=url, other=self._described(self.files[key]))
        if key in self.folders:
            return addresses.ROOT_URL_TAKEN.at(place, url=url, other="een map van de site")
        if is_too_long(file.path):
            return addresses.too_long(place, url, MAX_NAME_BYTES, MAX_PATH_BYTES)
        return None

    def _described(self, artifact: Artifact) -> str:
        """Return what is at an address, for a message: the file that it comes from, if there is one."""
        if isinstance(artifact, Copy):
            return artifact.source
        if isinstance(artifact, RedirectPage) and artifact.target in self.pages:
            return f"een oud adres van {self.pages[artifact.target]}"
        pages = {f"{self.routes.pages[page]}index.html": file for page, file in self.pages.items()}
        return pages.get(artifact.path, "een bestand dat de site zelf maakt")


def _is_root_file(artifact: Artifact) -> bool:
    return isinstance(artifact, Copy) and artifact.source.startswith(_PREFIX)
