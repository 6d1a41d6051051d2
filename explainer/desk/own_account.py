"""One's own account: name and e-mail address, and the ways to password, second factor and sessions."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from explainer.actions.auditing import Action, audit
from explainer.actions.inviting import accounts_at

from . import asking_again
from .people import end_sessions
from .rights import role_name

SIGN_OUT = "sign_out"  # the choice of the page's other form


class AccountForm(forms.ModelForm):
    """What somebody says of themselves. Their roles are given by administrators."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email"]

    def clean_email(self) -> str:
        """A link for a new password goes to it, so no two accounts share one."""
        email: str = self.cleaned_data["email"]
        if email and accounts_at(email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another account has this address. Use one that is yours alone."))
        return email


@require_http_methods(["GET", "POST"])
@never_cache
def own_account(request: HttpRequest) -> HttpResponse:
    """The page, and what is done on it. A new address and signing out elsewhere ask for the password once more."""
    user = User.objects.get(username=request.user.get_username())
    if request.method != "POST":
        return _page(request, AccountForm(instance=user))
    if request.POST.get("choice") == SIGN_OUT:
        return asking_again.asked(request) or _sign_out_elsewhere(request, user)
    form = AccountForm(request.POST, instance=user)
    if not form.is_valid():
        return _page(request, form, status=422)
    page = asking_again.asked(request) if "email" in form.changed_data else None
    return page or _save(request, user, form)


@transaction.atomic
def _save(request: HttpRequest, user: User, form: AccountForm) -> HttpResponse:
    if form.has_changed():
        form.save()
        audit(Action.ACCOUNT, by=user, record=user, detail=f"own {', '.join(form.changed_data)}")
    messages.success(request, _("Saved."))
    return redirect("own_account")


def _sign_out_elsewhere(request: HttpRequest, user: User) -> HttpResponse:
    count = end_sessions([user], but=request.session.session_key)[user]
    audit(Action.SIGNED_OUT, by=user, record=user, detail=f"{count} other sessions ended by their owner")
    said = ngettext("Ended one other session.", "Ended %(n)d other sessions.", count)
    messages.success(request, said % {"n": count} if count else _("You are signed in nowhere else."))
    return redirect("own_account")


def _page(request: HttpRequest, form: AccountForm, status: int = 200) -> HttpResponse:
    user = form.instance
    context: dict[str, Any] = {
        **admin.site.each_context(request), "title": _("Your account"), "form": form, "sign_out": SIGN_OUT,
        "roles": [role_name(group.name) for group in user.groups.order_by("name")],
    }  # fmt: skip
    return render(request, "desk/own_account.html", context, status=status)
