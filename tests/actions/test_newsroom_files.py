"""Loading a newsroom from a folder of YAML: all or nothing, and never over what an editor changed."""

import pytest
import yaml

from explainer.actions.newsroom_files import FixtureError, load_newsroom
from explainer.models import Annotation, Article, Citation, Claim, Event, Note, Source, State
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

MODELS = [Source, Note, Event, Claim, Citation, Article, Annotation]
SOURCE = {"slug": "afp", "title": "Timeline", "url": "https://example.org/t", "published_on": "2023-06-24"}
NOTE = {
    "slug": "invasion", "title": "The 1968 invasion", "kind": "event", "summary": "Tanks came.",
    "aliases": ["August 1968"],
    "place": {"name": "Prague", "latitude": 50.08, "longitude": 14.43},
    "events": [{"date": "1968-08-20", "end_date": "", "text": "It begins.", "source": "afp"}],
    "citations": [{"source": "afp", "words": "the order of events"}],
}  # fmt: skip
CLAIM = {
    "slug": "decay",
    "title": "Decay",
    "kind": "fact",
    "summary": "A view.",
    "claimant": "Moore",
    "citations": [{"source": "afp"}],
}
ARTICLE = {
    "slug": "story", "title": "A story", "body": "The tanks came. The tanks left.",
    "published_at": "2023-07-20T07:00:00+00:00",
    "annotations": [{"note": "invasion", "exact": "tanks", "prefix": "came. The "},
                    {"claim": "decay", "exact": "left"}],
    "citations": [{"source": "afp"}],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """A small newsroom, as files. `write` replaces one of them."""
    for name in ("notes", "claims", "articles"):
        (tmp_path / name).mkdir()
    write(tmp_path / "sources.yaml", [SOURCE])
    write(tmp_path / "notes" / "invasion.yaml", NOTE)
    write(tmp_path / "claims" / "decay.yaml", CLAIM)
    write(tmp_path / "articles" / "story.yaml", ARTICLE)
    return tmp_path


def write(path, data):
    path.write_text(data if isinstance(data, str) else yaml.safe_dump(data), encoding="utf-8")


def test_it_loads_a_newsroom_and_publishes_it(folder):
    assert load_newsroom(folder=folder) == {"sources": 1, "notes": 1, "claims": 1, "articles": 1}
    note, claim, article = Note.objects.get(), Claim.objects.get(), Article.objects.get()
    assert [row.state for row in (note, claim, article)] == [State.PUBLISHED] * 3
    assert (note.place_name, note.latitude, note.aliases) == ("Prague", 50.08, ["August 1968"])
    assert [(event.date, event.source.slug) for event in note.events.all()] == [("1968-08-20", "afp")]
    assert [(c.source.slug, c.words) for c in note.citations.all()] == [("afp", "the order of events")]
    assert (claim.citations.count(), article.citations.count()) == (1, 1)
    placed = [(a.item, article.text[a.start : a.end], a.start) for a in article.annotations.all()]
    assert placed == [(note, "tanks", 20), (claim, "left", 26)]


def test_it_leaves_what_an_editor_changed_when_it_is_loaded_again(folder):
    load_newsroom(folder=folder)
    Note.objects.update(title="Corrected")
    Article.objects.get().annotations.first().delete()
    Event.objects.all().delete()
    assert load_newsroom(folder=folder) == {"sources": 0, "notes": 0, "claims": 0, "articles": 0}
    assert Note.objects.get().title == "Corrected"
    assert (Annotation.objects.count(), Event.objects.count(), Citation.objects.count()) == (1, 0, 3)


def test_it_adds_what_is_new_beside_what_is_there(folder):
    load_newsroom(folder=folder)
    write(folder / "notes" / "mi6.yaml", {**NOTE, "slug": "mi6"})
    assert load_newsroom(folder=folder) == {"sources": 0, "notes": 1, "claims": 0, "articles": 0}


def without(record, field):
    return {name: value for name, value in record.items() if name != field}


MISTAKES = [
    ("sources.yaml", [without(SOURCE, "slug")], "slug is missing"),
    ("sources.yaml", [{**SOURCE, "url": "not an address"}], "url: Enter a valid URL."),
    ("sources.yaml", [{**SOURCE, "published_on": "June"}], "published_on: “June” is not a date."),
    ("sources.yaml", "", "this file must be a list of records"),
    ("sources.yaml", "- slug: [", "while parsing"),
    ("notes/invasion.yaml", without(NOTE, "summary"), "summary: This field cannot be blank."),
    ("notes/invasion.yaml", {**NOTE, "tilte": "x"}, "'tilte'"),
    ("notes/invasion.yaml", {**NOTE, "kind": "rumour"}, "kind: Value 'rumour' is not a valid choice."),
    ("notes/invasion.yaml", {**NOTE, "place": {"name": "Prague"}}, "latitude is missing"),
    ("notes/invasion.yaml", {**NOTE, "aliases": "one"}, "aliases: Aliases are a list of names"),
    ("notes/invasion.yaml", {**NOTE, "events": [{"date": "1968-13", "text": "x"}]}, "date: “1968-13” is not a date."),
    ("notes/invasion.yaml", {**NOTE, "citations": [{"source": "none"}]}, "there is no source “none”"),
    ("notes/invasion.yaml", {**NOTE, "citations": [{"words": "x"}]}, "source is missing"),
    ("notes/invasion.yaml", [NOTE], "this file must be a single record"),
    ("claims/decay.yaml", without(CLAIM, "claimant"), "claimant: This field cannot be blank."),
    ("claims/decay.yaml", {**CLAIM, "verdict": "true"}, "verdict: Value 'true' is not a valid choice."),
    ("articles/story.yaml", {**ARTICLE, "body": ""}, "body: This field cannot be blank."),
    ("articles/story.yaml", {**ARTICLE, "language": "tlh"}, "language: Value 'tlh' is not a valid choice."),
    (
        "articles/story.yaml",
        {**ARTICLE, "annotations": [{"note": "invasion", "exact": "Planes"}]},
        "exact: These words are not in the article.",
    ),
    (
        "articles/story.yaml",
        {**ARTICLE, "annotations": [{"note": "invasion", "exact": "tanks"}]},
        "exact: These words stand 2 times in the article.",
    ),
    ("articles/story.yaml", {**ARTICLE, "annotations": [{"note": "nato", "exact": "left"}]}, "there is no note “nato”"),
    ("articles/story.yaml", {**ARTICLE, "annotations": [{"note": "invasion"}]}, "exact is missing"),
    (
        "articles/story.yaml",
        {**ARTICLE, "annotations": [{"exact": "left"}]},
        "Choose a note or a claim: exactly one of them.",
    ),
]


def test_it_knows_a_record_that_was_renamed_by_its_old_slug(folder):
    load_newsroom(folder=folder)
    note = Note.objects.get()
    note.slug = "renamed"
    note.save()
    write(folder / "articles" / "another.yaml", ARTICLE | {"slug": "another"})
    assert load_newsroom(folder=folder) == {"sources": 0, "notes": 0, "claims": 0, "articles": 1}
    assert Article.objects.get(slug="another").annotations.filter(note=note).exists()


@pytest.mark.parametrize(("name", "data", "message"), MISTAKES)
def test_it_loads_nothing_and_names_file_and_field_of_a_mistake(folder, name, data, message):
    write(folder / name, data)
    with pytest.raises(FixtureError) as caught:
        load_newsroom(folder=folder)
    assert str(caught.value).startswith(f"{folder / name}: ")
    assert message in str(caught.value)
    assert [model.objects.count() for model in MODELS] == [0] * len(MODELS)


def test_it_names_a_file_that_is_missing(folder):
    (folder / "sources.yaml").unlink()
    with pytest.raises(FixtureError, match=r"sources\.yaml"):
        load_newsroom(folder=folder)


@pytest.mark.thorough
def test_it_loads_the_demonstration_and_a_second_time_nothing(newsroom):
    assert (Source.objects.count(), Article.objects.count()) == (
        len(yaml.safe_load((FIXTURES / "sources.yaml").read_text())),
        3,
    )
    Note.objects.filter(slug="wagner-mutiny").update(title="Edited")
    before = [model.objects.count() for model in MODELS]
    assert sum(load_newsroom(folder=FIXTURES).values()) == 0
    assert [model.objects.count() for model in MODELS] == before
    assert Note.objects.get(slug="wagner-mutiny").title == "Edited"


def test_a_notes_drawing_must_be_there_and_be_one(folder):
    (folder / "drawings").mkdir()
    (folder / "drawings/tank.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='5'/>")
    write(folder / "notes/invasion.yaml", NOTE | {"drawing": "tank.svg", "picture_alt": "A tank"})
    load_newsroom(folder=folder)
    note = Note.objects.get()
    assert (note.picture.name.endswith(".svg"), note.picture_width, note.picture_height) == (True, 9, 5)
    write(folder / "notes/other.yaml", NOTE | {"slug": "other", "drawing": "../sources.yaml", "picture_alt": "A"})
    with pytest.raises(FixtureError, match="must be SVG"):
        load_newsroom(folder=folder)


STEP = {"at": "2023-06-01T00:00:00+00:00", "change": "correction", "line": "It had three legs."}
HISTORY = {
    **CLAIM, "reasoning": "Four legs. A tail.", "verdict": "unproven", "since": "2023-01-01T00:00:00+00:00",
    "history": [
        {**STEP, "before": {"verdict": "disputed"}, "words": [{"now": "Four", "then": "Three"}]},
        {"at": "2024-01-01T00:00:00+00:00", "change": "new_fact", "line": "A tail.", "words": [{"now": " A tail."}]},
    ],
}  # fmt: skip


def test_it_loads_what_a_record_said_before_each_change(folder):
    write(folder / "claims" / "decay.yaml", HISTORY)
    load_newsroom(folder=folder)
    claim = Claim.objects.get()
    told = [(r.public_from.year, r.change, r.snapshot["reasoning"]) for r in claim.revisions.order_by("public_from")]
    assert told == [
        (2023, "", "Three legs."), (2023, "correction", "Four legs."), (2024, "new_fact", "Four legs. A tail."),
    ]  # fmt: skip
    change = claim.verdict_changes.get()
    assert (change.before, change.after, change.revision.line) == ("disputed", "unproven", "It had three legs.")


def test_it_leaves_events_that_were_to_come_out_of_what_a_note_said(folder):
    step = {**STEP, "at": "1968-08-19T00:00:00+00:00", "change": "wording"}
    write(folder / "notes" / "invasion.yaml", {**NOTE, "since": "1968-08-01T00:00:00+00:00", "history": [step]})
    load_newsroom(folder=folder)
    revisions = Note.objects.get().revisions.order_by("public_from")
    assert [len(revision.snapshot["events"]) for revision in revisions] == [0, 1]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"line": ""}, "Say in a sentence what was wrong"),
        ({"change": "gossip"}, "Choose what kind of change it is"),
        ({"at": "yesterday"}, "“yesterday” is not a time such as"),
        ({"at": "2022-01-01T00:00:00+00:00"}, "Each change must be later than the one before"),
        ({"before": {"colour": "red"}}, "There is no field colour"),
        ({"words": [{"now": "wings"}]}, "don’t stand just once in the text: wings"),
    ],
)
def test_it_says_what_is_wrong_in_a_history(folder, wrong, message):
    write(folder / "claims" / "decay.yaml", {**HISTORY, "history": [{**STEP, **wrong}]})
    with pytest.raises(FixtureError, match=message):
        load_newsroom(folder=folder)
    assert not Claim.objects.exists()
