"""A bucket of Amazon S3, or of whatever speaks its protocol, for baked pages: `BAKE_STORAGE=s3://bucket/prefix`.

django-storages does the signing, and this class what a page needs beyond a body and a type. Of a page's headers S3
stores Cache-Control and Content-Language; the others are the object's metadata (`x-amz-meta-…`), for a CDN to copy. It
takes 2 kB of them, in ASCII (Amazon S3 User Guide, "Working with object metadata"): the longest are left out first.
"""

import os
import threading
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import File

from .object_storage import THREADS, PageFile

try:
    from botocore.config import Config
    from botocore.exceptions import ClientError
    from storages.backends.s3 import S3Storage
    from storages.utils import clean_name
except ImportError as error:
    raise ImproperlyConfigured(
        "BAKE_STORAGE names a bucket, and what speaks to it is not installed: pip install -r requirements-s3.txt"
    ) from error

MOST_METADATA = 2048  # bytes of names and values
OWN_HEADERS = {"Cache-Control": "CacheControl", "Content-Language": "ContentLanguage"}
COMPARED = ("ContentType", *OWN_HEADERS.values(), "Metadata", "WebsiteRedirectLocation")
# Other makers' stores don't know the checksums that botocore adds by itself.
CHECKSUMS = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required"}
# An editor may be waiting for what a batch holds, so a bucket that doesn't answer is soon left for later.
TIMEOUTS = {"connect_timeout": 5, "read_timeout": 20, "retries": {"total_max_attempts": 2, "mode": "standard"}}


class S3(S3Storage):
    """Options are those of django-storages, and `website`: whether the bucket knows redirects (not all stores do)."""

    def __init__(self, *, website: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.website = website
        self._client: tuple[int, Any] = (0, None)
        self._lock = threading.Lock()

    @property
    def client(self) -> Any:
        """A client that threads may share and processes may not: after a fork it is made anew."""
        with self._lock:
            if self._client[0] != os.getpid():
                self._client = (os.getpid(), self._create_session().client("s3", **self._connecting()))
            return self._client[1]

    def _connecting(self) -> dict[str, Any]:
        names = ("region_name", "use_ssl", "endpoint_url", "verify")
        config = Config(max_pool_connections=THREADS, **TIMEOUTS, **CHECKSUMS).merge(self.client_config)
        return {name: getattr(self, name) for name in names} | {"config": config}

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket_name, "Key": self._normalize_name(clean_name(name))}

    def _save(self, name: str, content: File) -> str:
        self.client.put_object(**self._at(name), Body=content.read(), **self._get_write_parameters(name, content))
        return name

    def delete(self, name: str) -> None:
        """Take an object away. One that isn't there is no error."""
        self.client.delete_object(**self._at(name))

    def _get_write_parameters(self, name: str, content: File | None = None) -> dict[str, Any]:
        parameters: dict[str, Any] = super()._get_write_parameters(name, content)
        return parameters | (self._described(content) if isinstance(content, PageFile) else {})

    def _described(self, page: PageFile) -> dict[str, Any]:
        """What S3 is told of a page besides its body and type."""
        told: dict[str, Any] = {OWN_HEADERS[name]: value for name, value in page.headers if name in OWN_HEADERS}
        told["Metadata"] = _metadata((name, value) for name, value in page.headers if name not in OWN_HEADERS)
        if page.location and self.website:
            told["WebsiteRedirectLocation"] = page.location
        return told

    def all_names(self) -> Iterator[str]:
        """The names of all objects below the prefix, a thousand to a request."""
        prefix = self.location.strip("/") + "/" if self.location.strip("/") else ""
        found = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name, Prefix=prefix)
        for answer in found:
            yield from (entry["Key"][len(prefix) :] for entry in answer.get("Contents", ()))

    def difference(self, name: str, page: PageFile) -> str:
        """What the object has otherwise than `page`: nothing, `page` or `headers`."""
        try:
            there = self.client.get_object(**self._at(name))
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return "page"
            raise
        if there["Body"].read() != page.read():
            return "page"
        wanted = {"ContentType": page.content_type, **self._described(page)}
        return "" if all((there.get(each) or None) == (wanted.get(each) or None) for each in COMPARED) else "headers"


def _metadata(headers: Iterator[tuple[str, str]]) -> dict[str, str]:
    metadata, size = {}, 0
    for name, value in sorted(headers, key=lambda header: len(header[1])):
        size += len(name) + len(value)
        if size <= MOST_METADATA and value.isascii():
            metadata[name.lower()] = value
    return metadata
