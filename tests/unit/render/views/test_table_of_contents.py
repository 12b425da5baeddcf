"""The table of contents: only long texts have one, with the ids as published."""

from vindplaats.render.views.pages import KopView
from vindplaats.render.views.table_of_contents import MIN_CONTENTS_HEADINGS, contents_of


def text(count: int) -> str:
    return "".join(f'<h2 id="tekst-kop-{n}">Kop {n}</h2>\n<p>Tekst.</p>\n' for n in range(count))


def test_a_short_text_has_no_table_of_contents() -> None:
    assert contents_of(text(MIN_CONTENTS_HEADINGS - 1)) == ()
    assert contents_of("") == ()


def test_headings_are_nested_in_order() -> None:
    html = (
        '<h3 id="los">Los</h3>'
        + text(2)
        + '<h3 class="x" id="a&amp;b">Een <em>R&amp;D</em></h3>'
        + text(MIN_CONTENTS_HEADINGS)
    )
    found = contents_of(html)
    assert found[:2] == (KopView("Kop 0", "tekst-kop-0"), KopView("Kop 1", "tekst-kop-1", (KopView("Een R&D", "a&b"),)))
    assert len(found) == MIN_CONTENTS_HEADINGS + 2


def test_a_footnote_is_not_part_of_a_heading() -> None:
    note = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
    html = text(MIN_CONTENTS_HEADINGS).replace("Kop 0", f"Kop 0{note}").replace("Kop 1", '<img src="x.png" alt="">')
    assert [kop.titel for kop in contents_of(html)] == ["Kop 0", *[f"Kop {n}" for n in range(2, MIN_CONTENTS_HEADINGS)]]
