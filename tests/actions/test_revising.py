"""Every save is a revision; readers are told of changes of what they could see, and of nothing else."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from explainer.actions.newsroom_files import load_newsroom
from explainer.actions.revising import baseline, guess, last_public, restore, revise, tell
from explainer.models import Article, Claim, Note, Revision, State
from explainer.models.snapshots import take_snapshot
from tests.conftest import FIXTURES
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db
LONG = "The chief of MI6 spoke in Prague about the war and about those who want it to end soon."


def edit(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_it_keeps_the_first_state_and_every_change(make, admin_user):
    record = make()
    first = revise(record, by=admin_user)
    edit(record, title="Another title")
    second = revise(record, by=admin_user)
    assert [revision.snapshot["title"] for revision in (second, first)] == ["Another title", first.snapshot["title"]]
    assert list(record.revisions.all()) == [second, first]
    assert (second.by, second.record, second.state) == (admin_user, record, State.PUBLISHED)
    assert timezone.now() - second.made < timedelta(minutes=1)


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_it_keeps_no_revision_when_nothing_changed(make):
    record = make()
    revise(record)
    record.save()
    assert revise(record) is None
    assert record.revisions.count() == 1


def test_it_keeps_events_citations_and_aliases():
    note, source = make_note(aliases=["Thaw"]), make_source()
    revise(note)
    note.events.create(date="1968-08", text="Tanks came.", source=source)
    cite(note, source, words="the night")
    snapshot = revise(note).snapshot
    assert snapshot["aliases"] == ["Thaw"]
    event = {"date": "1968-08", "end_date": "", "date_words": "", "text": "Tanks came.", "source": source.pk}
    assert snapshot["events"] == [event]
    assert snapshot["citations"] == [{"source": source.pk, "title": source.title, "words": "the night"}]


def test_it_sees_no_change_in_a_source_that_was_retitled():
    note, source = make_note(), make_source()
    cite(note, source)
    revise(note)
    source.title = "Another title"
    source.save()
    assert revise(note) is None


def test_it_tells_readers_of_a_correction_with_its_line():
    note = make_note()
    revise(note)
    edit(note, summary="It was 1968.")
    made = revise(note, change="correction", line=" The year was 1968, not 1969. ")
    assert (made.change, made.line) == ("correction", "The year was 1968, not 1969.")
    assert list(Revision.objects.corrections()) == list(Revision.objects.updates()) == [made]


@pytest.mark.parametrize("line", ["", "   "])
def test_it_refuses_a_correction_without_a_line_and_keeps_nothing(line):
    note = make_note()
    revise(note)
    edit(note, summary="Corrected.")
    with pytest.raises(ValidationError, match="a correction needs it"):
        revise(note, change="correction", line=line)
    assert note.revisions.count() == 1


def test_a_correction_says_what_was_wrong_and_what_is_right_in_place_of_its_line():
    note = make_note(body="In 1969.")
    revise(note)
    edit(note, body="In 1968.")
    made = revise(note, change="correction", was_wrong=" The year was 1969. ", is_right="It was 1968.")
    assert (made.line, made.was_wrong, made.is_right) == ("", "The year was 1969.", "It was 1968.")
    assert made.said == "Wrong: The year was 1969. Right: It was 1968."
    tell(revision=made, change="correction", line="Misread.", was_wrong="1969", is_right="1968")
    assert made.said == "Misread. Wrong: 1969. Right: 1968."
    tell(revision=made, change="clarification", line="Misread.")
    assert (made.said, made.is_right) == ("Misread.", "")


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"change": "correction", "line": "x", "was_wrong": "1969"}, "Say both what was wrong and what is right"),
        ({"change": "correction", "is_right": "1968"}, "Say both what was wrong and what is right"),
        ({"change": "wording", "was_wrong": "1969", "is_right": "1968"}, "Only a correction says what was wrong"),
        ({"change": "correction", "was_wrong": "9" * 301, "is_right": "1968"}, "at most 300 characters"),
    ],
)
def test_it_refuses_half_of_what_was_wrong_and_what_is_right(told, message):
    note = make_note(body="In 1969.")
    revise(note)
    edit(note, body="In 1968.")
    with pytest.raises(ValidationError, match=message):
        revise(note, **told)


def test_it_refuses_a_class_that_is_none_and_a_line_that_is_too_long():
    note = make_note()
    revise(note)
    edit(note, summary="Other.")
    for wrong in ({"change": "scoop"}, {"change": "wording", "line": "x" * 301}):
        with pytest.raises(ValidationError):
            revise(note, **wrong)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (LONG.replace("those", "people"), "wording"),
        (LONG + " He then named seven officers and said who had recruited them.", "new_fact"),
        (LONG.replace("about the war and about those who want it", "of an army that hopes for it"), "clarification"),
        (LONG + " In 1968.", "new_fact"),
        (LONG, ""),
    ],
)  # fmt: skip
def test_it_guesses_the_class(after, expected):
    article = make_article(LONG)
    revise(article)
    edit(article, body=after)
    assert guess(record=article) == expected
    made = revise(article)
    assert (made.change if made else "") == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sanctions against North Korea stay.", "Sanctions against South Korea stay."),
        ("The tanks came in 1968.", "The tanks came in 1986."),
        ("He said that he would resign.", "He said that he would not resign."),
    ],
)
@pytest.mark.parametrize(("line", "told"), [("", "clarification"), ("It was another.", "correction")])
def test_it_offers_a_correction_where_what_identifies_changed_and_saves_without_a_choice(before, after, line, told):
    article = make_article(before)
    revise(article)
    edit(article, body=after)
    assert guess(record=article) == "correction"
    assert revise(article, line=line).change == told


def test_it_says_nothing_of_what_readers_do_not_see():
    note = make_note()
    revise(note)
    edit(note, aliases=["Only for editors"])
    assert revise(note).change == ""


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.TAKEN_DOWN])
def test_it_keeps_what_is_not_public_from_the_public(state):
    note = make_note(state=state)
    revise(note)
    edit(note, summary="Still a secret.")
    made = revise(note, change="correction", line="Not for readers.")
    assert (made.is_public, made.change, made.line) == (False, "", "")
    assert not Revision.objects.public().exists()


def test_it_compares_what_is_published_again_with_what_readers_saw_last():
    note = make_note(summary="First words.")
    first = revise(note)
    edit(note, state=State.TAKEN_DOWN)
    revise(note)
    edit(note, summary="Words in between, unseen.")
    revise(note)
    edit(note, state=State.PUBLISHED, summary="Other words.")
    assert last_public(note) == first
    assert revise(note).change == "wording"
    assert [r.snapshot["summary"] for r in note.revisions.public()] == ["Other words.", "First words."]


def test_an_embargoed_wording_is_public_only_if_it_still_stands_when_its_time_comes():
    soon = timezone.now() + timedelta(hours=1)
    article = make_article("Under embargo.", published_at=soon)
    replaced = revise(article)
    edit(article, body="What goes out.")
    stands = revise(article)
    assert (replaced.is_public, stands.is_public) == (False, False)
    Revision.objects.filter(pk=stands.pk).update(public_from=timezone.now())
    Revision.objects.filter(public_from__gt=timezone.now()).update(public_from=timezone.now())
    assert list(article.revisions.public()) == [stands]


def test_another_time_of_publication_is_a_revision():
    article = make_article(published_at=timezone.now() + timedelta(hours=1))
    revise(article)
    edit(article, published_at=timezone.now() + timedelta(hours=2))
    made = revise(article)
    assert made.public_from == article.published_at
    assert article.revisions.exclude(public_from=None).get() == made


def test_an_article_s_date_of_update_follows_what_readers_are_told():
    article = make_article(LONG)
    revise(article)
    edit(article, body=LONG.replace("those", "people"))
    revise(article)
    article.refresh_from_db()
    assert article.updated_at is None
    edit(article, body=LONG + " More.")
    made = revise(article, change="new_fact")
    article.refresh_from_db()
    assert article.updated_at == made.made


def test_it_restores_words_as_a_new_revision_and_keeps_address_and_state(admin_user):
    source = make_source()
    note = make_note(summary="Then.", aliases=["A"], slug="old")
    note.events.create(date="1968", text="It happened.", source=source)
    cite(note, source, words="for this")
    then = revise(note)
    note.events.all().delete()
    note.citations.all().delete()
    edit(note, summary="Now.", aliases=[], slug="new")
    revise(note)
    made = restore(revision=then, by=admin_user)
    note.refresh_from_db()
    assert take_snapshot(note) == then.snapshot == made.snapshot
    assert (note.slug, note.state, made.restored_from, made.by) == ("new", State.PUBLISHED, then, admin_user)
    assert note.revisions.count() == 3
    assert restore(revision=then, by=admin_user) is None


def test_it_puts_cards_back_on_the_restored_words(admin_user):
    article = make_article("The chief of MI6 spoke.\n\nHe recalled 1968.")
    card = annotate(article, "recalled 1968")
    then = revise(article)
    edit(article, body="The chief of MI6 spoke.\n\nNothing of it is left here.")
    revise(article)
    card.refresh_from_db()
    assert not card.is_attached
    restore(revision=then, by=admin_user)
    card.refresh_from_db()
    assert card.is_attached
    assert Article.objects.get().text[card.start : card.end] == "recalled 1968"


def test_it_restores_without_a_source_that_is_gone(admin_user):
    note, source = make_note(), make_source()
    citation = cite(note, source)
    then = revise(note)
    citation.delete()
    source.delete()
    revise(note)
    restore(revision=then, by=admin_user)
    assert note.citations.count() == 0


def test_it_keeps_what_stood_before_the_first_change_of_a_record_without_history():
    note = make_note(summary="Before.")
    note.summary = "After, not saved yet."
    assert baseline(record=note).snapshot["summary"] == "Before."
    assert baseline(record=note) is None
    note.save()
    assert revise(note).snapshot["summary"] == "After, not saved yet."


@pytest.mark.thorough
def test_every_record_of_an_imported_newsroom_has_a_first_revision():
    load_newsroom(folder=FIXTURES)
    for record in [*Article.objects.all(), *Note.objects.all(), *Claim.objects.all()]:
        assert revise(record) is None, record
        assert last_public(record) is not None, record


def test_a_save_in_the_admin_is_a_revision_by_the_one_who_saved(admin_client, admin_user):
    from tests.desk.test_admin import form_of

    note = make_note(summary="Before.")
    address = f"/admin/explainer/note/{note.pk}/change/"
    form = form_of(admin_client.get(address)) | {"summary": "After."}
    assert admin_client.post(address, form).status_code == 302
    assert admin_client.post(address.replace("/change/", "/changes/"), {"change": "wording"}).status_code == 302
    assert [r.snapshot["summary"] for r in note.revisions.all()] == ["After.", "Before."]
    assert note.revisions.first().by == admin_user
