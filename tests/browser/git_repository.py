"""A bare git repository with one branch, as a git host has it."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

BRANCH = "main"
NAME, EMAIL = "Noor de Wit", "noor@proef.example"
"""The author of a commit, unless another is named."""

Files = Mapping[str, bytes]


class Commit(NamedTuple):
    """One commit of the history."""

    oid: str
    author: str
    email: str
    date: str
    message: str


class Repository:
    """A bare repository with one branch."""

    def __init__(self, folder: Path, files: Files) -> None:
        self.folder = folder
        self._git("init", "--quiet", "--bare", f"--initial-branch={BRANCH}", str(folder), inside=False)
        self.commit("Begin", files)

    @property
    def head(self) -> str:
        return self._git("rev-parse", BRANCH).decode().strip()

    def files(self) -> dict[str, str]:
        """Return the id of each file, by path."""
        found = {}
        for line in self._git("ls-tree", "-r", "-z", BRANCH).decode().split("\0")[:-1]:
            info, path = line.split("\t")
            found[path] = info.split()[2]
        return found

    def read(self, oid: str) -> bytes:
        """Return the bytes of a file."""
        return self._git("cat-file", "blob", oid)

    def history(self, path: str = "", count: int = 100) -> list[Commit]:
        """Return the last commits, newest first, or those that changed a file."""
        lines = self._git(
            "log", "-z", f"-{count}", "--format=%H%n%an%n%ae%n%cI%n%s", BRANCH, *(["--", path] * bool(path))
        )
        return [Commit(*entry.split("\n")) for entry in lines.decode().split("\0") if entry]

    def commit(self, message: str, additions: Files, deletions: tuple[str, ...] = (), author: str = NAME) -> str:
        """Change files on top of the branch, and return the id of the commit."""
        parents = ["-p", self.head] if self._git("branch", "--list", BRANCH) else []
        if parents:
            self._git("read-tree", BRANCH)
        for path, data in additions.items():
            oid = self._git("hash-object", "-w", "--stdin", data=data).decode().strip()
            self._git("update-index", "--add", "--cacheinfo", f"100644,{oid},{path}")
        for path in deletions:
            self._git("update-index", "--index-info", data=f"0 {'0' * 40}\t{path}\n".encode())
        tree = self._git("write-tree").decode().strip()
        commit = self._git("commit-tree", tree, *parents, "-m", message, author=author).decode().strip()
        self._git("update-ref", f"refs/heads/{BRANCH}", commit)
        return commit

    def _git(self, *arguments: str, data: bytes = b"", author: str = NAME, inside: bool = True) -> bytes:
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        for who in ("AUTHOR", "COMMITTER"):
            alone |= {f"GIT_{who}_NAME": author, f"GIT_{who}_EMAIL": EMAIL}
        where = ["--git-dir", str(self.folder)] if inside else []
        command = ["git", *where, *arguments]
        done = subprocess.run(command, input=data, capture_output=True, env={**os.environ, **alone}, check=False)
        assert done.returncode == 0, (command, done.stderr)
        return done.stdout
