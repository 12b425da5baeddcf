"""The pages of the shadow tree have what the search page expects of them."""

from support import REPOSITORY
from vindplaats.search.hit import Hit
from vindplaats.search.shadow_page import EVERYTHING, shadow_page
from vindplaats.search.shadow_text import ShadowText


class NoTexts:
    """Stands for the texts of reports."""

    def page_texts(self, _: str) -> tuple[str, ...]:
        return ()


def test_every_hit_has_the_letter_that_an_empty_query_searches_for() -> None:
    page = shadow_page(Hit(path="x/index.html", soort="Persoon", titel="Noor de Wit"), NoTexts(), ShadowText({}))
    assert f'"alles[content]" content="{EVERYTHING}"' in page.decode()
    assert f'EVERYTHING = "\\u{ord(EVERYTHING):04x}"' in (REPOSITORY / "static/zoeken-motor.js").read_text("utf-8")
