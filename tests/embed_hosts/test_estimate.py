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


@pytest.mark.parametrize("width", [320, 500, 640])
@pytest.mark.usefixtures("common_fonts")
def test_the_guess_is_near(newsroom_site, open_page, record_property, width):
    page = open_page("about:blank", width=width).page
    off = {}
    for target in targets():
        embed = find(target)
        page.goto(newsroom_site + embed.source)
        height = page.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
        off[target.kind, target.slug] = estimate(embed, width) - height
    said = {kind: sorted(error for (of, _), error in off.items() if of == kind) for kind, _ in off}
    record_property(f"pixels too high at {width}", said)
    assert median(map(abs, off.values())) <= 12, said
    assert max(map(abs, off.values())) <= 55, said  # two lines of a headline
