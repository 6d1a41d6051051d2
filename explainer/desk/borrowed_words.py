"""Texts that the desk shows and that are others' own: Django's, django-axes', django-tasks', django-otp's.

Their catalogues lack them in German. They are named here so that ours has them (`manage.py messages`); ours comes
before theirs (LOCALE_PATHS). What stands in a newer German catalogue of theirs may go from here.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

# Django's scripts get theirs from another catalogue, into which `site` puts these.
OF_SCRIPTS = (
    _('Choose %s by selecting them and then select the "Choose" arrow button.'),
    _("Choose all %s"),
    _("Choose selected %s"),
    _("Remove selected %s"),
    _('Remove %s by selecting them and then select the "Remove" arrow button.'),
    _("(click to clear)"),
    _("Remove all %s"),
)

OF_DJANGO = (
    _(" By %(filter_title)s "),  # in German a title needs a case after "nach", so the translation is the title alone
    _("%(model)s instance with %(field)s %(value)r is not a valid choice."),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Disable password-based authentication"),
    _("Enable password-based authentication"),
    _("In case you’ve forgotten, you are:"),
    _("Conflicting form data submitted. Please try again."),
    _("Password-based authentication was disabled."),
    _("Set password: %s"),
    _("Reset password"),
    _("Set password"),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to "
        "authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    _("Password-based authentication"),
    _("Enabled"),
    _("Disabled"),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("Enable password-based authentication for this user by setting a password."),
)

OF_AXES = (
    _("Access Attempt"), _("access attempt expiration"), _("access attempt expirations"), _("Expires At"),
    _("The time when access attempt expires and is no longer valid."), _("Session key hash (sha256)"),
    _("Locked Out"), _("Not set"),
)  # fmt: skip

OF_TASKS = (
    _("Task Result"), _("Task Results"), _("args kwargs"), _("backend name"), _("enqueued at"),
    _("exception class path"), _("finished at"), _("priority"), _("queue name"), _("return value"), _("run after"),
    _("started at"), _("status"), _("task path"), _("traceback"), _("worker id"), pgettext_lazy("Task", "Ready"),
    pgettext_lazy("Task", "Running"), pgettext_lazy("Task", "Failed"), pgettext_lazy("Task", "Successful"),
)  # fmt: skip
