"""Who may do what to which record, beyond what a role's permissions say of a whole model.

Contributors change what they wrote themselves while it is a draft, and nothing that readers can see. Whoever may
publish a kind of record may do anything to it. Screens ask here for their buttons, and addresses ask here again.
"""

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model, Q

from explainer.models import Annotation, Article, Citation, Claim, Event, Note, Source, State

Person = User | AnonymousUser


def may_publish(user: Person, record: Model | type[Model]) -> bool:
    """True if the user may publish, schedule and take down records of this kind: an article, a note or a claim."""
    return user.has_perm(f"explainer.publish_{record._meta.model_name}")


def may_change(user: Person, record: Model) -> bool:
    """True if the user may change this article, note, claim, source or annotation."""
    if not may_write(user, record):
        return False
    if isinstance(record, Annotation):
        return may_change(user, record.article)
    if isinstance(record, Source):
        return user.has_perm("explainer.publish_article") or not _is_read(record)
    if isinstance(record, Article | Note | Claim):
        return may_publish(user, record) or _is_own_draft(user, record)
    return True


def steps(user: Person, record: Article | Note | Claim) -> list[str]:
    """The steps that the user may take with a record now, most likely first.

    Of "submit", "publish", "schedule", "draft", "take_down".
    """
    if not record.pk:
        return ["submit", "publish"] if may_publish(user, record) else ["submit"]
    if not may_publish(user, record):
        is_own = record.made_by_id == user.pk and may_write(user, record)
        return {State.DRAFT: ["submit"], State.REVIEW: ["draft"]}.get(State(record.state), []) if is_own else []
    at_a_time = ["schedule"] if isinstance(record, Article) else []
    if record.is_public:
        return ["take_down"]
    return {
        State.DRAFT: ["publish", *at_a_time, "submit"],
        State.REVIEW: ["publish", *at_a_time, "draft"],
        State.PUBLISHED: ["publish", *at_a_time, "draft"],  # at a time to come
        State.TAKEN_DOWN: ["publish", "draft"],
    }[State(record.state)]


def may_write(user: Person, record: Model) -> bool:
    """True if the user's role changes records of this kind at all."""
    return user.has_perm(f"explainer.change_{record._meta.model_name}")


def _is_own_draft(user: Person, record: Article | Note | Claim) -> bool:
    return record.pk is None or (record.state == State.DRAFT and record.made_by_id == user.pk)


def _is_read(source: Source) -> bool:
    """True if anything published shows the source."""
    published = Q(note__state=State.PUBLISHED) | Q(claim__state=State.PUBLISHED) | Q(article__state=State.PUBLISHED)
    cited = Citation.objects.filter(published, source=source)
    return cited.exists() or Event.objects.filter(source=source, note__state=State.PUBLISHED).exists()
