"""Messages that somebody else sends: to the host in a frame's name, and to the frame."""

import pytest

from .hosts import Host, story, until

EAGER = '<iframe src="{site}/embed/articles/{slug}/" title="An embed" width="100%" height="200"></iframe>'
# What a page may send that would like to be one of ours. Some of it is nonsense.
EVIL = """
const heights = [5000, 51].map((height) => ({ explainer: "height", height }));
const evil = [...heights, { message: "height", value: 9 }];
const send = (to) => evil.forEach((message) => to.postMessage(message, "*"));
"""
# The host counts what has arrived; the loader's listener is older, so it has had its turn by then.
COUNT = "window.arrived = 0; addEventListener('message', ({ data }) => data?.explainer && arrived++)"


@pytest.fixture
def attacker(make_host):
    return make_host(
        {"/": f"<script>{EVIL}\nsend(parent); for (let i = 0; i < parent.length; i++) send(parent[i])</script>"}
    )


@pytest.fixture
def host(make_host, newsroom_site):
    embeds = [EAGER.format(site=newsroom_site, slug=slug) for slug in ("mi6-invites-russians", "ozone-layer-mending")]
    return make_host({"/": story([f'<script async src="{newsroom_site}/embed.js"></script>', *embeds])})


def heights(visitor):
    return [embed.height() for embed in visitor.embeds()[:2]]


@pytest.mark.parametrize("sandbox", ["", "allow-scripts"])
def test_another_frame_changes_nothing(host, attacker, open_page, sandbox):
    visitor = open_page(host.address)
    before = [embed.fits() for embed in visitor.embeds()]
    visitor.page.evaluate(COUNT)
    visitor.page.evaluate(
        """([src, sandbox]) => {
            const frame = document.createElement("iframe");
            if (sandbox) frame.sandbox = sandbox;
            frame.src = src;
            document.body.append(frame);
        }""",
        [attacker.address, sandbox],
    )
    until(lambda: visitor.page.evaluate("arrived") >= 2)
    assert heights(visitor) == before
    assert visitor.embeds()[2].height() == 150
    assert visitor.errors == []


def test_the_host_itself_can_not_speak_for_a_frame(host, open_page):
    visitor = open_page(host.address)
    before = [embed.fits() for embed in visitor.embeds()]
    visitor.page.evaluate(COUNT)
    visitor.page.evaluate(EVIL + "send(window)")
    until(lambda: visitor.page.evaluate("arrived") == 2)
    assert heights(visitor) == before


@pytest.mark.parametrize("csp", [None, "sandbox allow-scripts"])
def test_a_frame_that_has_gone_elsewhere_is_no_longer_ours(host, make_host, open_page, csp):
    elsewhere = make_host({"/": f"<script>{EVIL}\nsend(parent)</script>"}, csp=csp)
    visitor = open_page(host.address)
    before = [embed.fits() for embed in visitor.embeds()]
    visitor.page.evaluate(COUNT)
    visitor.page.evaluate("address => { frames[0].location = address }", elsewhere.address)
    until(lambda: visitor.page.evaluate("arrived") >= 2)
    assert heights(visitor) == before


def test_an_address_that_only_looks_like_ours_is_not(make_host, newsroom_site, open_page):
    evil = Host({"/embed/articles/x/": f"<script>{EVIL}\nsend(parent)</script>"})
    frame = f'<iframe src="{evil.address}/embed/articles/x/" height="200"></iframe>'
    loader = f'<script src="{newsroom_site}/embed.js"></script>'
    visitor = open_page(make_host({"/": story([loader, f"<script>{COUNT}</script>", frame])}).address)
    until(lambda: visitor.page.evaluate("arrived") == 2)
    assert visitor.embeds()[0].height() == 200
    evil.stop()


@pytest.mark.parametrize(
    ("said", "height"),
    [("1e9", 20000), ("-7", 50), ("Infinity", 200), ("NaN", 200), ("'9'", 200), ("{valueOf: 9}", 200), ("null", 200)],
)
def test_even_our_own_frame_gets_only_a_sensible_height(make_host, newsroom_site, open_page, said, height):
    page = story([f'<script src="{newsroom_site}/embed.js"></script><iframe height="200"></iframe>'])
    visitor = open_page(make_host({"/": page}).address)
    visitor.page.evaluate(COUNT)
    visitor.page.route("**/embed/articles/x/", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    (embed,) = visitor.embeds()
    embed.element.evaluate("(frame, src) => { frame.src = src }", f"{newsroom_site}/embed/articles/x/")
    until(lambda: embed.frame.url.endswith("/x/"))
    embed.frame.evaluate(f"parent.postMessage({{ explainer: 'height', height: {said} }}, '*')")
    until(lambda: visitor.page.evaluate("arrived") == 1)
    assert embed.height() == height
    assert visitor.errors == []


def test_a_frame_answers_its_host_alone(host, make_host, open_page):
    nosy = make_host({"/": "<script>addEventListener('message', () => document.title = 'heard')</script>"})
    visitor = open_page(host.address)
    embed = visitor.embeds()[0]
    embed.fits()
    visitor.page.evaluate(
        "src => document.body.append(Object.assign(document.createElement('iframe'), { src }))", nosy.address
    )
    other = visitor.embeds()[2]
    until(lambda: other.frame.url == f"{nosy.address}/")
    visitor.page.evaluate("window.answers = 0; addEventListener('message', () => answers++)")
    other.frame.evaluate("parent[0].postMessage({ explainer: 'hello' }, '*')")
    # The frame handles what it gets in order: once it has answered its host, it has let the other's pass.
    visitor.page.evaluate("frames[0].postMessage({ explainer: 'hello' }, '*')")
    until(lambda: visitor.page.evaluate("answers") > 0)
    assert visitor.page.evaluate("answers") == 3  # AMP's, Embedly's and our own, once each
    assert other.frame.title() == ""


def test_a_host_can_not_put_anything_into_a_frame(host, open_page):
    visitor = open_page(host.address)
    embed = visitor.embeds()[0]
    embed.fits()
    before = embed.frame.evaluate("document.documentElement.outerHTML")
    visitor.page.evaluate(
        """() => {
            const evil = "<img src=x onerror=alert(1)>";
            const kinds = [evil, { html: evil }, { explainer: "open", card: evil }, { explainer: evil }, null, 7,
                { message: "ready", secret: evil }, { type: "frames-init", url: "https://example.org/" }];
            for (const kind of kinds) frames[0].postMessage(kind, "*");
        }"""
    )
    assert embed.fits()
    assert embed.frame.evaluate("document.documentElement.outerHTML") == before
    assert visitor.errors == []
