"""What was typed and can't be saved yet is kept on the server too, so that its writer goes on at another device.

`static/js/desk/kept.js` offers it as it offers what the browser has kept itself.
"""

import json
import re
from typing import Any

from django.http import HttpRequest, QueryDict

from explainer.models import KeptForm

MOST = 2_000_000  # characters; what is longer stays in the browser alone


def keep(request: HttpRequest, kind: str, record: int | None) -> bool:
    """Keep what the request's form says, in place of what was kept of it before. False if it is too much."""
    fields = _fields(request.POST)
    if len(json.dumps(fields)) > MOST:
        return False
    KeptForm.objects.update_or_create(
        user_id=request.user.pk or 0, kind=kind, record=record or 0, defaults={"fields": fields}
    )
    return True


def _fields(sent: QueryDict) -> dict[str, str]:
    """The fields as drafts.js keeps them: no keys of rows, which are other ones after each save."""
    left_out = re.compile(r"_|csrfmiddlewaretoken|.*__prefix__|\w+-\d+-(id|article|note|claim)$")
    return {name: str(sent[name]) for name in sent if not left_out.match(name)}


def forget(request: HttpRequest, kind: str, *records: int | None) -> None:
    """It is saved: nothing has to be kept of these forms."""
    for record in records:
        KeptForm.objects.of(request.user, kind, record).delete()


def kept(request: HttpRequest, kind: str, record: int | None) -> dict[str, Any] | None:
    """What this user has typed into the form and not saved: `at` in milliseconds since 1970, and `values`."""
    found = KeptForm.objects.of(request.user, kind, record).first()
    return {"at": int(found.at.timestamp() * 1000), "values": found.fields} if found else None
