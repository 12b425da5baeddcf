"""JSON-LD says what it was given, and cannot end the element that it stands in."""

import json

import html5lib
from hypothesis import example, given
from hypothesis import strategies as st

from vindplaats.render.linked_data import script_json


@given(st.text())
@example("</script><script>alert(1)</script>")
@example("<!-- <script>")
@example("]]>&lt;/script&gt;\u2028\u2029")
def test_whatever_it_says_it_stays_within_its_element(text: str) -> None:
    page = f"<body><script type=application/ld+json>{script_json({'name': text})}</script><p>na</p>"
    tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    scripts = tree.findall(".//script")
    assert len(scripts) == 1
    assert json.loads(scripts[0].text or "") == {"name": text}
    assert [p.text for p in tree.iter("p")] == ["na"]
