"""Work by several processes comes out as by one."""

import gc
import os

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
