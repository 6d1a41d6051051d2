"""People are invited by mail: an account with roles and no password yet, and a link with which its owner chooses one.

The link works once, and for settings.INVITATION_HOURS (invitation_links.py). No row keeps it, since whoever can read
jobs or a backup could take the account: the job makes it as it sends the mail. An invitation is accepted once there is
a password; when it was sent last, the audit log knows.
"""

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django_tasks import task

from explainer.models import AuditEntry

from .auditing import Action, audit
from .invitation_links import good_until, is_open, link_of
from .mailing import hand_over, language_of_mails
from .moments import day_and_hour, zone_name
from .permissions import Person

TRIES = 3  # where others make accounts in the same moment


def invite(*, email: str, roles: Collection[Group], by: Person, first_name: str = "", last_name: str = "") -> User:
    """Make the account, and send the mail where mail is configured. Raises ValidationError for an address in use."""
    for _try in range(TRIES):
        known = accounts_at(email).order_by("-is_active", "pk").first()
        if known:
            raise ValidationError({"email": _is_known(known)})
        user = User(username=_free_name(email), email=email, first_name=first_name, last_name=last_name, is_staff=True)
        user.set_unusable_password()
        try:
            with transaction.atomic():
                user.save()
                user.groups.set(roles)
                names = ", ".join(sorted(role.name for role in roles))
                audit(Action.INVITED, by=by, record=user, detail=f"as {names}")
                _send(user, by)
        except IntegrityError:  # somebody took the name meanwhile, or invites the same person
            continue
        return user
    raise ValidationError(_("Others are being invited at this moment. Try again."))


def accounts_at(email: str) -> QuerySet[User]:
    """The accounts with this address, in whatever case; ended ones too."""
    return User.objects.filter(email__iexact=email)


@transaction.atomic
def invite_again(*, user: User, by: Person) -> None:
    """Another mail with a new link, to whoever has no password yet. Raises ValidationError if they have one by now."""
    if not is_invited(user):
        raise ValidationError(_("%s can sign in already, and needs no invitation.") % user.get_username())
    audit(Action.INVITED, by=by, record=user, detail="again")
    _send(user, by)


def is_invited(user: User) -> bool:
    """True if the user was invited and has not chosen a password yet. One query."""
    return user.is_active and is_open(user) and _lines().filter(record=user.pk).exists()


def with_invitations(users: QuerySet[User]) -> QuerySet[User]:
    """The users, each with when it was invited last, in `invited_at`; None if it never was."""
    last = _lines().filter(record=OuterRef("pk")).order_by("-at").values("at")[:1]
    return users.annotate(invited_at=Subquery(last))


def _lines() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(action=Action.INVITED, kind="user")


@task()
def send_invitation(pk: int, who: str) -> None:
    """The mail to the account of this key, in the name of `who`; none if it was accepted or ended meanwhile."""
    user = User.objects.filter(pk=pk).first()
    if user is None or not is_invited(user):
        return
    with translation.override(language_of_mails()):
        site = settings.SITE_NAME
        said = {"who": who, "site": site, "until": day_and_hour(good_until()), "zone": zone_name()}
        lines = [
            _("%(who)s invites you to the desk of %(site)s.") % said,
            _("Choose a password here. The link works once, until %(until)s (%(zone)s):") % said,
            link_of(user),
            _("Your user name is: %s") % user.get_username(),
            _("From then on you sign in here:"),
            settings.SITE_URL + reverse("admin:index"),
            _("If the link no longer works, ask %(who)s to invite you again.") % said,
        ]
        hand_over(user.email, _("Invitation to %s") % site, "\n\n".join(lines))


def _send(user: User, by: Person) -> None:
    if settings.HAS_MAIL:
        send_invitation.enqueue(user.pk, (by.get_full_name() if isinstance(by, User) else "") or by.get_username())


def _is_known(user: User) -> str:
    said = {"email": user.email, "name": user.get_username()}
    if not user.is_active:
        return _("%(email)s has an account already, “%(name)s”, which was ended: make it active again.") % said
    if is_invited(user):
        return _("%(email)s is invited already, as “%(name)s”. The list of people has “Invite again”.") % said
    return _("%(email)s has an account already: “%(name)s”.") % said


def _free_name(email: str) -> str:
    """What stands before the @, as a user name; with a number behind it where others have that."""
    name = slugify(email.partition("@")[0].replace(".", "-")) or "person"
    taken = set(User.objects.filter(username__istartswith=name).values_list("username", flat=True))
    known = {each.lower() for each in taken}
    number = 1
    while (found := name if number == 1 else f"{name}{number}") in known:
        number += 1
    return found
