import gc
import weakref

from vindplaats.workers.garbage import leave_to_collector, without_collecting


class Value:
    """An object that a weak reference can follow."""


def test_values_in_a_cycle_are_left_to_the_collector() -> None:
    gc.collect()
    with without_collecting():
        value = Value()
        followed = weakref.ref(value)
        leave_to_collector(value, None)
        del value
        assert followed() is not None
        gc.collect()
        assert followed() is None


def test_values_are_freed_at_once_otherwise() -> None:
    with without_collecting():
        followed = weakref.ref(Value())
        assert followed() is None
