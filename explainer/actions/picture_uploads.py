"""Takes a picture into a text: under a name that nobody guesses, and remembered."""

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import transaction

from explainer.models import PictureUpload
from explainer.models.picture import FittedPicture
from explainer.pictures import make_name


def upload_picture(picture: FittedPicture, *, by: User) -> PictureUpload:
    """Store the picture, as the form made it fit for the public, and remember whose it is.

    The row comes first: a file without one would be deleted as left over.
    """
    name = make_name(str(picture.name).rpartition(".")[2])
    with transaction.atomic():
        upload = PictureUpload.objects.create(name=name, by=by)
        default_storage.save(upload.name, picture)
    return upload
