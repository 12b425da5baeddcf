"""Measure builds of a site with pictures: from scratch, unchanged, after an edit, and after the site was deleted.

``TMPDIR=/dev/shm python tests/benchmarks/pictures.py --pictures 200`` uses generated photographs of 12 megapixels,
about 2 MB each. On a busy machine compare processor time rather than wall time.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageFilter

PICTURES_PER_PAGE = 4


def photograph(seed: int) -> Image.Image:
    """Return soft patches of colour with camera noise, as hard to compress as a photograph; each seed gives another."""
    rng = random.Random(seed)
    patches = Image.frombytes("RGB", (80, 60), rng.randbytes(80 * 60 * 3)).filter(ImageFilter.GaussianBlur(1))
    noise = Image.frombytes("L", (1000, 750), rng.randbytes(750_000)).resize((4000, 3000)).convert("RGB")
    return Image.blend(patches.resize((4000, 3000), Image.Resampling.BICUBIC), noise, 0.16)


def write_source(folder: Path, pictures: int) -> None:
    for number in range(pictures):
        page = folder / f"content/projecten/p{number // PICTURES_PER_PAGE}"
        page.mkdir(parents=True, exist_ok=True)
        photograph(number).save(page / f"foto{number}.jpg", quality=89)
    (folder / "content/site.yaml").write_text("naam: Proef\nbase_url: https://proef.example/\n", encoding="utf-8")
    for number, page in enumerate(sorted((folder / "content/projecten").iterdir())):
        images = "\n\n".join(f"![Verzonnen vlekken]({picture.name})" for picture in sorted(page.glob("*.jpg")))
        front = f"titel: Proef {number}\nwerkveld: Water\nopdrachtgever: []\ncontactpersoon: Noor\njaar: 2021"
        (page / "index.md").write_text(f"---\n{front}\n---\n\nVerzonnen {number}.\n\n{images}\n", encoding="utf-8")


def measure(source: Path, prepare: Callable[[], object]) -> str:
    prepare()
    start, before = time.perf_counter(), os.times()
    command = [sys.executable, "-m", "vindplaats", "build", "--source", str(source)]
    subprocess.run(command, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return f"{wall:.2f} s wall time, {used:.2f} s of processor time"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=200)
    number = parser.parse_args().pictures
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        write_source(source, number)
        page, public = source / "content/projecten/p0/index.md", source / "public"
        sizes = [picture.stat().st_size for picture in source.rglob("*.jpg")]
        print(f"{number} pictures of 4000 x 3000, {sum(sizes) / len(sizes) / 1e6:.1f} MB each")

        def edit() -> None:
            page.write_text(page.read_text(encoding="utf-8").replace("vlekken", "kringen"), encoding="utf-8")

        for what, prepare in (
            ("from scratch", lambda: None),
            ("nothing changed", lambda: None),
            ("one word changed", edit),
            ("site deleted, pictures in the cache", lambda: shutil.rmtree(public)),
        ):
            print(f"{what}: {measure(source, prepare)}")
        variants = [path for kind in ("avif", "webp") for path in public.rglob(f"*.{kind}")]
        size = sum(path.stat().st_size for path in variants)
        cached = sum(path.stat().st_size for path in (source / ".vindplaats/beelden").iterdir())
        print(f"{len(variants)} variants, {size / 1e6:.1f} MB; cached: {cached / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
