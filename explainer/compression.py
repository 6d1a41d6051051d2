"""Pages that are made live travel compressed."""

from compression_middleware.middleware import CompressionMiddleware, compressor
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class Compression(CompressionMiddleware):
    """Leaves an answer alone, `Vary` included, where the client takes no encoding: plain bytes suit every cache."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        encoding, _, _ = compressor(request.headers.get("Accept-Encoding", ""))
        return super().process_response(request, response) if encoding else response
