"""How long it takes from saving a note in the desk until every page that shows it has the new words."""

import re
import statistics
import time
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from running import Site, get, table

PAGES = 20
GOAL = 1.0  # seconds
ROUNDS = 5
PAUSE = 0.02  # seconds between looks: the readers are not the load that is measured
USED = """
import json
from explainer.models import Annotation, Article, Note
note = Note.objects.published().first()
Annotation.objects.filter(note=note).delete()
articles = list(Article.objects.published().order_by("pk")[:{count}])
for article in articles:
    annotation = Annotation(article=article, note=note)
    annotation.attach(0, 12)
    annotation.save()
print(json.dumps({{"note": note.pk, "paths": [article.get_absolute_url() for article in articles]
                  + [note.get_absolute_url()]}}))
"""


class Form(HTMLParser):
    """The fields of the forms of a page, with what a browser would send for them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "textarea":
            self._area = given.get("name", "")
            self.fields.append((self._area, ""))
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select and "selected" in given:
            self.fields.append((self._select, given.get("value", "")))
        elif tag == "input" and given.get("name") and _is_sent(given):
            self.fields.append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._area:
            name, value = self.fields[-1]
            self.fields[-1] = (name, value + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            name, value = self.fields[-1]
            self.fields[-1] = (name, value.removeprefix("\n"))
            self._area = ""
        elif tag == "select":
            self._select = ""


def _is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type", "text")
    return kind not in {"submit", "file", "button", "image"} and (
        kind not in {"checkbox", "radio"} or "checked" in given
    )


class Desk:
    """An editor who is signed in."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._open = build_opener(HTTPCookieProcessor(CookieJar())).open
        self.send("/admin/login/", {"username": "bench", "password": "bench"})

    def send(self, path: str, changes: dict[str, str]) -> None:
        """Get the form at `path`, change these fields, send it. Ends the bench if the desk refuses."""
        with self._open(self.url + path) as answer:
            fields = dict(Form(answer.read().decode()).fields) | changes
        self.begun = time.perf_counter()
        with self._open(self.url + path, urlencode(fields).encode()) as answer:
            page = answer.read().decode()
        if "errornote" in page or "bar-errors" in page:
            errors = re.findall(r'(?s)<ul class="errorlist[^>]*>(.*?)</ul>', page)
            raise SystemExit(f"The desk refused the form at {path}: {errors}")


def save_to_served(folder: Path) -> None:
    """Save a note that 20 articles show, and read those pages until all have the new words: seconds from the click."""
    site = Site(folder)
    site.set_up(articles=30, notes=40)
    used = site.ask(USED.format(count=PAGES))
    site.manage("bake", "--all")
    answered, served = [], []
    with site.serve() as server:
        desk = Desk(server.url)
        for number in range(ROUNDS):
            words = f"Corrected for the {number + 1}th time."
            desk.send(f"/admin/explainer/note/{used['note']}/change/", {"summary": words})
            answered.append(time.perf_counter() - desk.begun)
            waiting = list(used["paths"])
            while waiting:
                waiting = [path for path in waiting if words.encode() not in get(server.url + path)[2]]
                time.sleep(PAUSE)
                if time.perf_counter() - desk.begun > 30:
                    raise SystemExit(f"After 30 seconds {len(waiting)} pages still have the old words: {waiting[:3]}")
            served.append(time.perf_counter() - desk.begun)
    print(f"\nA note that {PAGES} articles show, saved in the desk {ROUNDS} times:")
    median, worst = statistics.median(served), max(served)
    row = (f"{statistics.median(answered):.2f}", f"{median:.2f}", f"{worst:.2f}", "yes" if median < GOAL else "**no**")
    table(["desk answers, s", "all pages new, s (median)", "worst", f"under {GOAL:.0f} s"], [row])
