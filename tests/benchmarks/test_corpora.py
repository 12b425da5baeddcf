"""Corpora on which builds are measured: equal at every run, without faults, and with what each is for."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pytest

from benchmarks.corpora import NAMES, corpus_of
from benchmarks.real_like import PICTURE, WITH_PICTURE
from benchmarks.source import source_of, write
from support import AS_OF, run_here
from vindplaats.catalogue.doubles.postings import find_postings, samples_of
from vindplaats.read.fingerprints import trace

MIN_SHARED = 0.5
"""The least share of the traced shingles of five hundred pages that other pages have too."""


def test_equal_seeds_give_equal_corpora_in_any_process() -> None:
    code = f"from benchmarks.corpora import corpus_of; print([repr(corpus_of(name, 50)) for name in {NAMES}])"
    seed = {"PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    printed = subprocess.run([sys.executable, "-c", code], env={**os.environ, **seed}, capture_output=True, check=True)
    assert printed.stdout.decode() == f"{[repr(corpus_of(name, 50)) for name in NAMES]}\n"
    for name in NAMES:
        assert corpus_of(name, 50, seed=1) != corpus_of(name, 50, seed=2)


@pytest.mark.parametrize("name", ["passages", "real-like"])
def test_corpora_have_the_requested_projects_and_no_faults(name: str, tmp_path: Path) -> None:
    assert name in NAMES
    corpus = corpus_of(name, 60)
    assert sum(page.jaar is not None for page in corpus.pages) == pytest.approx(60, rel=0.15)
    write(corpus, tmp_path)
    done = run_here("check", "--source", str(tmp_path), "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    assert "0 fouten" in done.stderr + done.stdout


def test_unrelated_pages_share_passages() -> None:
    samples = samples_of(trace(page.body) for page in corpus_of("passages", 400).pages)
    postings = find_postings(samples)
    assert sum(postings.size(shingle) > 1 for sample in samples for shingle in sample) > MIN_SHARED * sum(
        map(len, samples)
    )


def test_real_like_pages_have_what_real_pages_have() -> None:
    pages = corpus_of("real-like", 240).pages
    assert mean(len(source_of(page).encode()) for page in pages) == pytest.approx(6000, rel=0.1)
    for mark in ("](../projecten/", "](https://", "\n  - ", "\n| --- |", "\n```", "\n<div", "[^1]: ", "\n> "):
        assert 0.05 * len(pages) < sum(mark in page.body for page in pages), mark
    with_picture = [page for page in pages if page.files]
    assert all(f"]({PICTURE})" in page.body and page.path.endswith("/index.md") for page in with_picture)
    assert len(with_picture) == pytest.approx(WITH_PICTURE * len(pages), rel=0.5)
