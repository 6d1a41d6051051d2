"""How fast a reader on a slow phone sees an article and opens a card, beside the barest page that could do it.

    make bench            (or, with the tools installed: .venv/bin/python bench/reading.py [--lighthouse | --trace])

Serves the demonstration on free ports of this machine and drives headless Chromium with Lighthouse's slow 4G (562.5 ms
round trip, 1.44 Mbit/s down) and a processor four times slower, in a window of 360 by 740 and one of 1,440 by 900. The
bare page has the same text, no styles, no scripts, no figure, and its cards as plain <details>; the same server answers
both from baked files. Both are measured in turn in one run; ratios of medians.
"""

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import tap_trace
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explainer.settings")
os.environ.setdefault("SECRET_KEY", "a-site-that-lives-for-a-measurement")
import django  # noqa: E402  the project is not installed, it is run from its folder

django.setup()
from explainer.baking.file_names import file_of_address  # noqa: E402  settings come first
from explainer.baking.files import variants  # noqa: E402
from explainer.baking.rendering import RenderedPage  # noqa: E402

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SLOW_4G = {"offline": False, "latency": 562.5, "downloadThroughput": 184_320, "uploadThroughput": 86_400}
OURS, BARE = ".marker[data-number]", "details > summary"  # what is tapped
WATCH = """
window.seen = {paint: 0, shift: 0, taps: []};
new PerformanceObserver(l => { for (const e of l.getEntries()) seen.paint = e.startTime })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(l => { for (const e of l.getEntries()) seen.shift += e.value })
  .observe({type: 'layout-shift', buffered: true});
addEventListener('click', e => requestAnimationFrame(() => setTimeout(() =>
  seen.taps.push(performance.now() - e.timeStamp))), true);
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve_demo(folder: Path) -> tuple[subprocess.Popen, str]:
    """Start the demonstration with a database of its own. Returns the process and its address."""
    port = free_port()
    env = os.environ | {
        "SECRET_KEY": "a-site-that-lives-for-a-measurement",
        "ENV_FILE": "",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "BAKE_DIR": str(folder / "baked"),
    }
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(2400):  # baking gives way to everything else
        try:
            urllib.request.urlopen(env["SITE_URL"], timeout=1)
            return process, env["SITE_URL"]
        except OSError:
            time.sleep(0.25)
    process.terminate()
    raise SystemExit("The demonstration did not start; try `make demo`.")


def bake_bare(page: str, baked: Path) -> str:
    """Put the barest page of the same text among the baked ones, so that the same server answers. Returns its path."""
    taken = (
        r"(?s)<style>.*?</style>|<script.*?</script>|<link[^>]*>|<meta property[^>]*>|<figure class=.lead.*?</figure>"
    )
    bare = re.sub(taken, "", page)  # without the figure too: unstyled, it would be the largest that is painted
    made = RenderedPage("/bare/", bare.encode(), "text/html; charset=utf-8", ())
    target = baked / file_of_address(made.path)
    target.parent.mkdir(exist_ok=True)
    for ending, content in variants(made, is_packed=True).items():  # as small as ours is
        target.with_name(target.name + ending).write_bytes(content)
    return made.path


def visit(browser: Browser, url: str, target: str, taps: int, is_desk: bool = False) -> dict:
    """One cold visit: largest paint, layout shift, and the times from tap (or click) to painted card, in ms."""
    window = {"width": 1440, "height": 900} if is_desk else {"width": 360, "height": 740}
    context = browser.new_context(viewport=window, has_touch=not is_desk, is_mobile=not is_desk)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(1500)
    before = page.evaluate("({paint: seen.paint, shift: seen.shift})")
    for number in range(taps):
        found = page.locator(target).nth(number)
        found.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        found.click() if is_desk else found.tap()
        page.wait_for_timeout(500)
    before["taps"] = page.evaluate("seen.taps")
    context.close()
    return before


def compare(site: str, path: str, baked: Path, rounds: int, taps: int) -> None:
    url = site + path
    with urllib.request.urlopen(url) as answer:
        bare_url = site + bake_bare(answer.read().decode(), baked)
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for is_desk in (False, True):
            print("A desk, 1,440 by 900" if is_desk else "A phone, 360 by 740")
            ours, bare = [], []
            for _ in range(rounds):
                ours.append(visit(browser, url, OURS, taps, is_desk))
                bare.append(visit(browser, bare_url, BARE, taps, is_desk))
            report_both(ours, bare)
        browser.close()


def report_both(ours: list[dict], bare: list[dict]) -> None:
    report("Largest paint, ms", [v["paint"] for v in ours], [v["paint"] for v in bare])
    report("Tap to card painted, ms", [t for v in ours for t in v["taps"]], [t for v in bare for t in v["taps"]])
    print(f"Layout shift on load: {max(v['shift'] for v in ours):.4f} at most in {len(ours)} visits")


def report(name: str, ours: list[float], bare: list[float]) -> None:
    mine, theirs = statistics.median(ours), statistics.median(bare)
    print(f"{name}: {mine:.0f} (bare page {theirs:.0f}), ratio {mine / theirs:.2f}, {len(ours)} measurements each")


def trace_taps(site: str, path: str, baked: Path, taps: int) -> None:
    """Where the milliseconds of a tap go, ours and the bare page's."""
    with urllib.request.urlopen(site + path) as answer:
        bare_url = site + bake_bare(answer.read().decode(), baked)
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for is_desk in (False, True):
            for name, url, target in (("ours", site + path, OURS), ("bare page", bare_url, BARE)):
                print("A desk," if is_desk else "A phone,", name, end=": ", flush=True)
                tap_trace.report(browser, url, target, taps, is_desk)
        browser.close()


def lighthouse(url: str) -> None:
    """Lighthouse's four categories, phone and desktop. Needs `npm ci` in bench/."""
    node, cli = ROOT / "bench/node_modules/.bin/node", ROOT / "bench/node_modules/lighthouse/cli/index.js"
    if not cli.exists() or not node.exists():
        print("Lighthouse: not installed (npm ci in bench/), left out")
        return
    for preset in ("phone", "desktop"):
        command = [str(node), str(cli), url, "--quiet", "--output=json", f"--chrome-flags={' '.join(FLAGS)}"]
        command += ["--preset=desktop"] if preset == "desktop" else []
        env = os.environ | {"CHROME_PATH": os.environ.get("CHROMIUM") or shutil.which("chromium") or ""}
        run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if run.returncode:
            print(f"Lighthouse {preset}: failed: {run.stderr[-300:]}")
            continue
        answer = json.loads(run.stdout)
        scores = {name: round(category["score"] * 100) for name, category in answer["categories"].items()}
        print(f"Lighthouse {answer['lighthouseVersion']} {preset}:", scores)
        for audit in answer["audits"].values():
            if audit.get("score") is not None and audit["score"] < 1 and audit["scoreDisplayMode"] == "binary":
                print("  ", audit["id"], audit["title"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--taps", type=int, default=5)
    parser.add_argument("--lighthouse", action="store_true")
    parser.add_argument("--trace", action="store_true", help="say what a tap's milliseconds go to, instead")
    parser.add_argument("--slug", default="mi6-invites-russians")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        process, site = serve_demo(Path(folder))
        try:
            path, baked = f"/articles/{options.slug}/", Path(folder) / "baked"
            if options.trace:
                return trace_taps(site, path, baked, options.taps)
            compare(site, path, baked, options.rounds, options.taps)
            if options.lighthouse:
                lighthouse(site + path)
        finally:
            process.terminate()
            process.wait(10)


if __name__ == "__main__":
    main()
