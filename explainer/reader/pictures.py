"""Uploaded pictures: for everybody while something public shows them, else for who may see the draft or uploaded it."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe

from explainer.actions.permissions import may_view
from explainer.models import PictureUpload, PublicRecord
from explainer.models.picture import pictures_named
from explainer.pictures import smaller, whole_name
from explainer.publication.cache_keys import key, shows
from explainer.publication.pictures import named_by, shown_by

TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
TYPES["gif"] = "image/gif"  # pictures that were uploaded before GIF became PNG
TYPES["svg"] = "image/svg+xml"  # drawings of a newsroom that was loaded from files
BROWSERS = 3600  # seconds; shared caches are told when it goes


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """The picture, whole or in one of its small forms."""
    if path.rpartition(".")[2].lower() not in TYPES:
        raise Http404
    public = shown_by(path)
    if public:
        response = shows(picture(path, public), "media", keys=[key(record) for record in public])
        patch_cache_control(response, public=True, max_age=BROWSERS)
        return response
    drafts = named_by(path) if request.user.is_staff else []
    if not any(may_view(request.user, record) for record in drafts) and not _is_own_upload(request, path):
        raise Http404
    return private(picture(path, drafts))


def _is_own_upload(request: HttpRequest, path: str) -> bool:
    """True for what this user has put into a text that isn't saved yet."""
    return bool(request.user.is_staff) and PictureUpload.objects.filter(name=path, by=request.user.pk).exists()


def private(response: HttpResponse) -> HttpResponse:
    """Keep a picture that isn't public out of every cache."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True)
    return response


def picture(path: str, records: list[PublicRecord]) -> HttpResponse:
    """The bytes of the picture that these records name. Raises Http404 if its file is gone or damaged."""
    name, width = whole_name(path)
    own = {name for record in records for name in pictures_named(record)}
    whole = next((each for each in own if width and each.rpartition(".")[0] == name), path)
    try:
        with default_storage.open(whole) as file:
            content = file.read()
        body = smaller(content, width) if whole != path else content
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    return HttpResponse(body, content_type=TYPES[path.rpartition(".")[2].lower()])
