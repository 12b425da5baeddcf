from vindplaats.dutch.lists import enumerate_dutch


def test_the_last_item_follows_a_conjunction() -> None:
    assert enumerate_dutch([]) == ""
    assert enumerate_dutch(["a"]) == "a"
    assert enumerate_dutch(["a", "b"], "of") == "a of b"
    assert enumerate_dutch(["a", "b", "c"]) == "a, b en c"
