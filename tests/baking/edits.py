"""Baking what is due, and random edits as the newsroom would make them."""

from django.contrib.auth.models import AnonymousUser

from explainer.actions import annotating, workflow
from explainer.actions.revising import baseline, revise
from explainer.baking.queue import bake_due
from explainer.models import Article, Note, Source, StalePage, State
from explainer.publication.change import change
from explainer.publication.outbox import mark_everything
from tests.factories import cite, make_source


def bake():
    return sum(bake_due())


def bake_everything():
    StalePage.objects.all().delete()
    mark_everything()
    return bake()


EDITS = ["summary", "retitle", "body", "unpublish", "publish", "rename", "attach", "detach", "cite", "delete", "source"]
EDITS += ["correct", "take down", "move", "date", "glance"]


def new_note():
    number = Note.objects.count()
    note = Note(slug=f"new-{number}", title=f"New {number}", kind="event", summary="New.", state=State.PUBLISHED)
    with change(note):
        note.save()
    return note


def make_edit(kind, choice):
    """One random edit, as the newsroom would make it."""
    article = choice(list(Article.objects.all()))
    annotations = list(article.annotations.all())
    item = choice(annotations).item if annotations else new_note()
    if kind in {"attach", "detach"}:
        if kind == "attach":
            annotating.attach(article=article, item=new_note(), start=0, end=3)
        elif annotations:
            annotating.detach(annotation=choice(annotations))
        return
    if kind == "source" and Source.objects.exists():
        source = choice(list(Source.objects.all()))
        with change(source):
            source.title += "!"
            source.save()
        return
    if kind == "take down":
        for record in (article, item):
            if record.is_public:
                workflow.take_down(record=record, by=AnonymousUser(), line="Why it went.")
            elif record.taken_down_at:
                workflow.publish(record=record, by=AnonymousUser(), cards="without")
        return
    record = article if kind in {"body", "rename", "unpublish", "publish", "glance"} else item
    with change(record):
        if kind == "summary":
            item.summary += " More."
        elif kind == "retitle":
            item.title += " again"
        elif kind == "body":
            article.body = "New: " + article.body
        elif kind in {"unpublish", "publish"}:
            article.state = State.DRAFT if kind == "unpublish" else State.PUBLISHED
        elif kind == "glance":
            article.glance = choice(Article.Glance.values)
        elif kind == "move" and isinstance(item, Note):
            item.place_name, item.latitude, item.longitude = "Prague", choice([None, 50.08, 49.2]), 14.43
            item.longitude = None if item.latitude is None else item.longitude
        elif kind == "date" and isinstance(item, Note):
            item.events.create(
                date=choice(["1909", "1968-08", "2023-07-19"]),
                text="It happened.",
                source=choice([None, make_source()]),
            )
        elif kind == "rename":
            article.slug += "-x"
        elif kind == "cite":
            cite(item)
        elif kind == "delete":
            item.state = State.TAKEN_DOWN
        record.save()
        if kind == "correct":
            baseline(record=item)
            item.summary += " Corrected."
            item.save()
            assert revise(item, change="correction", line="It was wrong.")
