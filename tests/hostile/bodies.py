"""Hypothesis strategies for Markdown bodies: meaningful pieces in every combination."""

from hypothesis import strategies as st

from hostile.classics import ATTRIBUTES, CLASSICS, LINKS, MARKUP, SCHEMES

_TAGS = [
    "a b i p div span table tr td th thead tbody caption col colgroup ul ol li dl dt dd pre code h1 h2 img br hr",
    "script style iframe frame frameset object embed form input button select option textarea svg math mi mtext",
    "mglyph annotation-xml foreignObject desc title use animate set template noscript noembed noframes xmp plaintext",
    "base link meta body html head video audio source track marquee details summary ruby rt rp font center x-eigen",
]
TAGS = [tag for line in _TAGS for tag in line.split()]
_ATTRIBUTES = [
    *("onclick", "onerror", "ONLOAD", "onfocus", "style", "id", "name", "class", "href", "src", "srcdoc", "srcset"),
    *("xlink:href", "action", "formaction", "data", "background", "poster", "target", "rel", "ping", "title", "alt"),
    *("colspan", "cite", "lang", "dir", "tabindex", "role", "aria-label", "contenteditable", "is", "slot", "xmlns"),
    *("http-equiv", "content", "markdown", "data-x", "usemap", "open", "align", "width", "a<b", 'a"b', "a'b", "="),
]
_VALUES = [
    *("", "x", "1", "vp-inhoud", "tekst-a", "location", "alert(1)", "color:red", "a b", '"', "'", "<", ">", "`"),
    *("&", "&quot;", "&#34;", "\x02vp0\x03", "&#2;vp0&#3;", "group", "tabel", "Tabel", "_blank", "#a", "x.md", "x.png"),
]
_PIECES = [
    *(
        "\n",
        "\n\n",
        " ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "> ",
        "# ",
        "## ",
        "\n===\n",
        "\n---\n",
        ": ",
        "| a |\n|---|\n| b |",
    ),
    *(
        "*",
        "**",
        "_",
        "__",
        "***",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "][",
        "]: ",
        "<",
        ">",
        "/>",
        "</",
        "<!--",
    ),
    *("-->", "--!>", "<![CDATA[", "]]>", "<?", "?>", "<!", "&", "&amp;", "&lt;", "&#60;", "&#x3c;", "&lt", "\\", "\\<"),
    *(
        "[^1]",
        "[^1]: ",
        "\n\n[^1]: noot\n",
        "*[A]: ",
        "A",
        "[TOC]",
        "{: ",
        " }",
        "{#a}",
        "{.b}",
        "{: #a .b c=d }",
        "://",
    ),
    *(
        "\x02",
        "\x03",
        "\x02vp0\x03",
        "&#2;vp0&#3;",
        "\x0b",
        "\x0c",
        "\x1b",
        "\x7f",
        "\x85",
        "\u2028",
        "\u200b",
        "\u202e",
    ),
    *(
        "\ufeff",
        "\ufffd",
        "\u0130",
        "\u017f",
        "e\u0301",
        "\U0001f4a9",
        "\u00a0",
        "\ufffe",
        "tekst",
        "een zin. ",
        "'",
        '"',
    ),
    *("klzzwxh:0001", "wzxhzdk:1", "{{ x }}", "{% x %}", "```\n", "~~~\n", "a@proef.example", "020-1234567"),
]


def _attribute() -> st.SearchStrategy[str]:
    value = st.sampled_from(_VALUES) | st.sampled_from(SCHEMES)
    written = st.tuples(st.sampled_from(["={}", '="{}"', "='{}'", " = {}", "=\n'{}'", "=`{}`"]), value)
    return st.tuples(
        st.sampled_from([" ", "\n", "/", "\t", "\x0c", ""]), st.sampled_from(_ATTRIBUTES), st.none() | written
    ).map(lambda t: t[0] + t[1] + ("" if t[2] is None else t[2][0].replace("{}", t[2][1])))


def _tag() -> st.SearchStrategy[str]:
    return st.tuples(
        st.sampled_from(["<", "<", "<", "</"]),
        st.sampled_from(TAGS),
        st.lists(_attribute(), max_size=3),
        st.sampled_from([">", ">", ">", "/>", "", "\n>", " >"]),
    ).map(lambda t: t[0] + t[1] + "".join(t[2]) + t[3])


def _attribute_list() -> st.SearchStrategy[str]:
    return st.lists(_attribute(), max_size=3).map(lambda found: "{: " + "".join(found).strip("/") + " }")


def _link() -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(LINKS), st.sampled_from(SCHEMES)).map(lambda t: t[0].replace("{}", t[1]))


_PIECE = st.one_of(
    st.sampled_from(_PIECES),
    st.sampled_from(_PIECES),
    _tag(),
    _tag(),
    _attribute_list(),
    _link(),
    st.sampled_from(MARKUP),
    st.sampled_from(ATTRIBUTES),
    st.text(max_size=5),
)

bodies = st.lists(_PIECE, max_size=14).map("".join)
"""Markdown bodies of pages."""

spoiled_classics = st.tuples(
    st.sampled_from(CLASSICS), st.integers(0, 200), st.integers(0, 4), st.sampled_from(_PIECES)
).map(lambda t: t[0][: t[1]] + t[3] + t[0][t[1] + t[2] :])
"""Classic attacks with a piece inserted or replaced."""
