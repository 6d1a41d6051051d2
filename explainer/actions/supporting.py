"""Keeps the words of a source that sentences rest on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from explainer.models import Citation, Claim, Note, SentenceCount
from explainer.models.sentence_support import count_sentences


@transaction.atomic
def keep_excerpt(*, citation: Citation, excerpt: str) -> SentenceCount | None:
    """Keep words of a citation's source, and count its record's sentences again.

    Raises ValidationError if there are too many.
    """
    longest = Citation._meta.get_field("excerpt").max_length or 0
    if len(excerpt) > longest:
        message = _("The excerpt has %(count)s characters; at most %(most)s are kept. Keep what the sentences rest on.")
        raise ValidationError(message % {"count": f"{len(excerpt):,}", "most": f"{longest:,}"})
    citation.excerpt = excerpt
    citation.save(update_fields=["excerpt"])
    record = citation.record
    return count_sentences(record=record) if isinstance(record, Note | Claim) else None
