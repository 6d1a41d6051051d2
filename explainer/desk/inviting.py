"""The page that invites a person: by mail, or without mail by a link for the administrator to hand over."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from explainer.actions import inviting
from explainer.actions.invitation_links import good_until, link_of
from explainer.text.numbers import whole_number

from . import asking_again
from .people import may_more, within_rights_of
from .rights import of_role

WHO = ("email", "first_name", "last_name")


class InvitationForm(forms.ModelForm):
    """Whom, and as what: roles that give nothing beyond the giver's own rights."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    roles = forms.ModelMultipleChoiceField(
        Group.objects.none(), label=gettext_lazy("Roles"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = WHO

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        roles = cast(forms.ModelMultipleChoiceField, self.fields["roles"])
        roles.queryset = (Group.objects.all() if by.is_superuser else within_rights_of(by)).order_by("name")
        roles.label_from_instance = of_role  # type: ignore[method-assign,assignment]  # Django's own way to say it


@require_http_methods(["GET", "POST"])
@never_cache
def invite_person(request: HttpRequest) -> HttpResponse:
    """GET asks whom, or with `again` whether to send another mail to that account; POST does it."""
    if not request.user.has_perms(["auth.add_user", "auth.change_user"]):
        raise PermissionDenied
    by, again = cast(User, request.user), _account(request)
    if request.method != "POST":
        return _page(request, InvitationForm(by=by), again)
    if page := asking_again.asked(request):
        return page
    form = InvitationForm(request.POST, by=by)
    try:
        if again:
            inviting.invite_again(user=again, by=by)
            return _done(request, again)
        if form.is_valid():
            return _done(request, inviting.invite(by=by, **form.cleaned_data))
    except ValidationError as error:
        if again:
            messages.error(request, " ".join(error.messages))
            return redirect("admin:auth_user_changelist")
        form.add_error(None, error)
    return _page(request, form, None)


def _account(request: HttpRequest) -> User | None:
    """The account that is to be invited again, if one is named. Nobody opens a way into one that may more."""
    if not (named := request.GET.get("again", "")):
        return None
    account = get_object_or_404(User, pk=whole_number(named) or 0)
    if may_more(account, request.user):
        raise PermissionDenied
    return account


def _page(request: HttpRequest, form: InvitationForm, again: User | None) -> HttpResponse:
    title = _("Invite %s again") % again.get_username() if again else _("Invite a person")
    context = {
        **admin.site.each_context(request), "title": title, "form": form, "again": again, "opts": User._meta,
        "has_mail": settings.HAS_MAIL, "hours": settings.INVITATION_HOURS,
    }  # fmt: skip
    return render(request, "desk/invite.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, user: User) -> HttpResponse:
    """Back to the list; without mail the link, in this answer and nowhere else."""
    if settings.HAS_MAIL:
        messages.success(request, _("%s is invited by mail.") % user.email)
        return redirect("admin:auth_user_changelist")
    context = {
        **admin.site.each_context(request), "title": _("%s is invited") % user.get_username(), "opts": User._meta,
        "account": user, "link": link_of(user), "until": good_until(),
    }  # fmt: skip
    return render(request, "desk/invited.html", context)
