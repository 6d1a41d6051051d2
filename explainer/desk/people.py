"""People and roles: administrators manage accounts without being superusers."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from explainer.actions.auditing import Action, audit
from explainer.actions.invitation_links import is_open
from explainer.actions.inviting import with_invitations

from . import asking_again, second_factor
from .audited_settings import AuditedSettings
from .record_admin import VersionedAdmin
from .rights import RoleFilter, role_name, say_in_words
from .versioned_form import VersionedForm

ROLES_ALONE = ("is_superuser", "user_permissions")  # what only a superuser gives: rights come by role
admin.site.unregister([User, Group])
admin.site.unregister([TOTPDevice, StaticDevice])  # their secrets are nobody's but their owners'


class PersonForm(VersionedForm, UserChangeForm):
    """An account's form."""


@admin.register(User)
class PeopleAdmin(VersionedAdmin, UserAdmin):
    """Nobody makes anybody more than they are. Accounts end by "active", so that what was done keeps its name."""

    form = PersonForm

    list_filter = ["is_active", ("groups", RoleFilter), "is_superuser"]
    list_display = ["username", "email", "first_name", "last_name", "is_active", "last_login", "invitation"]

    actions = ["take_second_factor_away", "sign_out"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return with_invitations(super().get_queryset(request))

    @admin.display(description=_("invitation"), ordering="invited_at")
    def invitation(self, user: Any) -> str:
        """Since when somebody was asked in who has not come yet, and the way to ask again."""
        if not (user.invited_at and user.is_active and is_open(user)):
            return ""
        day = date_format(localtime(user.invited_at), "DATE_FORMAT")
        again = f"{reverse('invite_person')}?again={user.pk}"
        words = gettext("Invited on %(day)s, not yet accepted.") % {"day": day}
        link = gettext("Invite again"), gettext("Invite %s again") % user.get_username()
        return format_html('{} <a href="{}" aria-label="{}">{}</a>', words, again, link[1], link[0])

    @admin.action(description=_("Sign out everywhere (a lost computer)"), permissions=["change"])
    def sign_out(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """End all sessions of these accounts, and say how many there were."""
        if page := asking_again.asked(request):
            return page
        users = [user for user in queryset if self.has_change_permission(request, user)]
        for user, count in end_sessions(users).items():
            audit(Action.SIGNED_OUT, by=request.user, record=user, detail=f"{count} sessions ended by an administrator")
            name = user.get_username()
            said = ngettext("Ended one session of %(name)s.", "Ended %(count)d sessions of %(name)s.", count)
            self.message_user(request, said % {"name": name, "count": count})
        return None

    @admin.action(description=_("Take the second factor away (phone and codes lost)"), permissions=["change"])
    def take_second_factor_away(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """For whoever lost the phone and the recovery codes: the password alone signs them in."""
        if page := asking_again.asked(request):
            return page
        for user in [user for user in queryset if self.has_change_permission(request, user)]:
            second_factor.take_away(user)
            audit(Action.SECOND_FACTOR, by=request.user, record=user, detail="taken away")
        return None

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._asked(request) or super().changeform_view(request, *args, **kwargs)

    def _asked(self, request: HttpRequest) -> HttpResponse | None:
        """Before an account is made or changed. Whoever may not do it is refused first, by the admin itself."""
        may = self.has_change_permission(request) or self.has_add_permission(request)
        return asking_again.asked(request) if request.method == "POST" and may else None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = _roles(form.instance)
        super().save_related(request, form, formsets, change)
        now = _roles(form.instance)
        changed = sorted({*form.changed_data} - {"groups", "password1", "password2", "usable_password"})
        audit(Action.ACCOUNT, by=request.user, record=form.instance, detail=f"{', '.join(changed)} ({before} → {now})")

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        if page := self._asked(request):
            return page
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            audit(Action.PASSWORD, by=request.user, record=self.get_object(request, id))
        return response

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        """With the roles that give nothing beyond the giver's own rights, and those that the account has already."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if "groups" in form.base_fields and not request.user.is_superuser:
            offered = Q(pk__in=within_rights_of(request.user)) | (Q(user=obj) if obj else Q())
            form.base_fields["groups"].queryset = Group.objects.filter(offered).distinct().order_by("name")
        say_in_words(form)
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, *ROLES_ALONE)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and may_more(obj, request.user)
        return not above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


def end_sessions(users: list[User], but: str | None = None) -> dict[User, int]:
    """Delete every session of these accounts, except the one with the key `but`. Returns how many of each went.

    Sessions have no column for whose they are.
    """
    counts = dict.fromkeys(users, 0)
    by_key = {str(user.pk): user for user in users}
    for session in Session.objects.exclude(pk=but or "").iterator(chunk_size=200):
        if user := by_key.get(session.get_decoded().get(SESSION_KEY, "")):
            session.delete()
            counts[user] += 1
    return counts


def may_more(account: User, user: Any) -> bool:
    """True if the account may do what the user may not, or could once it is made active."""
    if user.is_superuser or account.pk == user.pk:
        return False
    given = Permission.objects.filter(Q(user=account) | Q(group__user=account))
    return account.is_superuser or given.exclude(pk__in=rights_of(user)).exists()


def rights_of(user: Any) -> QuerySet[Permission]:
    """What the user may, by role or alone. A superuser may anything."""
    own = Q() if user.is_superuser else Q(user=user.pk) | Q(group__user=user.pk)
    return Permission.objects.filter(own).order_by().distinct()


def within_rights_of(user: Any) -> QuerySet[Group]:
    """The roles that may nothing which the user may not."""
    return Group.objects.exclude(permissions__in=Permission.objects.exclude(pk__in=rights_of(user)))


def _roles(user: User) -> str:
    """What an account may do now, in short."""
    roles = ", ".join(user.groups.order_by("name").values_list("name", flat=True)) or "no role"
    return f"{roles}{', superuser' if user.is_superuser else ''}"


@admin.register(Group)
class RoleAdmin(AuditedSettings, VersionedAdmin, GroupAdmin):
    """What a role may do: nothing that whoever says so may not, beside what it may already."""

    list_display = ["role"]

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        with override(None):  # as its name is kept: the log has one for all
            return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        with override(None):
            return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        with override(None):
            return super().log_deletions(request, queryset)

    @admin.display(description=_("name"), ordering="name")
    def role(self, group: Group) -> str:
        return role_name(group.name)

    def get_form(self, request: HttpRequest, obj: Group | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if "permissions" in form.base_fields:
            field = form.base_fields["permissions"]
            offered = Q(pk__in=rights_of(request.user)) | (Q(group=obj) if obj and obj.pk else Q())
            field.queryset = field.queryset.filter(offered).distinct()
        say_in_words(form)
        return form

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The roles, and whom each leaves: not Django's row for every right of theirs."""
        _rows, _counts, missing, protected = super().get_deleted_objects(objs, request)
        named: list[Any] = []
        for role in objs:
            people = [user.get_username() for user in role.user_set.order_by("username")]
            named += [
                role_name(role.name),
                [_("It is taken from: %s") % ", ".join(people) if people else _("Nobody has it.")],
            ]
        return named, {self.opts.verbose_name_plural: len(objs)}, missing, protected

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._asked(request) or super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._asked(request) or super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._asked(request) or super().changelist_view(request, *args, **kwargs)

    def _asked(self, request: HttpRequest) -> HttpResponse | None:
        """Before a role is made, changed or deleted. Whoever may not do it is refused first, by the admin itself."""
        may = self.has_change_permission(request)
        return asking_again.asked(request) if request.method == "POST" and may else None
