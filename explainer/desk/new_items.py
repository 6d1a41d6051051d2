"""A new note or claim, made whole while annotating: its words, dates and sources, saved with the card in one go.

The fields come flat, as the page keeps and sends them: `event-0-date` and `event-0-text` for the dates, `sources` with
the numbers of sources that are known by now (sources.py makes them of addresses).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explainer.models import Citation, Claim, Event, Note, Source
from explainer.models.verdict import on_scale, verdict_choices
from explainer.rendering import xml_text
from explainer.text.numbers import whole_number

from .sources import find_source

MOST_EVENTS = MOST_SOURCES = 20
Part = Event | Citation


class NewItemRefused(ValidationError):
    """A new note or claim that lacks something. `form` has what was typed, and says what."""

    def __init__(self, form: forms.ModelForm) -> None:
        super().__init__(_("Not saved yet: something is missing. It is marked in the form."))
        self.form = form


class NewEvent(forms.ModelForm):
    class Meta:
        model = Event
        fields = ["date", "text"]


class NewItemForm(forms.ModelForm):
    """What notes and claims have alike: rows of dates and of sources, beside the fields of their own."""

    with_article = forms.BooleanField(label=gettext_lazy("Publish with the article"), required=False, initial=True)

    def __init__(self, sent: QueryDict | None = None, **options: Any) -> None:
        super().__init__(sent, **options)
        sent = sent or QueryDict()
        rows = [(sent.get(f"event-{n}-date", ""), sent.get(f"event-{n}-text", "")) for n in range(MOST_EVENTS)]
        self.events = [{"date": xml_text(date), "text": xml_text(text)} for date, text in rows if date or text]
        keys = [key for word in sent.get("sources", "").split()[:MOST_SOURCES] if (key := whole_number(word, digits=9))]
        known = Source.objects.in_bulk(keys) if keys else {}
        self.sources = [known[key] for key in dict.fromkeys(keys) if key in known]
        self.address = xml_text(sent.get("source_url", "")).strip()
        self.parts: list[Part] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.address:
            self._take_address()
        for row in self.events:
            event = NewEvent(row)
            if event.is_valid():
                self.parts.append(event.instance)
            else:
                self.add_error(None, self._about_row(row, event))
        self.parts += [Citation(source=source, position=at) for at, source in enumerate(self.sources)]
        return cleaned

    def _take_address(self) -> None:
        """An address that was typed and not added yet: it will do if its source is known."""
        try:
            known = find_source(self.address)
        except ValueError:
            known = None
        if known is None:
            self.add_error(None, _("Add the source first: press Enter behind its address."))
        elif known not in self.sources:
            self.sources.append(known)

    @staticmethod
    def _about_row(row: dict[str, str], event: NewEvent) -> str:
        said = " ".join(str(error) for errors in event.errors.values() for error in errors)
        return _("The date “%(row)s”: %(said)s") % {"row": f"{row['date']} {row['text']}".strip(), "said": said}


def _explained() -> list[tuple[str, Any]]:
    """The verdicts of the scale with what they mean."""
    return [
        (value, format_html("<b>{}</b> <small>{}</small>", label, on_scale(value).meaning))
        for value, label in verdict_choices()
    ]


class NewNote(NewItemForm):
    has_events = True
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Note.Kind.choices, widget=forms.RadioSelect)

    class Meta:
        model = Note
        fields = ["title", "kind", "summary", "body", "with_article"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3}), "body": forms.Textarea(attrs={"rows": 4})}


class NewClaim(NewItemForm):
    has_events = False
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Claim.Kind.choices, widget=forms.RadioSelect)
    verdict = forms.ChoiceField(label=gettext_lazy("Verdict"), choices=verdict_choices, widget=forms.RadioSelect)

    class Meta:
        model = Claim
        fields = ["title", "claimant", "said_on", "quote", "kind", "summary", "verdict", "reasoning", "with_article"]
        labels = {"title": gettext_lazy("The claim, as it reads after “says that”"), "quote": gettext_lazy("The words")}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "quote": forms.Textarea(attrs={"rows": 2}),
            "reasoning": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, sent: QueryDict | None = None, **options: Any) -> None:
        super().__init__(sent, **options)
        self.fields["verdict"].widget.choices = _explained()  # in the reader's language, so not earlier


FORMS: dict[str, type[NewNote] | type[NewClaim]] = {"new_note": NewNote, "new_claim": NewClaim}


def new_form(choice: str, sent: QueryDict | None = None) -> NewNote | NewClaim:
    """The form of a new note or claim: empty, or with what was sent."""
    return FORMS[choice](sent, auto_id=choice.removeprefix("new_") + "-%s")


def new_item(choice: str, sent: QueryDict, *, by: User, language: str) -> tuple[Note | Claim, list[Part]]:
    """The new note or claim that was sent, with its dates and citations: all unsaved. Raises NewItemRefused.

    `language` is that of the text beside which it was written.
    """
    form = new_form(choice, sent)
    form.instance.language = language
    if not form.is_valid():
        raise NewItemRefused(form)
    item: Note | Claim = form.instance
    item.slug = type(item).objects.free_slug(item.title)
    item.made_by = item.owner = by
    return item, form.parts
