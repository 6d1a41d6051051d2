"""A small newsroom whose own words are all Greek: whatever Latin word its desk says is the desk's own."""

from datetime import date, timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import CHANGE, LogEntry
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from explainer.actions.auditing import Action, audit
from explainer.actions.bin import put_into_bin
from explainer.actions.jobs import tidy
from explainer.actions.preview_links import make_link
from explainer.actions.reviewing import assign, send_back
from explainer.actions.revising import revise
from explainer.actions.translating import follow_original
from explainer.actions.working_copies import begin
from explainer.models import (
    Annotation,
    Claimant,
    EmbedCount,
    EmbeddingSite,
    Event,
    LinkCheck,
    Presence,
    Revision,
    StalePage,
    State,
    Theme,
)
from explainer.publication.change import change
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source, make_user

WORDS = "Οι ένοπλοι ήρθαν τη νύχτα.\n\n«Ήταν 25 χιλιάδες», είπε η Άννα."
DETAILS = [
    "12 sessions ended by an administrator", "is_active, first_name (Editors → no role, superuser)", "passkey added",
    "changed: word, shape", "draft → published", "until 2026-11-30 09:30", "article 3", "scaleverdict: ours copied",
]  # fmt: skip


def make_newsroom():
    """Everything that the desk can show, once. Returns its records by state and kind."""
    anna, boris = make_user("Editors", "Άννα"), make_user("Contributors", "Βίκτωρ")
    made = {state: _records(state, anna) for state in (State.PUBLISHED, State.DRAFT)}
    seen, drafts = made[State.PUBLISHED], made[State.DRAFT]
    for kind in ("article", "note", "claim"):
        _work_on(seen[kind], anna)
    assign(record=drafts["article"], by=boris, to=anna, due_on=timezone.localdate(), note="Δες το.")
    assign(record=drafts["claim"], by=boris, to=anna)
    send_back(record=drafts["claim"], by=anna, line="Λείπει πηγή.")
    _what_waits(seen, anna)
    _of_the_system(anna, seen["article"])
    return made


def _records(state, by):
    number = int(state == State.DRAFT)
    shared = {"state": state, "language": "el", "title": "Τίτλος", "made_by": by}
    note = make_note(
        slug=f"1{number}", summary="Σύντομα.", body="Το έκτισαν το 2018.", owner=by, as_of=date(2026, 1, 1),
        review_by=date(2026, 2, 1), place_name="Κερτς", latitude=45, longitude=36, **shared,
    )  # fmt: skip
    claim = make_claim(
        slug=f"2{number}", summary="Όχι.", reasoning="Καμιά.", claimant="Πέτρος", quote="Ήταν 25", kind="prediction",
        judge_by=date(2026, 2, 2), verdict="unproven", **shared,
    )  # fmt: skip
    article = make_article(WORDS, slug=f"3{number}", standfirst="Πρόλογος", section="Κόσμος", **shared)
    source = make_source(slug=f"4{number}", title="Πηγή", publisher="Εφημερίδα", kind="primary", language="el")
    for item in (article, note, claim):
        cite(item, source, words="Το 2018.")
    Event.objects.create(note=note, date="1968-08-21", text="Ήρθαν.", source=source)
    Claimant.objects.update(slug="5")
    annotate(article, "25 χιλιάδες", claim)
    return {
        "article": article, "note": note, "claim": claim, "source": source, "claimant": claim.said_by,
        "annotation": annotate(article, "ένοπλοι", note),
    }  # fmt: skip


def _work_on(record, by):
    """Revisions of every class, a working copy, a link for others, somebody else in its form."""
    revise(record, by=by)
    for kind in Revision.Change.values:
        with change(record):
            record.title += " νέος"
            record.save()
            revise(record, by=by, change=kind, line="Ήταν αλλιώς.")
    copy = begin(record=record, by=by)
    copy.title += "!"
    copy.save()
    make_link(record=record, lifetime=timedelta(days=2), by=by)
    now = timezone.now()
    Presence.objects.create(user=by, kind=record.type_name, record=record.pk, since=now, seen=now)


def _what_waits(seen, by):
    """A translation behind its original, drafts in the bin, loose cards, a dead link, a page that fails."""
    note, source, article = seen["note"], seen["source"], seen["article"]
    translated = make_note(title="Γέφυρα", summary="Σύντομα.", slug="50", language="de", translation_of=note)
    follow_original(item=translated, is_up_to_date=False)
    thrown = {"state": State.DRAFT, "title": "Παλιό", "slug": "60", "language": "el"}
    put_into_bin(record=make_article(**thrown), by=by)
    put_into_bin(record=make_note(summary="Σύντομα.", **thrown), by=by)
    for words, anchor in (("νύχτα", "adrift"), ("ήρθαν", "guess")):
        Annotation.objects.filter(pk=annotate(article, words, note).pk).update(anchor=anchor)
    make_claim(title="Χωρίς πηγή", slug="70", claimant="Πέτρος", summary="Σύντομα.", language="el")
    make_article(WORDS, title="Αύριο", slug="80", language="el", published_at=timezone.now() + timedelta(days=1))
    LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), status=404, is_dead=True)
    StalePage.objects.mark(["/1/"])
    StalePage.objects.get(path="/1/").postpone("404")
    theme = Theme.objects.create(name="Σκούρο", slug="90")
    EmbeddingSite.objects.create(name="Άλλοι", origins=["https://a.gr"], theme=theme)
    EmbedCount.objects.create(day=date(2026, 1, 1), origin="https://a.gr", views=3)


def _of_the_system(by, article):
    """What only administrators look at."""
    for action in Action.values:
        audit(action, by=by, record=by)
    for detail in DETAILS:
        audit(Action.SETTINGS, by=by, record=article, detail=detail)
    for message in ({"added": {}}, {"changed": {"name": "event", "object": "Η", "fields": ["date"]}}):
        LogEntry.objects.log_actions(by.pk, [article], CHANGE, [message], single_object=True)
    tried = {"username": "Άννα", "ip_address": "192.0.2.1", "path_info": "/admin/", "http_accept": "*/*"}
    AccessAttempt.objects.create(**tried, failures_since_start=3)
    AccessLog.objects.create(**tried)
    AccessFailureLog.objects.create(**tried)
    tidy.enqueue()
    DBTaskResult.objects.update(status="FAILED", traceback="1", exception_class_path="1")
