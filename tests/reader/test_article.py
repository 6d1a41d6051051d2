"""The article page, as a browser without scripts gets it."""

import pytest

from tests.factories import annotate, make_article, make_note

pytestmark = pytest.mark.django_db


def test_it_weaves_a_marker_that_leads_to_its_card(client):
    article = make_article("He recalled **the invasion** of 1968.")
    annotation = annotate(article, "the invasion", make_note(title="The 1968 invasion", summary="Tanks came."))
    html = client.get(article.get_absolute_url()).content.decode()
    assert f'href="#card-{annotation.pk}" data-annotation="{annotation.pk}"' in html
    assert f'id="card-{annotation.pk}" data-annotation="{annotation.pk}"' in html
    assert "Tanks came." in html
