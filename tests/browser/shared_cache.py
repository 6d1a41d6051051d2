"""A shared cache before the server, as newsrooms have one: what is public is made once for all tests that read it."""

FRAMED = "/embed/"  # the server counts who frames these


class SharedCache:
    """A WSGI application that keeps the public answers of another, for requests that have the same headers."""

    def __init__(self, application):
        self.application, self.kept = application, {}

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] != "GET" or path.startswith(FRAMED):
            return self.application(environ, start_response)
        asked = {name: value for name, value in environ.items() if name.startswith("HTTP_") and name != "HTTP_REFERER"}
        key = (path, environ["QUERY_STRING"], *sorted(asked.items()))
        if key not in self.kept:
            status, headers, body = self._ask(environ)
            if not status.startswith("200") or "public" not in dict(headers).get("Cache-Control", ""):
                start_response(status, headers)
                return [body]
            self.kept[key] = status, headers, body
        status, headers, body = self.kept[key]
        start_response(status, list(headers))
        return [body]

    def _ask(self, environ):
        told = []
        answer = self.application(environ, lambda status, headers, *_: told.extend((status, headers)))
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        return told[0], told[1], body
