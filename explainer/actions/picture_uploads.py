"""Takes a picture into a text: under a name that nobody guesses, and remembered."""

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import transaction

from explainer.models import PictureUpload
from explainer.models.picture import FittedPicture


def upload_picture(picture: FittedPicture, *, by: User) -> PictureUpload:
    """Store the picture, as the form made it fit for the public, and remember whose it is.

    The row comes first: a file without one would be deleted as left over.
    """
    with transaction.atomic():
        upload = PictureUpload.objects.create(name=str(picture.name), by=by)
        default_storage.save(upload.name, picture)
    return upload
