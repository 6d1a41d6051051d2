"""The newsroom's roles as groups: contributors write, editors publish, administrators do everything.

Django makes permissions only after all migrations have run, so those that the groups need are made here first.
Which records a role may change besides is for `explainer.actions.permissions` to say.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

WRITE = ("add", "change", "view")
ALL = ("add", "change", "delete", "view")
PUBLISHED = ("article", "note", "claim")
PARTS = {"annotation": ALL, "event": ALL, "citation": ALL, "revision": ("view",)}
ROLES = {
    "Contributors": {**dict.fromkeys(PUBLISHED, WRITE), "source": WRITE, "claimant": WRITE, **PARTS},
    "Editors": {
        **dict.fromkeys(PUBLISHED, (*ALL, "publish")), "source": ALL, "claimant": ALL, "rejection": ALL, **PARTS,
        "theme": ("view",), "scaleverdict": ("view",), "embeddingsite": ("view",), "embedcount": ("view",),
    },
}  # fmt: skip


def make_roles(apps, schema_editor):
    for label in ("explainer", "auth", "admin"):
        config = apps.get_app_config(label)
        if not getattr(config, "models_module", None):
            config.models_module = True  # else it makes none: what a migration sees of an app has no module of models
        create_permissions(config, apps=apps, verbosity=0)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ours = Permission.objects.filter(content_type__app_label="explainer")
    for name, models in ROLES.items():
        codes = [f"{verb}_{model}" for model, verbs in models.items() for verb in verbs]
        Group.objects.get_or_create(name=name)[0].permissions.add(*ours.filter(codename__in=codes))
    people = Permission.objects.filter(content_type__app_label="auth", content_type__model__in=["user", "group"])
    log = Permission.objects.filter(content_type__app_label="admin", codename="view_logentry")
    Group.objects.get_or_create(name="Administrators")[0].permissions.add(*ours, *people, *log)


class Migration(migrations.Migration):
    dependencies = [
        ("explainer", "0002_search"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
