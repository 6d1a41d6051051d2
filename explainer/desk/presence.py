"""Who else is here: what a record's screens ask every half minute, and say with it that they are open.

Names go to people who may change the record, and only they are named.
"""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from explainer.actions.presence import be_here, leave
from explainer.actions.working_copies import to_edit
from explainer.models import Article, Claim, Note, Presence


@require_POST
def here(request: HttpRequest, pk: int, model: type[Article] | type[Note] | type[Claim]) -> JsonResponse:
    """JSON {said}: a sentence for each who has the record open too. With `leaving` this user has it open no more."""
    record, user = to_edit(request.user, model, pk), cast(User, request.user)
    if "leaving" in request.POST:
        leave(record=record, user=user)
        return JsonResponse({"said": ""})
    return JsonResponse({"said": " ".join(map(_sentence, be_here(record=record, user=user)))})


def _sentence(presence: Presence) -> str:
    name = presence.user.get_full_name() or presence.user.get_username()
    since = date_format(localtime(presence.since), "TIME_FORMAT")
    return _("Since %(when)s %(who)s has this open too.") % {"who": name, "when": since}
