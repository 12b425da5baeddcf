"""Several processes give the same results as one."""

import gc
import os
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from vindplaats.workers.fork_map import CALLS_PER_WORKER, MAX_COPIED_BYTES, fork_map, in_background
from vindplaats.workers.garbage import without_collecting


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_results_come_in_order(jobs: int, count: int) -> None:
    big = list(range(1000))
    assert list(fork_map(lambda i: big[i] * 2, count, jobs)) == [2 * i for i in range(count)]


def test_workers_are_forked_only_if_there_is_work_to_share() -> None:
    assert os.getpid() not in set(fork_map(lambda _: os.getpid(), 4, 2))
    assert set(fork_map(lambda _: os.getpid(), 4, 1)) == {os.getpid()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process does everything")
def test_no_worker_waits_for_a_long_call(tmp_path: Path) -> None:
    """The search index takes as long as hundreds of pages."""

    def work(number: int) -> int:
        if number == 0:
            end = time.monotonic() + 20
            while len(list(tmp_path.iterdir())) < 39 and time.monotonic() < end:
                time.sleep(0.01)
            return len(list(tmp_path.iterdir()))
        (tmp_path / str(number)).touch()
        return number

    assert list(fork_map(work, 40, 2)) == [39, *range(1, 40)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process does everything")
def test_a_worker_is_replaced_after_some_calls() -> None:
    counts = Counter(fork_map(lambda _: os.getpid(), 5 * CALLS_PER_WORKER, 2))
    assert max(counts.values()) == CALLS_PER_WORKER


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process does everything")
def test_a_worker_is_replaced_when_it_has_copied_much() -> None:
    data = bytearray(b"x") * (MAX_COPIED_BYTES + 1_000_000)

    def work(number: int) -> int:
        if number % 2:
            data[::1024] = data[1::1024]  # as many bytes, one of each kilobyte
        return os.getpid()

    found = list(fork_map(work, 8, 2))
    of_large = found[1::2]
    assert len(set(of_large)) == len(of_large)  # each such call is the last one of its worker


def test_an_exception_in_a_worker_is_raised_here() -> None:
    def fail(i: int) -> int:
        raise OSError(28, "vol", f"bestand {i}")

    with pytest.raises(OSError, match="vol"):
        list(fork_map(fail, 3, 2))


def test_garbage_collection_is_switched_on_again() -> None:
    assert gc.isenabled()
    with without_collecting():
        assert not gc.isenabled()
        with without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


WORKING = """
import os, time
from vindplaats.workers.fork_map import fork_map; from vindplaats.workers.interrupts import interruptible

def work(_):
    os.write(1, b"x")
    time.sleep(0.2)

with interruptible() as came:  # as the command line does, since Python may lose the exception
    try:
        list(fork_map(work, 100, 2))
    except KeyboardInterrupt:
        pass
    os._exit(3 if came else 0)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process that its parent is gone")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_their_parent(how: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", WORKING], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"x"
        process.send_signal(how)
        while select.select([process.stdout], [], [], 5)[0]:
            if not os.read(process.stdout.fileno(), 100):  # no process has the other end open
                return
        pytest.fail("a worker is still running")


def test_an_interrupt_from_the_keyboard_is_handled_by_one_process() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WORKING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.read(1) == b"x"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, reported = process.communicate(timeout=30)
    assert (process.returncode, reported) == (3, b"")


_KILLED = """
import os, signal, sys, time
from vindplaats.workers import fork_map

moment, forked, killed = sys.argv[1], [], os.getpid()
fork, send = os.fork, fork_map._send

def then_kill():
    pid = fork()
    forked.append(pid)
    if moment == f"fork {len(forked)}" and pid:
        os.kill(pid, signal.SIGKILL)
    return pid

def half(results, message):
    if moment == "sending" and message:
        os.write(results, (len(message) + 1).to_bytes(8, "big") + message)
    if moment == "sending" or moment == "afterwards" and not message:
        os.kill(os.getpid(), signal.SIGKILL)
    send(results, message)

def work(number):
    if moment == f"number {number}":
        os.kill(os.getpid(), signal.SIGKILL)
    if moment == "afterwards":
        time.sleep(1 if number == 39 else 0.05)  # so that the first to end does not end last, however busy the machine
    else:
        time.sleep(0.3 * (number % 2))
    return "x" * 200_000

os.fork, fork_map._send = then_kill, half
fork_map.CALLS_PER_WORKER = 8  # so that workers are replaced
try:
    print(len(list(fork_map.fork_map(work, 40, 3))))
except ChildProcessError:
    print("reported")
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("none left")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no fork elsewhere")
@pytest.mark.parametrize(
    "moment", ["fork 1", "fork 2", "fork 3", "fork 6", "number 0", "number 5", "number 39", "sending", "afterwards"]
)
def test_a_worker_that_is_killed_ends_the_work_at_once(moment: str) -> None:
    """`ProcessPoolExecutor` holds a lock while it hands out work; with it, some builds waited for ever."""
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, moment], check=False, capture_output=True, text=True, timeout=30
    )
    assert (done.stdout, done.stderr) == ("reported\nnone left\n", "")


def test_a_result_that_cannot_be_pickled_is_an_error() -> None:
    class LocalError(Exception):
        pass

    def fail(number: int) -> object:
        if number:
            raise LocalError("hier")
        return lambda: None

    with pytest.raises(Exception, match="pickle"):
        list(fork_map(fail, 2, 2))
    with pytest.raises(RuntimeError, match="LocalError: hier"):
        list(fork_map(lambda _: fail(1), 2, 2))


def test_there_may_be_more_processes_than_numbers_in_a_round() -> None:
    """Run in a process of its own, because forking a process with much memory is slow."""
    code = "from vindplaats.workers import fork_map; print([*fork_map.fork_map(abs, 3000, 400)] == list(range(3000)))"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("True\n", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has /proc")
def test_no_file_descriptor_stays_open() -> None:
    def fail(number: int) -> int:
        raise ValueError(number)

    def children() -> str:
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="utf-8")  # a browser may be one

    before, others = os.listdir("/proc/self/fd"), children()
    list(fork_map(abs, 40, 2))
    with pytest.raises(ValueError, match="0"):
        list(fork_map(fail, 40, 2))
    results = fork_map(abs, 40, 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert (os.listdir("/proc/self/fd"), children()) == (before, others)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process does everything")
def test_another_process_works_while_this_one_goes_on(tmp_path: Path) -> None:
    def work() -> int:
        end = time.monotonic() + 20
        while not (tmp_path / "gone-on").exists() and time.monotonic() < end:
            time.sleep(0.01)
        return os.getpid() if (tmp_path / "gone-on").exists() else 0

    with in_background(work, 2) as result:
        (tmp_path / "gone-on").touch()
        assert result() not in {0, os.getpid()}


def test_one_process_works_when_it_is_asked() -> None:
    with in_background(os.getpid, 1) as result:
        assert result() == os.getpid()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process does everything")
def test_work_in_the_background_ends_with_its_context(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "pid").write_text(str(os.getpid()))
        time.sleep(60)

    with in_background(work, 2):
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            time.sleep(0.01)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process does everything")
def test_faults_in_the_background_are_raised_here() -> None:
    with in_background(lambda: 1 // 0, 2) as result, pytest.raises(ZeroDivisionError):
        result()
    with in_background(lambda: os.kill(os.getpid(), signal.SIGKILL), 2) as result, pytest.raises(ChildProcessError):
        result()
