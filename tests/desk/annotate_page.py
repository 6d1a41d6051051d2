"""The annotate screen as a browser has it: what it shows piece by piece, changed by each answer as htmx does."""

from lxml import html


class AnnotatePage:
    """Opened by a client on an article. `pieces` has the HTML of each piece by its id, in the order of the page."""

    def __init__(self, client, article):
        self._client, self._address = client, f"/admin/explainer/article/{article.pk}/annotate/"
        self._read(html.fromstring(client.get(self._address).content))

    def _read(self, page):
        self.pieces = {piece.get("id"): html.tostring(piece, with_tail=False) for piece in _pieces_in(page)}
        self._seals = {piece.get("id"): piece.get("data-piece") for piece in _pieces_in(page)}
        self.version = page.get_element_by_id("state").get("data-version")

    def _header(self):
        return {"X-Pieces": " ".join(map(":".join, self._seals.items()))}

    def send(self, fields):
        """Send a change. Returns the answer, which the page shows then."""
        answer = self._client.post(f"{self._address}change/", fields, headers=self._header())
        self.show(answer)
        return answer

    def watch(self):
        """Ask what others did, as the page does by itself."""
        answer = self._client.get(f"{self._address}news/", {"version": self.version}, headers=self._header())
        if answer.status_code != 204:
            self.show(answer)
        return answer

    def show(self, answer):
        for part in html.fragments_fromstring(answer.content.decode()):
            target = part.get("hx-target").removeprefix("#")
            if target in {"text", "placed"}:
                kind = {"text": "block-", "placed": "placed-"}[target]
                self._forget(kind)
            elif target == "state":
                self.version = part.get_element_by_id("state").get("data-version")
            elif part.get("hx-swap") == "outerMorph":
                assert target in self.pieces, f"{target} is not on the page"
            for piece in _pieces_in(part):
                self.pieces[piece.get("id")] = html.tostring(piece, with_tail=False)
                self._seals[piece.get("id")] = piece.get("data-piece")

    def _forget(self, kind):
        for each in [each for each in self.pieces if each.startswith(kind)]:
            del self.pieces[each], self._seals[each]


def _pieces_in(page):
    return page.xpath(".//*[@data-piece]")
