"""A forgotten password: a link by mail, where the server sends mail; else the page says whom to ask.

Whoever was invited chooses their first password on the same page, by the link of invitation_links.py.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import reverse_lazy

from explainer.actions.auditing import Action, audit
from explainer.actions.invitation_links import invitation_tokens
from explainer.actions.inviting import accounts_at, is_invited

EMAIL = "registration/password_reset_email.html"


class ResetForm(PasswordResetForm):
    """Who has an invitation and no password yet gets a link too: Django sends none to accounts without a password."""

    def get_users(self, email: str) -> Iterator[User]:
        yield from super().get_users(email)
        invited = accounts_at(email).filter(is_active=True)
        yield from (user for user in invited if user.email.casefold() == email.casefold() and is_invited(user))


class ResetView(views.PasswordResetView):
    """Asks for the address. Whether an account has it is told to nobody."""

    form_class = ResetForm
    success_url = reverse_lazy("password_reset_done")
    template_name = "desk/password_reset.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**admin.site.each_context(self.request), **context, "sends_mail": settings.HAS_MAIL}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return super().post(request, *args, **kwargs) if settings.HAS_MAIL else self.get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        for user in form.get_users(form.cleaned_data["email"]):
            audit(Action.PASSWORD, by=user, record=user, detail="a link was asked for by mail")
        return super().form_valid(form)


class ConfirmView(views.PasswordResetConfirmView):
    """Sets the new password."""

    template_name = "desk/password_confirm.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        audit(Action.PASSWORD, by=form.user, record=form.user, detail="set by the link")
        return response


class AcceptView(ConfirmView):
    """The same page for somebody who was invited: it sets their first password, by a link of its own kind and life."""

    token_generator = invitation_tokens  # of Django's it has what the page uses
    extra_context = {"is_invitation": True}


# The link leads to the site itself, whatever host the request has named: its token is nobody else's.
SITE = urlsplit(settings.SITE_URL)
NAMED = {"site_name": settings.SITE_NAME, "protocol": SITE.scheme, "domain": SITE.netloc}
reset = ResetView.as_view(extra_email_context=NAMED)
done = views.PasswordResetDoneView.as_view()
confirm = ConfirmView.as_view()
accept = AcceptView.as_view()
complete = views.PasswordResetCompleteView.as_view()
