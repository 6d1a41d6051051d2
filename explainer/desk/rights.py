"""Roles and rights in the reader's language. The database keeps them in English: Django makes rights when it migrates,
the roles come with a migration, and the code knows them by their names."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ROLES = {"Contributors": _("Contributors"), "Editors": _("Editors"), "Administrators": _("Administrators")}
VERBS = {"add": _("can add"), "change": _("can change"), "delete": _("can delete"), "view": _("can view")}
WITHOUT_SCREENS = ("otp_totp", "otp_static")  # what the desk has no screen of nobody needs a right to
# Beside Django's own, by their code names.
RIGHTS = {
    "publish_article": _("can publish, schedule and take down"),
    "publish_note": _("can publish, schedule and take down"),
    "publish_claim": _("can publish, schedule and take down"),
    "purge_article": _("can remove for good what readers could see"),
    "purge_note": _("can remove for good what readers could see"),
    "purge_claim": _("can remove for good what readers could see"),
}


def _named(role: Group) -> str:
    return role_name(role.name)


Group.add_to_class("__str__", _named)  # on the pages of a role, and where those of an account are read


def role_name(name: str) -> str:
    """A role by what the database calls it. One that the newsroom made has the name that it was given."""
    return str(ROLES.get(name, name))


def right_words(right: Permission) -> str:
    """ "Newsroom | article | can publish, schedule and take down"."""
    kind, code = right.content_type, right.codename
    words = RIGHTS.get(code) or VERBS.get(code.removesuffix(f"_{kind.model}")) or gettext(right.name)
    return f"{kind} | {words}"


class RoleFilter(admin.RelatedFieldListFilter):
    """By role, each by its name in the reader's language."""

    def field_choices(self, field: Any, request: Any, model_admin: Any) -> Any:
        return [(pk, role_name(str(name))) for pk, name in super().field_choices(field, request, model_admin)]


def say_in_words(form: type[forms.ModelForm[Any]]) -> None:
    """Give the fields of a form that offer roles or rights the words for them."""
    for name, words in (("groups", of_role), ("permissions", right_words), ("user_permissions", right_words)):
        if name in form.base_fields:
            field: Any = form.base_fields[name]
            field.label_from_instance = words
            if name != "groups":
                field.queryset = field.queryset.exclude(content_type__app_label__in=WITHOUT_SCREENS)


def of_role(role: Group) -> str:
    return role_name(role.name)
