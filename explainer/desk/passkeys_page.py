"""One's own passkeys: added, given a name, removed."""

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import login
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from explainer.actions.auditing import Action, audit
from explainer.models import Passkey

from . import asking_again, passkeys
from .second_factor import is_missing, new_codes


@require_http_methods(["GET", "POST"])
@never_cache
def own_passkeys(request: HttpRequest) -> HttpResponse:
    """The list, and what is done with it. Asked for the password again before each change."""
    user = request.user
    if not user.is_authenticated or not user.is_staff:
        return redirect("admin:login")
    if is_missing(request) == "second_factor":
        return redirect("second_factor")
    if request.method != "POST":
        return _page(request, user)
    if page := asking_again.asked(request):
        return page
    if "answer" in request.POST:
        return _add(request, user)
    passkey = Passkey.objects.filter(user=user, pk=_number(request.POST.get("passkey", ""))).first()
    if passkey and request.POST.get("choice") == "remove":
        _remove(user, passkey)
        messages.success(request, _("“%s” signs you in no more.") % passkey.name)
    elif passkey and (name := request.POST.get("name", "").strip()[:64]):
        passkey.name = name
        passkey.save(update_fields=["name"])
    else:
        return _page(request, user, problem=_("Give it a name."))
    return redirect("own_passkeys")


def _number(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else 0


@transaction.atomic
def _add(request: HttpRequest, user: User) -> HttpResponse:
    name = request.POST.get("name", "").strip()[:64] or _("Passkey")
    passkey = passkeys.add(request, user, request.POST["answer"], name)
    if passkey is None:
        return _page(request, user, problem=_("That didn’t work, and nothing was added. Try again."))
    request.session.cycle_key()
    login(request, passkey)
    audit(Action.SECOND_FACTOR, by=user, detail="passkey added")
    if StaticDevice.objects.filter(user=user).exists():
        return redirect("own_passkeys")
    return _page(request, user, codes=new_codes(user))


@transaction.atomic
def _remove(user: User, passkey: Passkey) -> None:
    """Recovery codes go with the last device that they stand in for."""
    passkey.delete()
    if not (Passkey.objects.filter(user=user).exists() or TOTPDevice.objects.filter(user=user, confirmed=True)):
        StaticDevice.objects.filter(user=user).delete()
    audit(Action.SECOND_FACTOR, by=user, detail="passkey removed")


def _page(request: HttpRequest, user: User, *, codes: list[str] | None = None, problem: str = "") -> HttpResponse:
    context = {
        **admin.site.each_context(request), "title": _("Passkeys"), "problem": problem, "codes": codes,
        "passkeys": Passkey.objects.filter(user=user), "options": passkeys.options_to_add(request, user),
        "has_permission": is_missing(request) == "",
    }  # fmt: skip
    return render(request, "desk/passkeys.html", context, status=422 if problem else 200)
