"""Takes a picture into a text: made fit for the public, under a name that nobody guesses, and remembered."""

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from explainer.models import PictureUpload
from explainer.models.picture import fit_apart
from explainer.pictures import make_name


def upload_picture(content: bytes, *, by: User) -> PictureUpload:
    """Store the picture and remember whose it is. Raises UnfitPictureError if it can't be shown.

    The row comes first: a file without one would be deleted as left over.
    """
    fitted, ending = fit_apart(content)
    with transaction.atomic():
        upload = PictureUpload.objects.create(name=make_name(ending), by=by)
        default_storage.save(upload.name, ContentFile(fitted))
    return upload
