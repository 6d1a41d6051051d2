"""Pages of other sites, on origins of their own, that show embeds of the demonstration newsroom.

The newsroom's server and the browser are those of tests/browser. The hosts are called `localhost`, the newsroom is
`127.0.0.1`: two sites to the browser, which therefore gives their frames processes of their own and sends those that
are off screen to sleep, as it does in the open web.
"""

from pathlib import Path

import pytest
from django.test.utils import override_settings

# The same fixtures, once for this folder: what a package's conftest imports is set up and ended with the package.
from tests.browser.conftest import browser, launch, mark_as_reading, site, whole_browser  # noqa: F401
from tests.browser.reader import profiles

from .hosts import Host, Visitor, oembed

FIVE = [
    "/articles/mi6-invites-russians/",
    "/notes/prague-spring/",
    "/claims/secrets-safe-loyalty-for-life/",
    "/articles/mi6-invites-russians/timeline/",
    "/articles/ozone-layer-mending/",
]


def pytest_collection_modifyitems(items):
    mark_as_reading(items, Path(__file__).parent)


@pytest.fixture(scope="package")
def newsroom_site(site):  # noqa: F811
    """The address of the newsroom's server, which is also what the newsroom believes its address to be."""
    with override_settings(SITE_URL=site, EMBED_COUNT_SECONDS=0):
        yield site


@pytest.fixture
def open_page(browser):  # noqa: F811
    """Opens pages: `open_page(address, width=360, touch=True)` returns a Visitor."""

    def open_page(address, *, width=1200, **options):
        return Visitor(new_profile(width=width, **options), address)

    with profiles(browser) as new_profile:
        yield open_page


@pytest.fixture(scope="package")
def codes(newsroom_site):
    """What editors paste for five embeds: the oEmbed answers' own HTML, for a column of 600 pixels."""
    return [oembed(newsroom_site, path)["html"] for path in FIVE]


@pytest.fixture
def make_host():
    """Starts web servers: `make_host({"/": html}, csp="…")` returns a Host."""
    hosts = []

    def make_host(pages, *, csp=None):
        hosts.append(Host(pages, csp))
        return hosts[-1]

    yield make_host
    for host in hosts:
        host.stop()
