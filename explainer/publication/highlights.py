"""What the first page shows beside articles. The page and what makes it stale ask here, so they can't differ."""

from typing import Any

from django.db.models import F

from explainer.models import Claim, Note, Revision

MOST = {"claim": 5, "note": 8}
MOST_CORRECTIONS = 3


def highlights(type_name: str) -> list[Any]:
    """The claims that were checked last, or the notes that most articles use; none of other records. One query."""
    if type_name == "claim":
        newest = Claim.objects.published().order_by(F("as_of").desc(nulls_last=True), "-pk")
        return list(newest[: MOST["claim"]])
    return list(Note.objects.most_used()[: MOST["note"]]) if type_name == "note" else []


def latest_corrections() -> list[Revision]:
    """The last corrections of what is public, with their records. One query."""
    return list(Revision.objects.corrections().defer("snapshot")[:MOST_CORRECTIONS])
