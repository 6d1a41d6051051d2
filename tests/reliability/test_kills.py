"""A server that is killed (`kill -9`, all its processes at once) at a random moment of saves, imports, publishing and
baking loses nothing that it said it had, and leaves nothing half done.

Every second kill comes while files are put in place, and what is left is baked at once, before anybody marks it anew:
pages whose marks were taken away too early would stay old. Three kills here; `make kills` is a hundred (KILLS=100),
each time with another seed.
"""

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import defaultdict
from contextlib import closing, suppress

import pytest

from tests.baking.running import Newsroom
from tests.reliability.editor import Editor, make_editors

KILLS = int(os.environ.get("KILLS", 3))
SEED = int(os.environ.get("KILL_SEED", 0)) or (1 if KILLS == 3 else random.randrange(10**6))
pytestmark = [  # a newsroom of its own
    pytest.mark.sqlite_pass_only,
    pytest.mark.thorough,
    pytest.mark.timeout(300 if KILLS == 3 else 0),
]
TEXT = "The chief of MI6 spoke of {words} in Prague.\n\nHe recalled 1968, and {words} again."


class Work:
    """What one editor does over and over, on a note of his own and on articles that he imports.

    `saved`, `published`, `imported`, `gone_out` and `cards` have what the server has said it did.
    """

    def __init__(self, editor, note, name):
        self.editor, self.note, self.name, self.number = editor, note, name, 0
        self.saved = self.published = self.sent = 0
        self.told, self.imported, self.gone_out, self.cards = [], [], [], []
        self.refused = defaultdict(int)

    def go_on(self, stop):
        with suppress(OSError):  # killed
            while not stop.is_set():
                self.number += 1
                self.write_a_note()
                self.import_an_article()

    def words(self):
        return f"{self.name}{self.number:05d}"

    def write_a_note(self):
        desk = f"/admin/explainer/note/{self.note}/"
        if not self._was_done(self.editor.send(desk + "change/", summary=self.words(), _continue="1"), "save"):
            return
        self.saved = self.number
        if self._was_done(self.editor.send(desk + "changes/", change="clarification", line="Said more."), "publish"):
            self.published = self.number
            self.told.append(self.words())

    def import_an_article(self):
        fields = {"step": "save", "title": self.words(), "body": TEXT.format(words=self.words()), "language": "en"}
        answer = self.editor.post("/admin/explainer/article/import/", fields)
        if not self._was_done(answer, "import"):
            return
        self.imported.append(self.words())
        desk = re.sub("annotate/$", "", answer[1])
        start = fields["body"].index("MI6")
        card = {
            "choice": "put",
            "key": self.words(),
            "note": self.note,
            "start": start,
            "end": start + 3,
            "exact": "MI6",
        }
        if self._was_done(self.editor.post(desk + "annotate/change/", card), "card", 200):
            self.cards.append(self.words())
        if self._was_done(self.editor.post(desk + "steps/publish/", {}), "go out"):
            self.gone_out.append(self.words())

    def _was_done(self, answer, what, wanted=302):
        self.sent += 1
        if answer[0] != wanted:
            self.refused[what, answer[0]] += 1
        return answer[0] == wanted


def rows(database, query):
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def check(database, work):
    """The database is sound, and has all that was acknowledged: records whole, each with what belongs to it."""
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "PRAGMA foreign_key_check") == []
    notes = dict(rows(database, "SELECT coalesce(copy_of_id, id), max(summary) FROM explainer_note GROUP BY 1"))
    public = dict(rows(database, "SELECT id, summary FROM explainer_note WHERE copy_of_id IS NULL"))
    snapshots = [json.loads(text) for (text,) in rows(database, "SELECT snapshot FROM explainer_revision")]
    told, titles = {one.get("summary") for one in snapshots}, {one.get("title") for one in snapshots}
    articles = dict(rows(database, "SELECT title, state FROM explainer_article WHERE copy_of_id IS NULL"))
    cards = {key for (key,) in rows(database, "SELECT key FROM explainer_cardchange")}
    for each in work:
        assert reached(notes[each.note], each.name) >= each.saved
        assert reached(public[each.note], each.name) >= each.published
        assert public[each.note] in told or not reached(public[each.note], each.name)  # its revision came with it
        assert set(each.told) <= told
        assert set(each.imported) <= articles.keys()
        assert set(each.cards) <= cards
        assert set(each.gone_out) <= {title for title in titles if articles.get(title) == "published"}
    torn = "SELECT title FROM explainer_article a WHERE text <> '' AND NOT EXISTS"
    assert rows(database, f"{torn} (SELECT 1 FROM explainer_paragraph p WHERE p.article_id = a.id)") == []  # noqa: S608
    assert {title for title, state in articles.items() if state == "published"} <= titles


