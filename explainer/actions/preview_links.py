"""Signed links to what isn't published: made for some days, read by anybody who has them, withdrawn all together.

A link says which record it opens, until when, and how many withdrawals it has survived; the site's SECRET_KEY signs it
(django.core.signing: HMAC with SHA-256 and a time stamp). Nothing is stored for a link, one row for a withdrawal.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db.models import F
from django.utils import timezone

from explainer.models import PUBLIC_RECORDS, PreviewWithdrawal, Record

SALT = "explainer.preview"
LIFETIMES = (1, 3, 14)  # days that an editor may choose from


class WrongLinkError(Exception):
    """The link was never one of ours, or was changed on the way."""


class OldLinkError(Exception):
    """The link was good once: it has expired, was withdrawn, or its record is gone."""


@dataclass(frozen=True)
class Preview:
    """What a link opens, and until when."""

    record: Record
    token: str
    until: datetime
    reader: int = 0  # the key of the one account that it opens for; 0: whoever has it


def make_link(*, record: Record, lifetime: timedelta, reader: int = 0) -> Preview:
    """A new link to the record's preview, for the account of this key or for whoever has it. One query."""
    until = timezone.now() + lifetime
    said = [*record.record_key, _withdrawn(*record.record_key), int(until.timestamp()), reader]
    return Preview(record, signing.dumps(said, salt=SALT), until, reader)


def read_link(token: str) -> Preview:
    """What a link opens. Two queries. Raises WrongLinkError or OldLinkError."""
    try:
        kind, pk, times, until, reader = signing.loads(token, salt=SALT, max_age=timedelta(days=max(LIFETIMES) + 1))
    except signing.SignatureExpired as error:
        raise OldLinkError from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise WrongLinkError from error
    if timezone.now().timestamp() >= until or _withdrawn(kind, pk) != times:
        raise OldLinkError
    record: Record | None = PUBLIC_RECORDS[kind]._base_manager.filter(pk=pk).first()
    if record is None:
        raise OldLinkError
    if record.is_working_copy:
        record.slug = record.wanted_slug
    return Preview(record, token, datetime.fromtimestamp(until, tz=UTC), reader)


def withdraw_links(*, record: Record) -> None:
    """Make every link to the record's preview that was given out so far open nothing."""
    row, _made = PreviewWithdrawal.objects.get_or_create(kind=record.type_name, record=record.pk)
    PreviewWithdrawal.objects.filter(pk=row.pk).update(times=F("times") + 1)


def _withdrawn(kind: str, pk: int) -> int:
    return PreviewWithdrawal.objects.filter(kind=kind, record=pk).values_list("times", flat=True).first() or 0
