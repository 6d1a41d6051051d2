"""The height that the server guesses, against the height that a browser measures, for every demonstration embed."""

from statistics import median

import pytest

from explainer.embed.addresses import Target
from explainer.embed.contents import find
from explainer.embed.height import estimate
from explainer.models import Article, Claim, Note


def targets():
    for kind, model in {"article": Article, "timeline": Article, "map": Article, "note": Note, "claim": Claim}.items():
        for slug in model.objects.published().values_list("slug", flat=True):
            yield Target(kind, slug)


WIDTHS = (320, 500, 640)


@pytest.mark.usefixtures("common_fonts")
def test_the_guess_is_near_at_every_width(newsroom_site, open_page, record_property):
    page = open_page("about:blank").page
    off = {width: {} for width in WIDTHS}
    for target in targets():
        embed = find(target)
        page.goto(newsroom_site + embed.source)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            height = page.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
            off[width][target.kind, target.slug] = estimate(embed, width) - height
    for width, errors in off.items():
        said = {kind: sorted(error for (of, _), error in errors.items() if of == kind) for kind, _ in errors}
        record_property(f"pixels too high at {width}", said)
        assert median(map(abs, errors.values())) <= 12, (width, said)
        assert max(map(abs, errors.values())) <= 55, (width, said)  # two lines of a headline
