"""Ways to make a shared cache drop what carries given surrogate keys.

Another cache needs a class like these: made with the addresses of PURGE_URL and with PURGE_TOKEN, its `purge` returns
when every cache has dropped the keys, and raises PurgeError or OSError if one has not. It must bear being repeated.
"""

import json
import urllib.request
from collections.abc import Mapping, Sequence

TIMEOUT = 5  # seconds for one answer


class PurgeError(Exception):
    """A cache did not do as it was told. The message says what it answered."""


class Purger:
    """What all have in common. `most` is how many keys one request may name."""

    most = 256

    def __init__(self, addresses: Sequence[str], token: str = "") -> None:
        self.addresses, self.token = addresses, token

    def purge(self, keys: Sequence[str]) -> None:
        """Drop whatever carries one of the keys, from every cache. One that fails is in no other's way."""
        failed = []
        for address in self.addresses:
            try:
                for start in range(0, len(keys), self.most):
                    self._purge(address, keys[start : start + self.most])
            except (OSError, PurgeError) as error:
                failed.append(f"{address}: {error}")
        if failed:
            raise PurgeError("; ".join(failed))

    def _purge(self, address: str, keys: Sequence[str]) -> None:
        raise NotImplementedError


class Varnish(Purger):
    """Varnish with the xkey module, as deploy/varnish.vcl sets it up. PURGE_URL: each Varnish's own address."""

    def _purge(self, address: str, keys: Sequence[str]) -> None:
        _ask(address, "PURGE", {"xkey-purge": " ".join(keys)})


class Fastly(Purger):
    """Fastly's purge by keys (fastly.com/documentation/reference/api/purging), at most 256 of them at once.

    PURGE_URL: https://api.fastly.com/service/<service id>/purge. PURGE_TOKEN: a token that may purge.
    """

    def _purge(self, address: str, keys: Sequence[str]) -> None:
        headers = {"Fastly-Key": self.token, "Accept": "application/json"}
        _ask(address, "POST", headers, {"surrogate_keys": list(keys)})


class Cloudflare(Purger):
    """Cloudflare's purge by tags (developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags).

    PURGE_URL: https://api.cloudflare.com/client/v4/zones/<zone id>/purge_cache. PURGE_TOKEN: one with Cache Purge.
    """

    most = 30

    def _purge(self, address: str, keys: Sequence[str]) -> None:
        answer = _ask(address, "POST", {"Authorization": f"Bearer {self.token}"}, {"tags": list(keys)})
        if not json.loads(answer).get("success"):
            raise PurgeError(f"answered {answer[:500]!r}")


def _ask(address: str, method: str, headers: Mapping[str, str], values: Mapping[str, object] | None = None) -> bytes:
    """One request. Raises OSError (urllib's errors are) if there is no answer, or one that isn't 2xx."""
    body = json.dumps(values).encode() if values is not None else None
    typed = {"Content-Type": "application/json"} if body else {}
    request = urllib.request.Request(address, body, {**headers, **typed}, method=method)  # noqa: S310  the operator's
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
        return bytes(answer.read())
