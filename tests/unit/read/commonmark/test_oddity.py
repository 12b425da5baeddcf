from typing import get_args

from vindplaats.diagnostics.bodies import ODDITIES
from vindplaats.read.commonmark.oddity import Oddity, OddityKind


def test_every_kind_has_a_fault_and_is_described() -> None:
    kinds = set(get_args(OddityKind))
    assert kinds == ODDITIES.keys()
    assert [kind for kind in kinds if f"``{kind}``" not in (Oddity.__doc__ or "")] == []
