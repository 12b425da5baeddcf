import re

import pytest

from vindplaats.dutch.lists import enumerate_dutch, split_list


def test_the_last_item_follows_a_conjunction() -> None:
    assert enumerate_dutch([]) == ""
    assert enumerate_dutch(["a"]) == "a"
    assert enumerate_dutch(["a", "b"], "of") == "a of b"
    assert enumerate_dutch(["a", "b", "c"]) == "a, b en c"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a, b", (("a", 0), ("b", 3))),
        ("a (b, c), d", (("a (b, c)", 0), ("d", 10))),
        ("a [b, (c, d), e]", (("a [b, (c, d), e]", 0),)),
        ("a), b", (("a)", 0), ("b", 4))),
        (", a,, b,", (("a", 2), ("b", 6))),
        ("", ()),
    ],
)
def test_a_list_is_split_outside_brackets(text: str, items: tuple[tuple[str, int], ...]) -> None:
    assert split_list(text, re.compile(", ?")) == items
