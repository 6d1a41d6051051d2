"""The second factor: a passkey, a code from an app (TOTP, RFC 6238) or a recovery code, after the password.

django-otp keeps the devices, counts wrong codes and takes none twice. Of the two that fit Django's admin, it is the
one that leaves signing in, its limits and its screens to what is here already; django-allauth would replace them.
"""

from typing import Any

import segno
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import login, match_token, user_has_device
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from explainer.actions.auditing import Action, audit
from explainer.models import Passkey

from . import asking_again, passkeys

RECOVERY_CODES = 10


def is_missing(request: HttpRequest) -> str:
    """The name of the page that stands between this account and the desk: to give a code, or to set one up."""
    user = request.user
    if not user.is_authenticated or user.is_verified():  # type: ignore[attr-defined]  # django-otp's middleware
        return ""
    if user_has_device(user):
        return "second_factor"
    required = settings.SECOND_FACTOR == "administrators" and (user.is_superuser or user.has_perm("auth.change_user"))
    return "second_factor_setup" if required else ""


@require_http_methods(["GET", "POST"])
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a code, after the password."""
    onward = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        onward = reverse("admin:index")
    if not request.user.is_authenticated:
        return redirect("admin:login")
    if is_missing(request) != "second_factor":
        return redirect(onward)
    problem = ""
    if request.method == "POST":
        device = _given(request, request.user)
        if device:
            request.session.cycle_key()
            login(request, device)
            return redirect(onward)
        audit(Action.FAILED, by=request.user, detail="second factor")
        problem = _("That code is wrong, or was used already. Wait for the next one; after wrong ones the wait grows.")
        if "answer" in request.POST:
            problem = _("That passkey is none of yours here. Try again, or use a code.")
    context = {
        **admin.site.each_context(request), "title": _("Your second factor"), "problem": problem,
        "options": passkeys.options_to_use(request, request.user),
    }  # fmt: skip
    return render(request, "desk/second_factor.html", context, status=422 if problem else 200)


@transaction.atomic
def _given(request: HttpRequest, user: User) -> Device | None:
    """The device that the passkey or the code sent is of, if it is right."""
    if "answer" in request.POST:
        return passkeys.use(request, user, request.POST["answer"])
    return match_token(user, request.POST.get("code", "").replace(" ", ""))


@require_http_methods(["GET", "POST"])
@never_cache
def second_factor_setup(request: HttpRequest) -> HttpResponse:
    """Set the app up, get new recovery codes, or take the second factor away."""
    if not request.user.is_authenticated or not request.user.is_staff:
        return redirect("admin:login")
    if is_missing(request) == "second_factor":
        return redirect("second_factor")
    user, problem = request.user, ""
    if request.method == "POST":
        if page := asking_again.asked(request):
            return page
        choice = request.POST.get("choice", "")
        if choice == "remove":
            return _remove(request, user)
        if choice == "codes" and user_has_device(user):
            return _page(request, user, codes=new_codes(user))
        device = _waiting_device(user)
        if device.verify_token(request.POST.get("code", "").replace(" ", "")):
            return _page(request, user, codes=_confirm(request, user, device))
        problem = _("That code is wrong. Does the clock of your phone go right? Try the next one in a moment.")
    return _page(request, user, problem=problem)


def _waiting_device(user: User) -> TOTPDevice:
    """The device that is being set up: it counts once a code of it was right."""
    device: TOTPDevice = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "app"})[0]
    return device


@transaction.atomic
def _confirm(request: HttpRequest, user: User, device: TOTPDevice) -> list[str]:
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    request.session.cycle_key()
    login(request, device)
    audit(Action.SECOND_FACTOR, by=user, detail="set up")
    return new_codes(user)


@transaction.atomic
def new_codes(user: User) -> list[str]:
    """Ten codes for when the phone is lost, each good once; earlier ones are not good any more."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    audit(Action.SECOND_FACTOR, by=user, detail="new recovery codes")
    return codes


def take_away(user: User) -> None:
    """All of it: the app, the passkeys, the recovery codes."""
    for devices in (TOTPDevice, Passkey, StaticDevice):
        devices.objects.filter(user=user).delete()


@transaction.atomic
def _remove(request: HttpRequest, user: User) -> HttpResponse:
    take_away(user)
    audit(Action.SECOND_FACTOR, by=user, detail="removed")
    messages.success(request, _("Your password alone signs you in now."))
    return redirect("admin:index")


def _page(request: HttpRequest, user: User, *, codes: list[str] | None = None, problem: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        **admin.site.each_context(request), "title": _("Second factor"), "problem": problem, "codes": codes,
        "is_set_up": user_has_device(user), "has_app": TOTPDevice.objects.filter(user=user, confirmed=True).exists(),
        "passkeys": Passkey.objects.filter(user=user).count(), "has_permission": is_missing(request) == "",
    }  # fmt: skip
    if not context["has_app"]:
        device = _waiting_device(user)
        context["picture"] = segno.make(device.config_url).svg_data_uri(scale=4, border=2, light="#fff")
        context["secret"] = device.config_url.partition("secret=")[2].partition("&")[0]
    return render(request, "desk/second_factor_setup.html", context, status=422 if problem else 200)
