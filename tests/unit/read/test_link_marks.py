"""Link marks: written while a page is read, replaced by addresses while it is rendered."""

from vindplaats.read.link_marks import link_mark, read_link_mark, replace_link_marks


def test_a_mark_is_read_back_as_its_number() -> None:
    assert read_link_mark(link_mark(12)) == 12
    assert read_link_mark("12") is read_link_mark(f"a{link_mark(12)}") is None


def test_marks_are_replaced_by_escaped_addresses() -> None:
    html = f'<a href="{link_mark(1)}">a</a><img src="{link_mark(0)}" alt="">'
    assert replace_link_marks(html, ["x/?a&b", "y/"]) == '<a href="y/">a</a><img src="x/?a&amp;b" alt="">'


def test_a_link_without_an_address_loses_its_href_and_keeps_its_text() -> None:
    assert replace_link_marks(f'<a class="x" href="{link_mark(0)}">tekst</a>', [""]) == '<a class="x">tekst</a>'
