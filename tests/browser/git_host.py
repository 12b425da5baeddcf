"""Stand-ins for GitHub and GitLab, on a bare repository on this machine, for Playwright's ``page.route``.

Each answers the requests that the web editor makes to the API of the service, in the shape of its documentation, and
refuses what the service refuses: a wrong token, a repository that the token is not for, a field that does not exist,
and a change of what is no longer there.
"""

import base64
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from playwright.sync_api import Request, Route

from support import png

from .git_repository import BRANCH, EMAIL, NAME, Commit, Repository
from .graphql import RefusedQueryError, execute

TOKEN = "github_pat_11PROEF"
OWNER_AND_NAME = "proef/site"
LOGIN = "noor"
AVATARS = {
    "github": "https://avatars.githubusercontent.com/u/11?v=4",
    "gitlab": "https://gitlab.com/uploads/-/system/user/avatar/11/avatar.png",
}
"""The address of the portrait of the user, by service."""
BAD_CREDENTIALS = {"message": "Bad credentials", "documentation_url": "https://docs.github.com/rest", "status": "401"}
NOT_FOUND = {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}
STALE = 'Expected branch to point to "{}" but it did not.  Pull and try again.'
FORBIDDEN = "Resource not accessible by personal access token"


class Answer(NamedTuple):
    """What a service answers: a status, and JSON or the bytes of a file."""

    status: int
    body: object = None


class Host(ABC):
    """A service with one repository. ``asked`` has the requests to its API; ``before_commit`` runs before each change.

    If the token ``may_write`` is false, it is for reading only.
    """

    service: str
    api: str

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.asked: list[str] = []
        self.may_write = True
        self.before_commit: Callable[[], object] = lambda: None

    def answers(self, url: str) -> bool:
        """Return whether an address is one of the service, to which a request may go."""
        return url == AVATARS[self.service] or url.startswith(self.api)

    def answer(self, route: Route) -> None:
        """Answer a request of the editor, as ``page.route`` asks."""
        request = route.request
        if request.url == AVATARS[self.service]:
            route.fulfill(content_type="image/png", body=png())
            return
        self.asked.append(f"{request.method} {urlsplit(request.url).path}")
        found = self._answer(request) if self._knows(request) else Answer(401, BAD_CREDENTIALS)
        is_file = isinstance(found.body, bytes)
        route.fulfill(
            status=found.status,
            content_type="application/octet-stream" if is_file else "application/json; charset=utf-8",
            headers={"Access-Control-Allow-Origin": "*"},
            body=found.body if isinstance(found.body, bytes) else json.dumps(found.body) if found.body else "",
        )

    def _knows(self, request: Request) -> bool:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() in {"token", "bearer"} and token == TOKEN

    @abstractmethod
    def _answer(self, request: Request) -> Answer:
        """Answer a request with the right token."""

    def _execute(self, request: Request) -> Answer:
        """Answer a query in GraphQL. A service answers an error in it with status 200."""
        asked = json.loads(request.post_data or "")
        try:
            return Answer(200, {"data": execute(asked["query"], asked["variables"], self._roots())})
        except RefusedQueryError as refused:
            return Answer(200, {"data": None, "errors": [{"type": refused.kind, "message": str(refused)}]})

    @abstractmethod
    def _roots(self) -> dict[str, dict[str, Any]]:
        """Return the objects to which queries and mutations in GraphQL refer."""

    def _text(self, oid: str) -> str | None:
        """Return the text of a file, or None if it is binary."""
        data = self.repository.read(oid)
        return None if b"\0" in data else data.decode()


