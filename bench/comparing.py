"""Requests a second of the same article from files, from Explainer and from Wagtail, in interleaved rounds."""

import statistics
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from alone import alone
from peers import (
    article_of,
    make_wagtail,
    nginx_before,
    plain_files,
    plain_nginx,
    style_of,
    wagtail,
    whitenoise,
)  # fmt: skip
from running import ENCODINGS, Server, Site, get, table
from wrk import wrk

KINDS = ("article", "fragment", "304")
Goal = tuple[str, Callable[[dict[str, float]], float], float, bool]  # the last: True if more is better


class Contender:
    """A server under measurement, with the address of each kind and what each kind's requests say."""

    def __init__(self, server: Server, article: str, fragment: str) -> None:
        self.server = server
        urls = {"article": server.url + article, "fragment": server.url + fragment}
        first = {kind: get(url, ENCODINGS) for kind, url in urls.items()}
        etag = {name.lower(): value for name, value in first["article"][1].items()}.get("etag")
        self.asked = {kind: (url, dict(ENCODINGS)) for kind, url in urls.items()}
        if etag:  # a page made live has none
            self.asked["304"] = (urls["article"], ENCODINGS | {"If-None-Match": etag})
        self.bytes = {kind: len(answer[2]) for kind, answer in first.items()}
        self.rates: dict[str, list[float]] = {kind: [] for kind in self.asked}
        self.failed = 0
        for kind, asked in self.asked.items():
            if (status := get(*asked)[0]) != (304 if kind == "304" else 200):
                raise SystemExit(f"{asked[0]} answers {status} for {kind}.")

    def load(self, kind: str, seconds: float) -> None:
        if kind not in self.asked:
            return
        seen = wrk(self.asked[kind][0], seconds, self.asked[kind][1])
        self.rates[kind].append(seen.rate)
        self.failed += seen.failed

    def rate(self, kind: str) -> str:
        return f"{statistics.median(self.rates[kind]):,.0f}" if kind in self.rates else "–"


def compare(folder: Path, slug: str, seconds: float, rounds: int) -> None:
    site = Site(folder / "ours")
    site.set_up()
    site.manage("bake", "--all")
    article, fragment = article_of(site, slug)
    path = f"/articles/{slug}/"
    with ExitStack() as stack:
        contenders = start(stack, folder, site, article, path, fragment)
        for number in range(rounds):
            print(f"Round {number + 1} of {rounds} ...", flush=True)
            for kind in KINDS:
                for contender in contenders.values():
                    contender.load(kind, seconds)
        alone(site, folder / "plain", path)
        report(contenders, started(folder, site, path, contenders["Wagtail, page cache"]))


def start(stack, folder: Path, site: Site, article: dict, path: str, fragment: str) -> dict[str, Contender]:
    """All contenders, started. The live one is a site of its own folder without baked files."""
    plain = plain_files(folder / "ours/baked", folder / "plain")
    ours = stack.enter_context(site.serve())
    style = style_of(get(ours.url + path)[2].decode())
    theirs = make_wagtail(folder / "wagtail", article, style)
    live = Site(site.folder)
    live_server = stack.enter_context(live.serve(BAKE_DIR=str(folder / "nothing-baked")))
    servers = {
        "plain nginx": (stack.enter_context(plain_nginx(plain, folder / "plain-nginx")), path, fragment),
        "ours through nginx": (stack.enter_context(nginx_before(site)), path, fragment),
        "ours, the app alone": (ours, path, fragment),
        "WhiteNoise": (stack.enter_context(whitenoise(plain)), path, fragment),
        "ours, live": (live_server, path, fragment),
    }
    for name, cached in {"Wagtail, page cache": True, "Wagtail": False}.items():
        server = stack.enter_context(wagtail(folder / "wagtail", theirs["article"], cached=cached))
        servers[name] = (server, theirs["article"], theirs["fragment"])
    return {name: Contender(*values) for name, values in servers.items()}


def started(folder: Path, site: Site, path: str, peer: Contender) -> dict[str, list[float]]:
    """Seconds from start to the article's first answer, three times each, in turn, while nothing else is asked."""
    seconds: dict[str, list[float]] = {"ours": [], "ours, made live": [], "Wagtail": []}
    theirs = peer.asked["article"][0].removeprefix(peer.server.url)
    for _ in range(3):
        with Site(site.folder).serve(path) as server:
            seconds["ours"].append(server.seconds)
        with Site(site.folder).serve(path, BAKE_DIR=str(folder / "nothing-baked")) as server:
            seconds["ours, made live"].append(server.seconds)
        with wagtail(folder / "wagtail", theirs, cached=True) as server:
            seconds["Wagtail"].append(server.seconds)
    return seconds


def report(contenders: dict[str, Contender], seconds: dict[str, list[float]]) -> None:
    rows = [
        (name, *(c.rate(kind) for kind in KINDS), f"{c.bytes['article']:,}", f"{c.bytes['fragment']:,}",
         f"{c.server.memory():.0f}", c.failed)
        for name, c in contenders.items()
    ]  # fmt: skip
    columns = ["answers a second", "article", "card fragment", "304", "bytes, article", "bytes, fragment"]
    table([*columns, "MB (PSS) after", "failed"], rows)
    print("Seconds from start to first answer: " + ", ".join(
        f"{name} {statistics.median(times):.2f}" for name, times in seconds.items()
    ))  # fmt: skip
    goals = [
        *list(ratios(contenders)),
        ("memory: app alone / Wagtail with page cache", "", _memory(contenders), "at most", 0.6),
        ("start to first answer: ours / Wagtail", "", _seconds(seconds), "at most", 0.5),
    ]
    table(["ratio", "of", "measured", "goal", "met"], [_judged(*goal) for goal in goals])


def ratios(contenders: dict[str, Contender]):
    """Wagtail is asked for the same article; its card has no sources, dates or checks of its own."""
    article = ("article",)
    goals = [
        ("ours through nginx", "plain nginx", 0.95, KINDS), ("ours, the app alone", "ours through nginx", 0.5, KINDS),
        ("ours, the app alone", "WhiteNoise", 1.5, KINDS), ("ours, the app alone", "Wagtail, page cache", 12, article),
        ("ours, the app alone", "Wagtail", 150, article), ("ours, live", "Wagtail", 2, article),
    ]  # fmt: skip
    for mine, theirs, goal, kinds in goals:
        for kind in kinds:
            # Rounds are interleaved, so each round has a ratio of its own: the median of those.
            pairs = zip(contenders[mine].rates[kind], contenders[theirs].rates[kind], strict=True)
            yield f"{mine} / {theirs}", kind, statistics.median(a / max(b, 0.01) for a, b in pairs), "at least", goal


def _memory(contenders: dict[str, Contender]) -> float:
    theirs = contenders["Wagtail, page cache"].server.memory()
    return contenders["ours, the app alone"].server.memory() / theirs


def _seconds(seconds: dict[str, list[float]]) -> float:
    return statistics.median(seconds["ours"]) / statistics.median(seconds["Wagtail"])


def _judged(name: str, kind: str, measured: float, sense: str, goal: float) -> tuple[object, ...]:
    met = measured >= goal if sense == "at least" else measured <= goal
    return name, kind, f"{measured:.2f}", f"{sense} {goal}", "yes" if met else "**no**"
