"""What the last check of a source's address found that an editor has to see to, in words."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from explainer.models import LinkCheck, Source
from explainer.models.dates import display_partial_date


def is_moved(source: Source, check: LinkCheck) -> bool:
    """True if its address, as it is now, leads to another page."""
    return bool(check.moved_to) and check.address == source.url


def is_changed(source: Source, check: LinkCheck) -> bool:
    """True if its page says something else since we read it."""
    return check.changed_on > source.seen_on and check.address == source.url


def found_by_check(source: Source) -> str:
    """ "changed, noticed on 28 November 2026, moved to https://…"; empty if neither."""
    check: LinkCheck | None = getattr(source, "link_check", None)
    if check is None:
        return ""
    day = {"day": display_partial_date(check.changed_on)} if is_changed(source, check) else {}
    changed = _("changed, noticed on %(day)s") % day if day else ""
    moved = _("moved to %(address)s") % {"address": check.moved_to} if is_moved(source, check) else ""
    return ", ".join(words for words in (changed, moved) if words)


def explain_check(form: Any) -> None:
    """Say it below the form's field for the address, with what ends it."""
    source: Source = form.instance
    if not source.pk or "url" not in form.fields:
        return
    check: LinkCheck | None = getattr(source, "link_check", None)
    field = form.fields["url"]
    if check and check.is_dead:
        said = _("The last check found the link dead: %(answer)s.") % {"answer": check.answer}
    elif found := found_by_check(source):
        said = _("The last check found: %(found)s. Once you have read the page again, set “seen” to that day.")
        said %= {"found": found}
    else:
        return
    field.help_text = format_html("{} {}", field.help_text, said)  # the address is somebody else's text
