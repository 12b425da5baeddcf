import socket

import pytest

from vindplaats.errors import PublishError
from vindplaats.preview import server
from vindplaats.preview.server import open_socket


@pytest.fixture
def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_the_next_free_port_is_used_if_none_was_asked_for(free_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "FIRST_PORT", free_port)
    monkeypatch.setattr(server, "LAST_PORT", free_port + 20)
    opened = [open_socket("127.0.0.1", None) for _ in range(3)]
    ports = [one.getsockname()[1] for one in opened]
    assert ports == sorted(set(ports))
    assert free_port <= ports[0] < ports[2] <= free_port + 20
    for one in opened:
        one.close()


def test_a_port_that_was_asked_for_is_used_or_refused(free_port: int) -> None:
    first = open_socket("127.0.0.1", free_port)
    assert first.getsockname()[1] == free_port
    with pytest.raises(PublishError, match=rf"^Op 127\.0\.0\.1 is poort {free_port} niet te gebruiken \(een ander pro"):
        open_socket("127.0.0.1", free_port)
    first.close()


def test_no_free_port_is_refused(free_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "FIRST_PORT", free_port)
    monkeypatch.setattr(server, "LAST_PORT", free_port)
    first = open_socket("127.0.0.1", None)
    with pytest.raises(PublishError, match=f"is geen poort van {free_port} tot en met {free_port} te gebruiken"):
        open_socket("127.0.0.1", None)
    first.close()
