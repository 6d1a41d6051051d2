"""Where baked files go: `BAKE_STORAGE` as one of Django's storages. Settings import it, so it reads none."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FOLDER = "explainer.baking.files.BakeFolder"
WORDS: dict[str, Any] = {"true": True, "false": False}


def storage_settings(address: str) -> dict[str, Any]:
    """`STORAGES["baked"]` for an address: none is the folder BAKE_DIR, `s3://bucket/prefix` a bucket, and a dotted
    path any class of storages. What follows `?` are the class's options. Raises ImproperlyConfigured for anything else.
    """
    if not address:
        return {"BACKEND": FOLDER}
    parts = urlsplit(address)
    options = {name: WORDS.get(value.lower(), value) for name, value in parse_qsl(parts.query)}
    if parts.scheme == "s3" and parts.netloc:
        bucket = {"bucket_name": parts.netloc, "location": unquote(parts.path.strip("/"))}
        return {"BACKEND": "explainer.baking.s3.S3", "OPTIONS": bucket | options}
    if not parts.scheme and "." in parts.path and "/" not in parts.path:
        return {"BACKEND": parts.path, "OPTIONS": options}
    raise ImproperlyConfigured(
        f"BAKE_STORAGE is “{address}”. Set it to s3://bucket/prefix, or to the dotted path of a class of storages with "
        "its options (storages.backends.gcloud.GoogleCloudStorage?bucket_name=news), or leave it out for BAKE_DIR."
    )
