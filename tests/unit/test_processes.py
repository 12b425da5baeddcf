"""Work by several processes comes out as by one."""

import gc
import os
import select
import signal
import subprocess
import sys

import pytest

from vindplaats.processes import each, without_collecting


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_answers_come_in_order(jobs: int, count: int) -> None:
    big = list(range(1000))
    assert list(each(lambda i: big[i] * 2, count, jobs)) == [2 * i for i in range(count)]


def test_it_is_done_elsewhere_and_only_where_that_helps() -> None:
    assert os.getpid() not in set(each(lambda _: os.getpid(), 4, 2))
    assert set(each(lambda _: os.getpid(), 4, 1)) == {os.getpid()}


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    def fail(i: int) -> int:
        raise OSError(28, "vol", f"bestand {i}")

    with pytest.raises(OSError, match="vol"):
        list(each(fail, 3, 2))


def test_collecting_goes_on_afterwards() -> None:
    assert gc.isenabled()
    with without_collecting():
        assert not gc.isenabled()
        with without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


WORKING = """
import os, time
from vindplaats.processes import each, interruptible

def work(_):
    os.write(1, b"x")
    time.sleep(0.2)

with interruptible() as came:  # as the command line does, since Python may lose the exception
    try:
        list(each(work, 100, 2))
    except KeyboardInterrupt:
        pass
    os._exit(3 if came else 0)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process that its parent is gone")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_the_process_they_work_for(how: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", WORKING], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"x"
        process.send_signal(how)
        while select.select([process.stdout], [], [], 5)[0]:
            if not os.read(process.stdout.fileno(), 100):  # nobody has the other end any more
                return
        pytest.fail("a worker goes on")


def test_an_interrupt_at_the_keyboard_is_for_one_process() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WORKING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.read(1) == b"x"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (3, b"")


_ENDED_WHILE_HANDING_OUT = """
import os, signal, time
from concurrent.futures import ProcessPoolExecutor
from vindplaats.processes import each

submit = ProcessPoolExecutor.submit

def meddle(self, *args):
    future = submit(self, *args)
    if not self._broken:
        os.kill(next(iter(self._processes)), signal.SIGKILL)
        while not self._broken:
            time.sleep(0.01)
    return future

ProcessPoolExecutor.submit = meddle
try:
    list(each(lambda number: time.sleep(0.2), 6, 3))
except ChildProcessError:
    print("told")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no fork elsewhere")
def test_a_worker_that_is_ended_while_work_is_handed_out_does_not_leave_the_others_waiting() -> None:
    """The pool finds out while it still takes work. The build then waited for ever."""
    done = subprocess.run(
        [sys.executable, "-c", _ENDED_WHILE_HANDING_OUT], check=False, capture_output=True, text=True, timeout=15
    )
    assert done.stdout == "told\n", done.stderr
