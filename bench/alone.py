"""What answering from a file costs without a server around it: microseconds of our WSGI application and of WhiteNoise.

The server's own work for each request (granian's about 35 microseconds) is the same for both, and hides the difference.
"""

from pathlib import Path

from running import Site, table

INSIDE = """
import json, time
from whitenoise import WhiteNoise
from explainer import wsgi
told = {{}}

def start_response(status, headers, *rest):
    told["status"], told["headers"] = status, dict(headers)

def microseconds(application, **asked):
    environ = {{"REQUEST_METHOD": "GET", "PATH_INFO": {path!r}, "QUERY_STRING": "",
               "HTTP_ACCEPT_ENCODING": "br, gzip", **asked}}
    best = 1.0
    for _ in range(20):
        begun = time.perf_counter()
        for _ in range(1000):
            body = application(environ, start_response)
            for part in body:
                pass
            if hasattr(body, "close"):
                body.close()
        best = min(best, (time.perf_counter() - begun) / 1000)
    return told["status"][:3], best * 1e6

peers = {{"ours": wsgi.application, "WhiteNoise": WhiteNoise(None, root={plain!r}, index_file=True, max_age=60)}}
rows = []
for name, application in peers.items():
    status, whole = microseconds(application)
    etag = told["headers"]["ETag"]
    not_modified, short = microseconds(application, HTTP_IF_NONE_MATCH=etag)
    assert (status, not_modified) == ("200", "304"), (name, status, not_modified)
    rows.append([name, round(whole, 1), round(short, 1)])
print(json.dumps(rows))
"""


def alone(site: Site, plain: Path, path: str) -> None:
    """Print both, best of twenty runs of a thousand."""
    print("Microseconds of the WSGI application alone, the same files:")
    table(["", "article", "304"], site.ask(INSIDE.format(path=path, plain=str(plain))))
