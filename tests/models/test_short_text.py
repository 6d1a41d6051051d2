"""What stands whole on other pages has a limit, and so have the names that every article is searched for."""

import pytest
from django.core.exceptions import ValidationError

from explainer.models import Article, Claim, Note
from explainer.models.note import MOST_ALIASES
from explainer.models.short_text import LONGEST

FIELDS = [(Note, "summary"), (Claim, "summary"), (Claim, "quote"), (Claim, "would_change"), (Article, "standfirst")]


def refused(record):
    with pytest.raises(ValidationError) as error:
        record.clean_fields()
    return set(error.value.message_dict)


@pytest.mark.django_db  # a claim's first verdict is of the newsroom's own scale
@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_a_short_text_has_a_limit(model, field):
    assert field not in refused(model(**{field: "x" * LONGEST}))
    assert field in refused(model(**{field: "x" * (LONGEST + 1)}))


def test_a_note_has_so_many_aliases_of_such_a_length():
    assert "aliases" not in refused(Note(aliases=["x" * 200] * MOST_ALIASES))
    assert "aliases" in refused(Note(aliases=["x"] * (MOST_ALIASES + 1)))
    assert "aliases" in refused(Note(aliases=["x" * 201]))
