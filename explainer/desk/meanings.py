"""Help where it is needed: what a kind, a verdict or a class of change means, folded below the field that asks."""

from collections.abc import Iterable
from typing import Any

from django.forms import ModelForm
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from explainer.models import Claim, Note, Revision
from explainer.models.verdict import scale

NOTE_KINDS = {
    Note.Kind.EVENT: _("Something that happened, on a day, in a month or a year."),
    Note.Kind.PERSON: _("Somebody, living or dead."),
    Note.Kind.ORGANISATION: _("People who act as one: a state’s service, a company, a party."),
    Note.Kind.PLACE: _("Somewhere that can be found on a map."),
    Note.Kind.CONCEPT: _("A term, an idea or a practice that has to be explained."),
    Note.Kind.DOCUMENT: _("A text: a law, a treaty, a report, a speech."),
    Note.Kind.QUESTION: _("What is not known, and what is known about it."),
}
CLAIM_KINDS = {
    Claim.Kind.FACT: _("It says that something is so, or was. Evidence decides."),
    Claim.Kind.PREDICTION: _("It says what will be. Time decides: give the day."),
    Claim.Kind.PROMISE: _("It says what the speaker will do. Time decides: give the day."),
    Claim.Kind.OPINION: _("It says what somebody thinks of it. Nothing decides that."),
}
CHANGES = {
    Revision.Change.CORRECTION: _("Something was wrong. It needs a sentence, and is listed under Corrections."),
    Revision.Change.NEW_FACT: _("Something is known that was not. Readers find it under “What changed”."),
    Revision.Change.CLARIFICATION: _("It was right, and could be misread. Readers find it under “What changed”."),
    Revision.Change.WORDING: _("It says the same in other words. Only the full history has it."),
}
Meanings = Iterable[tuple[object, object]]  # names, and what each means


def of_changes() -> Meanings:
    """The classes of change with what each means."""
    return [(change.label, meaning) for change, meaning in CHANGES.items()]


def explain(form: ModelForm[Any]) -> None:
    """Write what the choices mean below a form's kind, of a note or a claim, and its verdict."""
    of_notes = [(kind.label, meaning) for kind, meaning in NOTE_KINDS.items()]
    of_claims = [(kind.label, meaning) for kind, meaning in CLAIM_KINDS.items()]
    meanings: dict[str, Meanings] = {
        "kind": of_notes if isinstance(form.instance, Note) else of_claims if isinstance(form.instance, Claim) else (),
        "verdict": [(each.label, each.meaning) for each in scale()] if "verdict" in form.fields else (),
    }
    for name in form.fields.keys() & {name for name in meanings if meanings[name]}:
        field = form.fields[name]
        words = {"help": field.help_text, "meanings": meanings[name]}
        field.help_text = render_to_string("desk/_meanings.html", words)
