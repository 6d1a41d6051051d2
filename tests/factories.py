"""Plain functions that make records for tests. Each takes what the test cares about and fills in the rest."""

import io
from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from explainer.actions.roles import complete_administrators
from explainer.models import Annotation, Article, Citation, Claim, Note, Source, State

_numbers = iter(range(1, 10**9))


def make_article(body="The chief of MI6 spoke in Prague.\n\nHe recalled 1968.", *, state=State.PUBLISHED, **fields):
    number = next(_numbers)
    defaults = {"slug": f"article-{number}", "title": f"Article {number}", "published_at": timezone.now()}
    article = Article(**{**defaults, "body": body, "state": state, **fields})
    article.save()
    return article


def make_picture(width=40, height=30):
    """An upload: a grey picture of that many pixels."""
    file = io.BytesIO()
    Image.new("L", (width, height)).save(file, "PNG")
    return SimpleUploadedFile(f"picture-{next(_numbers)}.png", file.getvalue(), "image/png")


def make_note(*, state=State.PUBLISHED, **fields):
    number = next(_numbers)
    defaults = {
        "slug": f"note-{number}",
        "title": f"Note {number}",
        "kind": "concept",
        "summary": f"Summary of note {number}.",
    }
    return Note.objects.create(**{**defaults, "state": state, **fields})


def make_claim(*, state=State.PUBLISHED, **fields):
    number = next(_numbers)
    defaults = {
        "slug": f"claim-{number}",
        "title": f"Claim {number}",
        "kind": "fact",
        "summary": f"Why {number}.",
        "claimant": "Someone",
    }
    return Claim.objects.create(**{**defaults, "state": state, **fields})


def make_source(**fields):
    number = next(_numbers)
    return Source.objects.create(
        **{"slug": f"source-{number}", "title": f"Source {number}", "url": f"https://example.org/{number}", **fields}
    )


def cite(owner, source=None, **fields):
    return Citation.objects.create(**{owner._meta.model_name: owner, "source": source or make_source(), **fields})


def annotate(article, exact, item=None, *, nth=0):
    """Put a card on the `nth` occurrence of the words in the article."""
    item = item or make_note()
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(exact, start + 1)
    annotation = Annotation(article=article, **{item._meta.model_name: item})
    annotation.attach(start, start + len(exact))
    annotation.save()
    return annotation


def make_roles():
    """The newsroom's groups, where a test that emptied the database took them with it."""
    if not Group.objects.filter(name="Administrators").exists():
        import_module("explainer.migrations.0003_roles").make_roles(apps, None)
        complete_administrators()


def make_user(role, name=""):
    """A user of the desk with a role: "Contributors", "Editors" or "Administrators"; empty: without any."""
    make_roles()
    user = User.objects.create_user(name or f"user-{next(_numbers)}", password="x", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    return user
