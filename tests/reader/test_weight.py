"""What an article's page weighs as the server sends it: beside its own words, little for itself and for each card."""

import random
from datetime import date

import pytest

from bench.newsroom.prose import named, paragraph, sentence
from explainer.baking.files import compress
from explainer.models import Article
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source
from tests.weighing import weigh

FIRST = "mi6-invites-russians"
PAGE, CARD = 4_500, 350  # bytes; the page has its corrections, what is new, and structured data beside its words


def test_the_first_article_of_the_demonstration_is_light(newsroom, tmp_path):
    assert weigh(Article.objects.get(slug=FIRST), tmp_path) <= 16_000


# Cards, paragraphs, cards on a paragraph.
SHAPES = {"no card": (0, 2, 1), "short": (3, 3, 1), "usual": (12, 12, 1), "crowded": (24, 4, 6), "long": (90, 90, 1)}


@pytest.mark.sqlite_pass_only  # the keys of PostgreSQL go on from test to test, and have more digits
@pytest.mark.parametrize("shape", SHAPES)
def test_an_article_weighs_its_words_and_4_and_a_half_kilobytes_and_350_bytes_a_card(db, tmp_path, shape):
    cards, paragraphs, together = SHAPES[shape]
    dice = random.Random(shape)
    names = [named(number * 101).title for number in range(cards)]
    texts = [paragraph(dice, 3, *names[at * together : (at + 1) * together]) for at in range(paragraphs)]
    article = make_article("\n\n".join(texts), slug="made", title="Made", standfirst=sentence(dice))
    for number, name in enumerate(names):
        make = make_claim if number % 3 else make_note
        item = make(title=name, summary=f"{sentence(dice)} {sentence(dice)}", as_of=date(2026, 3, 2))
        cite(item, make_source(title=sentence(dice)))
        annotate(article, name, item)
    own = compress("\n".join([article.title, article.standfirst, article.text]).encode())
    assert weigh(article, tmp_path) - len(own) <= PAGE + CARD * cards