def reached(summary, name):
    """The number of the save that these words are from; 0 if they are none of this editor's."""
    found = re.fullmatch(rf"{name}(\d+)", summary)
    return int(found[1]) if found else 0


TWO_NOTES = """
from explainer.models import Note, State
for name in ("anna", "boris"):
    Note.objects.create(slug=name, kind="concept", title=name, summary=name, state=State.PUBLISHED)
"""


def wait_for_requests(work, count, share):
    """Until the editors have sent so many more requests, and then for about a `share` of what one takes."""
    begun, before = time.monotonic(), sum(each.sent for each in work)
    while sum(each.sent for each in work) < before + count and time.monotonic() < begun + 150:
        time.sleep(0.01)
    time.sleep(share * (time.monotonic() - begun) / count)


def hold_while_half_written(newsroom, *processes):
    """Stop these with all that they have started in a moment in which files stand beside the pages that they are to
    replace. Raises AssertionError if none comes."""
    begun = time.monotonic()
    while time.monotonic() < begun + 150:
        if half_written(newsroom):
            signal_all(signal.SIGSTOP, *processes)
            if half_written(newsroom):
                return
            signal_all(signal.SIGCONT, *processes)
    raise AssertionError("nothing is baked")


def half_written(newsroom):
    return any(name.endswith(".new") for _, _, names in os.walk(newsroom.baked) for name in names)


def bake_what_is_left(newsroom):
    newsroom.manage("bake")
    assert newsroom.manage("bake", "--check") == "Every page is as it should be.\n", f"seed {SEED}"
    assert not list(newsroom.baked.rglob("*.new"))


def kill(*processes):
    """Kill these with all that they have started, none of which gets a moment to end."""
    signal_all(signal.SIGKILL, *processes)
    for process in processes:
        process.wait(10)


def signal_all(number, *processes):
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)


def test_a_server_killed_at_any_moment_keeps_what_it_said_it_had(tmp_path):
    newsroom = Newsroom(tmp_path)
    newsroom.use_template("migrated")
    newsroom.manage(code=TWO_NOTES)
    make_editors(newsroom, "anna", "boris")
    database, dice = tmp_path / "news.sqlite3", random.Random(SEED)
    first, second = (pk for (pk,) in rows(database, "SELECT id FROM explainer_note ORDER BY id LIMIT 2"))
    work = []
    for number in range(KILLS):
        with newsroom.serve(workers=1) as server:
            baking = [sys.executable, "manage.py", "bake", *(["--all"] if number % 2 == 0 else [])]
            baker = subprocess.Popen(baking, env=newsroom.env, stderr=subprocess.DEVNULL, start_new_session=True)
            work = work or [Work(Editor(newsroom.address, "anna"), first, "anna"),
                            Work(Editor(newsroom.address, "boris"), second, "boris")]  # fmt: skip
            stop = threading.Event()
            threads = [threading.Thread(target=each.go_on, args=[stop]) for each in work]
            for thread in threads:
                thread.start()
            wait_for_requests(work, dice.randrange(2, 16), dice.random())
            is_aimed = number % 2 == 1
            if is_aimed:
                hold_while_half_written(newsroom, server, baker)
            kill(server, baker)
            stop.set()
            for thread in threads:
                thread.join(150)
        check(database, work)
        print(number + 1, sum(each.sent for each in work), flush=True)
        if is_aimed or number == KILLS - 1:
            bake_what_is_left(newsroom)
    done = {
        name: sum(map(len, (getattr(each, name) for each in work)))
        for name in ("told", "imported", "gone_out", "cards")
    }
    assert all(done.values()), (done, [dict(each.refused) for each in work])
    print(f"{KILLS} kills, seed {SEED}; acknowledged and there: {done}; refused {[dict(w.refused) for w in work]}")
