"""The steps on the way to the public, each with its date and its person."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from explainer.actions import workflow
from explainer.actions.workflow import UndecidedCards
from explainer.models import Article, Revision, State
from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db
MAKERS = [make_article, make_note, make_claim]


@pytest.mark.parametrize("make", MAKERS)
def test_each_step_is_kept_with_its_date_and_person(make, admin_user):
    record = make(state=State.DRAFT)
    before = timezone.now()
    for step, state in (
        (workflow.submit, State.REVIEW), (workflow.back_to_draft, State.DRAFT), (workflow.publish, State.PUBLISHED),
    ):  # fmt: skip
        made = step(record=record, by=admin_user)
        record.refresh_from_db()
        assert (record.state, record.state_by, made.state, made.by) == (state, admin_user, state, admin_user)
        assert before <= record.state_since <= timezone.now()
    assert workflow.take_down(record=record, by=admin_user, line="Why.").state == State.TAKEN_DOWN
    assert record.revisions.count() == 5  # with what stood there before


def test_an_article_gets_its_date_when_it_is_published_and_keeps_it(admin_user):
    article = make_article(state=State.DRAFT, published_at=None)
    workflow.publish(record=article, by=admin_user)
    first = article.published_at
    assert timezone.now() - first < timedelta(minutes=1)
    workflow.take_down(record=article, by=admin_user, line="Why.")
    workflow.publish(record=article, by=admin_user)
    assert article.published_at == first


def test_an_article_is_scheduled_and_goes_out_at_its_time(admin_user):
    article = make_article(state=State.DRAFT, published_at=None)
    at = timezone.now() + timedelta(hours=3)
    made = workflow.publish(record=article, by=admin_user, at=at)
    assert (article.is_public, made.public_from, made.is_public) == (False, at, False)
    assert not Article.objects.published().exists()
    workflow.publish(record=article, by=admin_user)
    assert article.is_public
    assert article.published_at < timezone.now()


def test_a_time_that_has_passed_is_refused(admin_user):
    with pytest.raises(ValidationError, match="That time has passed"):
        workflow.publish(record=make_article(state=State.DRAFT), by=admin_user, at=timezone.now())


@pytest.mark.parametrize("make", [make_note, make_claim])
def test_a_note_or_claim_has_no_time(make, admin_user):
    with pytest.raises(ValidationError, match="published at once"):
        workflow.publish(record=make(state=State.DRAFT), by=admin_user, at=timezone.now() + timedelta(hours=1))


def unfinished(states=(State.DRAFT, State.REVIEW)):
    article = make_article("One two three.", state=State.DRAFT, published_at=None)
    items = [make_note(state=states[0]), make_claim(state=states[1])]
    annotate(article, "One", items[0])
    annotate(article, "two", items[1])
    annotate(article, "three", items[0])
    return article, items


def test_an_article_does_not_go_out_with_drafts_without_saying_so(admin_user):
    article, items = unfinished()
    with pytest.raises(UndecidedCards) as caught:
        workflow.publish(record=article, by=admin_user)
    assert caught.value.items == items
    article.refresh_from_db()
    assert article.state == State.DRAFT


def test_an_article_goes_out_with_its_drafts_published_too(admin_user):
    article, items = unfinished()
    workflow.publish(record=article, by=admin_user, cards="publish")
    for item in items:
        item.refresh_from_db()
        assert (item.state, item.state_by) == (State.PUBLISHED, admin_user)
        assert Revision.objects.of(item).public().count() == 1


def test_an_article_goes_out_without_its_drafts(admin_user, client):
    article, items = unfinished()
    workflow.publish(record=article, by=admin_user, cards="without")
    items[0].refresh_from_db()
    assert items[0].state == State.DRAFT
    assert items[0].title not in client.get(article.get_absolute_url()).content.decode()


def test_what_was_taken_down_on_purpose_does_not_come_back_with_an_article(admin_user):
    article, _ = unfinished(states=(State.TAKEN_DOWN, State.PUBLISHED))
    workflow.publish(record=article, by=admin_user)
    assert article.annotations.filter(note__state=State.TAKEN_DOWN).count() == 2


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("line", ["", "  ", "x" * 301])
def test_nothing_is_taken_down_without_telling_readers_why(make, line, admin_user):
    record = make()
    with pytest.raises(ValidationError, match="Tell readers"):
        workflow.take_down(record=record, by=admin_user, line=line)
    record.refresh_from_db()
    assert record.state == State.PUBLISHED


def test_what_is_public_does_not_go_back_to_draft_and_what_is_not_is_not_taken_down(admin_user):
    with pytest.raises(ValidationError, match="Take it down first"):
        workflow.back_to_draft(record=make_note(), by=admin_user)
    later = make_article(published_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(ValidationError, match="can't see it"):
        workflow.take_down(record=later, by=admin_user, line="Why.")
    workflow.back_to_draft(record=later, by=admin_user)
    assert later.state == State.DRAFT
