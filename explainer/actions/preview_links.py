"""Links to what isn't published: made for some days, read by anybody who has them, withdrawn one by one.

A link that is given out is a row with the digest of its secret, so that whoever reads the database opens nothing with
it. It ends with its maker: an account that is switched off, or may not share the record any more; and with its record,
when that is taken down or thrown away. What an editor opens for their own eyes is signed instead (django.core.signing:
HMAC with SHA-256), and opens for that account alone, while it may see the record in the desk.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from explainer.models import PUBLIC_RECORDS, PreviewLink, Record
from explainer.models.preview_link import PreviewLinkQuerySet

from .auditing import Action, audit
from .permissions import Person, may_share, may_view, still_shares
from .working_copies import original, working_copy

SALT = "explainer.preview"
LIFETIMES = (1, 3, 14)  # days that an editor may choose from
FOR_ONESELF = timedelta(hours=2)
MOST_LIVING = 20  # links of one record that work at the same time


class WrongLinkError(Exception):
    """The link was never one of ours, or was changed on the way."""


class OldLinkError(Exception):
    """The link was good once: it has expired, was withdrawn, or its record or its maker's right is gone."""


@dataclass(frozen=True)
class Preview:
    """What a link opens, and until when."""

    record: Record
    token: str
    until: datetime
    reader: int = 0  # the key of the one account that it opens for; 0: whoever has it


@transaction.atomic
def make_link(*, record: Record, lifetime: timedelta, by: Person) -> Preview:
    """A new link to the preview of the record, or of its working copy, for whoever has it.

    Raises PermissionDenied, and ValidationError if too many links of it work already.
    """
    if not isinstance(by, User) or not may_share(by, original(record)):
        raise PermissionDenied
    if links_of(record=record).count() >= MOST_LIVING:
        raise ValidationError(_("%d links to it work already. Withdraw some first.") % MOST_LIVING)
    token, until = secrets.token_urlsafe(24), timezone.now() + lifetime
    PreviewLink.objects.create(kind=record.type_name, record=record.pk, digest=_digest(token), by=by, until=until)
    audit(Action.LINK, by=by, record=record, detail=f"until {until:%Y-%m-%d %H:%M}")
    return Preview(record, token, until)


def make_own_link(*, record: Record, by: Person) -> Preview:
    """A link that opens for this account alone, for two hours. Nothing is stored."""
    until = timezone.now() + FOR_ONESELF
    token = signing.dumps([*record.record_key, int(until.timestamp()), by.pk], salt=SALT)
    return Preview(record, token, until, by.pk or 0)


def read_link(token: str) -> Preview:
    """What a link opens. Five queries at most. Raises WrongLinkError or OldLinkError."""
    if ":" in token:
        return _read_own_link(token)
    link = PreviewLink.objects.filter(digest=_digest(token)).select_related("by").first()
    if link is None:
        raise WrongLinkError
    record = _record(link.kind, link.record)
    if link.withdrawn or timezone.now() >= link.until or not still_shares(link.by, original(record)):
        raise OldLinkError
    return Preview(record, token, link.until)


def _read_own_link(token: str) -> Preview:
    try:
        kind, pk, until, reader = signing.loads(token, salt=SALT, max_age=FOR_ONESELF)
    except signing.SignatureExpired as error:
        raise OldLinkError from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise WrongLinkError from error
    record, account = _record(kind, pk), User.objects.filter(pk=reader).first()
    if account is None or not may_view(account, original(record)):
        raise OldLinkError
    return Preview(record, token, datetime.fromtimestamp(until, tz=UTC), reader)


def _record(kind: str, pk: int) -> Record:
    record: Record | None = PUBLIC_RECORDS[kind]._base_manager.filter(pk=pk).first()
    if record is None:
        raise OldLinkError
    if record.is_working_copy:
        record.slug = record.wanted_slug
    return record


def links_of(*, record: Record) -> PreviewLinkQuerySet:
    """The links to a record and its working copy that work now, newest first."""
    copy = working_copy(record)
    return PreviewLink.objects.of(record, *([copy] if copy else [])).living().select_related("by")


@transaction.atomic
def withdraw_links(*, record: Record, by: Person, pk: int | None = None) -> int:
    """Make one link to the record's preview, or every one, open nothing from now on. Returns how many did before."""
    links = links_of(record=record)
    count = (links if pk is None else links.filter(pk=pk)).update(withdrawn=timezone.now())
    if count:
        audit(Action.WITHDRAWN, by=by, record=record, detail=str(count))
    return count


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
