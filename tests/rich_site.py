"""A source whose studies use every field, for tests of the output that machines read."""

import io
from pathlib import Path

from PIL import Image

from support import AS_OF, make_source, pdf, png, project
from vindplaats.cli import main

BASE = "https://proef.example/onderzoek/"
RICH = {
    "site.yaml": (
        f"naam: Proef & co\nbase_url: {BASE}\nemail: info@proef.example\norganisatie: Bureau <Proef>\n"
        "beschrijving: Verzonnen onderzoek.\nper_pagina: 2\n"
    ),
    "werkvelden/water.md": "---\ntitel: Water\n---\nOver water.\n\n![Een plas](plas.jpg)\n",
    "contactpersonen/noor.md": (
        "---\nnaam: Noor de Wit\nfunctie: onderzoeker\nemail: noor@proef.example\ntelefoon: 020-000 00 01\n"
        "foto: noor.png\n---\n"
    ),
    "contactpersonen/piet.md": (
        "---\nnaam: Piet Puk\nfunctie: hoofd water\nemail: piet@proef.example\ntelefoon: 020-000 00 02\n"
        "foto: piet.png\nvertrokken_op: 2024-03-01\nopvolger: noor\n---\n"
    ),
    "opdrachtgevers/zeepaard.md": "---\nnaam: Stichting Zeepaard\nafkorting: SZ\nurl: https://zeepaard.example/\n---\n",
    "projecten/vol.md": (
        '---\ntitel: Alles over </script> "meren" & plassen\nslug: meren\nwerkveld: Water\nopdrachtgever: SZ\n'
        "contactpersoon: [Noor, Piet Puk]\njaar: 2021\nsamenvatting: Meren zijn diep & nat.\n"
        "partners: [Instituut Droom]\n"
        'auteurs: ["Vries, Jan Willem de", Bo Aa]\npublicatiedatum: 2021-05-12\nreeks: Meren\nrapport: r.pdf\n'
        "bijlagen: [tabel.csv, ruw.xyz]\ntrefwoorden: [meren, plassen]\ndoi: 10.1234/abc(1)%\nisbn: 978-90-000-0000-1\n"
        'rapportnummer: P-7\n---\n![Op de kaart](kaart.svg)\n\n![Een meer bij "avond"](meer.png)\n'
    ),
    "projecten/kaal.md": project("Kaal", jaar="2020"),
    "projecten/later.md": project("Later", jaar="2019", extra="publiceren_op: 2026-03-01\n"),
    "projecten/english.md": project("Lakes", jaar="2018", extra="taal: en\n"),
    "projecten/geheim.md": project("Geheim", jaar="2018", extra="concept: true\n"),
    "nieuws/diep.md": (
        "---\ntitel: Meren zijn diep\ndatum: 2021-06-02\nproject: vol\nwerkveld: Water\ncontactpersoon: Noor\n"
        "aliassen: [/oud/diep/]\n---\nWe maten ze.\n"
    ),
    "paginas/over-ons.md": "---\ntitel: Over ons\n---\nWij bestaan niet.\n",
    "paginas/privacy.md": "---\ntitel: Privacy\n---\nNiets.\n",
}
FILES = ("projecten/r.pdf", "projecten/tabel.csv", "projecten/ruw.xyz", "projecten/kaart.svg", "projecten/meer.png",
         "werkvelden/plas.jpg", "contactpersonen/noor.png", "contactpersonen/piet.png")  # fmt: skip


def build(source: Path, *options: str) -> Path:
    """Build a source and return the folder of its site."""
    assert main(["build", "--source", str(source), "--as-of", AS_OF, *options]) == 0
    return source / "public"


def rich_source(folder: Path) -> Path:
    """Write the source below ``folder`` and return its folder."""
    source = make_source(folder, RICH)
    for name in FILES:
        (source / "content" / name).write_bytes(content_of(name))
    return source


def content_of(name: str) -> bytes:
    """Return valid bytes for a file of this name."""
    if name.endswith(".pdf"):
        return pdf()
    if name.endswith(".svg"):
        return b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'
    if name.endswith(".png"):
        return png()
    if name.endswith(".jpg"):
        found = io.BytesIO()
        Image.new("RGB", (8, 6)).save(found, "JPEG")
        return found.getvalue()
    return b"verzonnen"
