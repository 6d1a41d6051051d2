"""The scripts at stable addresses."""

import pytest
from django.conf import settings

JS = settings.BASE_DIR / "static" / "js" / "embed"


@pytest.mark.parametrize(
    ("address", "files"), [("/embed.js", ["embed.js"]), ("/embed-element.js", ["embed.js", "element.js"])]
)
def test_it_is_served_with_a_short_life_and_an_etag(client, address, files):
    response = client.get(address)
    assert response.content.decode() == "\n".join((JS / name).read_text() for name in files)
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=300, stale-while-revalidate=86400"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_its_etag_survives_compression(client):
    headers = {"accept-encoding": "br"}
    etag = client.get("/embed.js", headers=headers)["ETag"]
    assert client.get("/embed.js", headers={**headers, "if-none-match": etag}).status_code == 304


def test_the_loader_weighs_at_most_3_kilobytes(client):
    assert len(client.get("/embed.js", headers={"accept-encoding": "br"}).content) <= 3000
