"""Says who else has a record open, and remembers that somebody has."""

from django.contrib.auth.models import User
from django.utils import timezone

from explainer.models import Presence, Record


def be_here(*, record: Record, user: User) -> list[Presence]:
    """Note that the user has the record open now. Returns who else has, who came first first. At most five queries."""
    now = timezone.now()
    Presence.objects.gone(now).delete()
    place = {"user": user, "kind": record.type_name, "record": record.original_pk}
    if not Presence.objects.filter(**place).update(seen=now):
        Presence.objects.get_or_create(**place, defaults={"since": now, "seen": now})
    return list(Presence.objects.of(record.type_name, record.original_pk).exclude(user=user))


def leave(*, record: Record, user: User) -> None:
    """The user's screen was closed. Another one of theirs says so within half a minute."""
    Presence.objects.of(record.type_name, record.original_pk).filter(user=user).delete()