class GitHub(Host):
    """GitHub: docs.github.com/en/rest, and docs.github.com/en/graphql."""

    service = "github"
    api = "https://api.github.com/"

    def _answer(self, request: Request) -> Answer:
        path = unquote(urlsplit(request.url).path)
        repository = f"/repos/{OWNER_AND_NAME}"
        if path == "/user":
            user = {"id": 11, "login": LOGIN, "name": NAME, "email": EMAIL, "avatar_url": AVATARS["github"]}
            return Answer(200, {**user, "html_url": f"https://github.com/{LOGIN}"})
        if path == "/graphql" and request.method == "POST":
            return self._execute(request)
        if path == f"{repository}/collaborators/{LOGIN}":
            return Answer(204)
        if path == f"{repository}/git/trees/{self.repository.head}":
            assert urlsplit(request.url).query == "recursive=1"
            entries = [
                {"path": path, "mode": "100644", "type": "blob", "sha": oid, "size": len(self.repository.read(oid))}
                for path, oid in self.repository.files().items()
            ]
            return Answer(200, {"sha": self.repository.head, "tree": entries, "truncated": False})
        if blob := re.fullmatch(rf"{repository}/git/blobs/(\w{{40}})", path):
            assert request.headers["accept"] == "application/vnd.github.raw"
            return Answer(200, self.repository.read(blob[1]))
        return Answer(404, NOT_FOUND)

    def _roots(self) -> dict[str, dict[str, Any]]:
        return {
            "query": {"__typename": "Query", "repository": self._repository},
            "mutation": {"__typename": "Mutation", "createCommitOnBranch": self._create_commit},
        }

    def _repository(self, owner: str, name: str) -> dict[str, Any]:
        if f"{owner}/{name}" != OWNER_AND_NAME:
            raise RefusedQueryError(f"Could not resolve to a Repository with the name '{owner}/{name}'.", "NOT_FOUND")
        return {
            "__typename": "Repository",
            "defaultBranchRef": {"__typename": "Ref", "name": BRANCH},
            "ref": self._ref,
            "object": lambda oid: {"__typename": "Blob", "oid": oid, "text": self._text(oid), "isTruncated": False},
        }

    def _ref(self, qualifiedName: str) -> dict[str, Any] | None:  # noqa: N803 (its name in the API)
        if qualifiedName not in {BRANCH, f"refs/heads/{BRANCH}"}:
            return None
        return {"__typename": "Ref", "target": self._commit(self.repository.history(count=1)[0])}

    def _commit(self, commit: Commit) -> dict[str, Any]:
        user = {"__typename": "User", "databaseId": 11, "login": LOGIN} if commit.author == NAME else None
        author = {"__typename": "GitActor", "name": commit.author, "email": commit.email, "user": user}
        return {
            "__typename": "Commit",
            "oid": commit.oid,
            "message": commit.message,
            "committedDate": commit.date,
            "author": {**author, "avatarUrl": AVATARS["github"]},
            "history": lambda first, path="": {
                "__typename": "CommitHistoryConnection",
                "nodes": [self._commit(one) for one in self.repository.history(path, first)],
            },
            "file": lambda path: {"__typename": "TreeEntry", "oid": self.repository.files()[path]},
        }

    def _create_commit(self, input: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 (its name in the API)
        self.before_commit()
        if not self.may_write:
            raise RefusedQueryError(FORBIDDEN, "FORBIDDEN")
        assert input["branch"] == {"repositoryNameWithOwner": OWNER_AND_NAME, "branchName": BRANCH}
        if input["expectedHeadOid"] != self.repository.head:
            raise RefusedQueryError(STALE.format(input["expectedHeadOid"]), "STALE_DATA")
        changes = input["fileChanges"]
        additions = {one["path"]: base64.b64decode(one["contents"], validate=True) for one in changes["additions"]}
        deletions = tuple(one["path"] for one in changes["deletions"])
        self.repository.commit(input["message"]["headline"], additions, deletions)
        commit = self._commit(self.repository.history(count=1)[0])
        return {"__typename": "CreateCommitOnBranchPayload", "commit": commit}


class GitLab(Host):
    """GitLab: docs.gitlab.com/api/rest, and docs.gitlab.com/api/graphql."""

    service = "gitlab"
    api = "https://gitlab.com/api/"

    def _answer(self, request: Request) -> Answer:
        url = urlsplit(request.url)
        path = url.path.removeprefix("/api")
        project = f"/v4/projects/{OWNER_AND_NAME.replace('/', '%2F')}"
        user = {"id": 11, "username": LOGIN, "name": NAME, "avatar_url": AVATARS["gitlab"]}
        if path == "/v4/user":
            return Answer(200, {**user, "email": EMAIL, "web_url": f"https://gitlab.com/{LOGIN}"})
        if path == "/graphql" and request.method == "POST":
            return self._execute(request)
        if path == f"{project}/users":
            return Answer(200, [user] if parse_qs(url.query) == {"search": [LOGIN]} else [])
        if path == f"{project}/repository/branches/{BRANCH}":
            return Answer(200, {"name": BRANCH, "commit": {"id": self.repository.head}})
        if file := re.fullmatch(rf"{project}/repository/files/([^/]+)/raw", path):
            return Answer(200, self.repository.read(self.repository.files()[unquote(file[1])]))
        if path == f"{project}/repository/commits" and request.method == "POST":
            return self._commit(json.loads(request.post_data or ""))
        return Answer(404, {"message": "404 Not found"})

    def _commit(self, asked: dict[str, Any]) -> Answer:
        self.before_commit()
        if not self.may_write:
            return Answer(403, {"message": "403 Forbidden"})
        assert asked["branch"] == BRANCH
        additions, deletions, there = {}, [], self.repository.files()
        for action in asked["actions"]:
            path, is_new = action["file_path"], action["action"] == "create"
            assert action["action"] in {"create", "update", "delete"}, action
            if is_new == (path in there):
                wrong = "already exists" if is_new else "doesn't exist"
                return Answer(400, {"message": f"A file with this name {wrong}"})
            text = action["content"]
            if action["action"] == "delete":
                deletions.append(path)
            else:
                additions[path] = base64.b64decode(text) if action["encoding"] == "base64" else text.encode()
        oid = self.repository.commit(asked["commit_message"], additions, tuple(deletions))
        return Answer(201, {"id": oid, "committed_date": self.repository.history(count=1)[0].date})

    def _roots(self) -> dict[str, dict[str, Any]]:
        return {"query": {"__typename": "Query", "project": self._project}, "mutation": {"__typename": "Mutation"}}

    def _project(self, fullPath: str) -> dict[str, Any] | None:  # noqa: N803 (its name in the API)
        if fullPath != OWNER_AND_NAME:
            return None
        repository = {"__typename": "Repository", "rootRef": BRANCH, "tree": self._tree, "blobs": self._blobs}
        return {"__typename": "Project", "repository": repository}

    def _tree(self, ref: str, *, recursive: bool = False) -> dict[str, Any] | None:
        if ref != BRANCH:
            return None
        last = self.repository.history(count=1)[0]
        nodes = [
            {"__typename": "Blob", "type": "blob", "path": path, "sha": oid}
            for path, oid in self.repository.files().items()
            if recursive or "/" not in path
        ]
        return {
            "__typename": "Tree",
            "lastCommit": {"__typename": "Commit", "sha": last.oid, "message": last.message},
            "blobs": lambda after: {
                "__typename": "BlobConnection",
                "nodes": [] if after else nodes,
                "pageInfo": {"__typename": "PageInfo", "endCursor": "MTAw", "hasNextPage": False},
            },
        }

    def _blobs(self, ref: str, paths: list[str]) -> dict[str, Any]:
        assert ref == BRANCH
        there = self.repository.files()
        nodes = [{"__typename": "RepositoryBlob", "rawTextBlob": self._text(there[path])} for path in paths]
        return {"__typename": "RepositoryBlobConnection", "nodes": nodes}
