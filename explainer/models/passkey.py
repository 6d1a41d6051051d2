"""Passkeys: keys that a person's phone, computer or security key keeps, beside the codes of an app.

Devices of django-otp like those codes, so that whoever has one is asked for it, and a session knows that it was given.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device


class Passkey(Device):
    """What is known of a passkey: never its secret, which doesn't leave the device."""

    credential = models.CharField(
        _("number"), max_length=1400, unique=True, help_text=_("What the device calls it, in base64url.")
    )  # WebAuthn level 3, section 4 (credential ID): at most 1,023 bytes
    public_key = models.BinaryField(_("public key"), help_text=_("In the form of COSE, RFC 9052."))
    uses = models.PositiveBigIntegerField(
        _("uses"), default=0, help_text=_("The device’s own counter; 0 if it doesn’t count.")
    )
    made_at = models.DateTimeField(_("added"), default=timezone.now, help_text=_("When it was added."))
    used_at = models.DateTimeField(_("last used"), null=True, help_text=_("When it last signed somebody in."))

    class Meta:
        ordering = ["made_at"]
        verbose_name = _("passkey")
        verbose_name_plural = _("passkeys")
        default_permissions = ()
