"""Where the milliseconds go between a tap and the frame that shows its card, by a trace of Chromium's main thread.

    .venv/bin/python bench/reading.py --trace

Prints, for a phone and a desk, ours beside the bare page, medians of the taps: processor time by what it went to (each
without what it encloses), from the first event of the tap to the end of the first frame after its click.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable

from playwright.sync_api import Browser, Page

CATEGORIES = "devtools.timeline,disabled-by-default-devtools.timeline,blink,v8.execute"
STEPS = {
    "ParseHTML": "script", "FunctionCall": "script", "EvaluateScript": "script", "RunMicrotasks": "script",
    "UpdateLayoutTree": "style", "Layout": "layout", "PrePaint": "prepaint", "Paint": "paint", "Layerize": "layerize",
    "Commit": "commit", "HitTest": "hit test", "EventDispatch": "script", "FireAnimationFrame": "script",
    "TimerFire": "script",
}  # fmt: skip


def trace(page: Page, act: Callable[[], None]) -> list[dict]:
    """What Chromium recorded while `act` ran and half a second after."""
    session = page.context.new_cdp_session(page)
    events: list[dict] = []
    ended: list[bool] = []
    session.on("Tracing.dataCollected", lambda answer: events.extend(answer["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    session.send("Tracing.start", {"traceConfig": {"includedCategories": CATEGORIES.split(",")}})
    act()
    page.wait_for_timeout(500)
    session.send("Tracing.end")
    end = time.monotonic() + 30
    while not ended and time.monotonic() < end:
        page.wait_for_timeout(20)
    session.detach()
    return events


def spent(events: list[dict]) -> dict[str, float]:
    """Milliseconds of processor by step, each without what it encloses; "from tap to frame" is by the clock."""
    click = next(e for e in events if e["name"] == "EventDispatch" and e["args"]["data"]["type"] == "click")
    thread = sorted((e for e in events if e.get("tid") == click["tid"] and e["pid"] == click["pid"] and e["ph"] == "X"),
                    key=lambda e: (e["ts"], -e.get("dur", 0)))  # fmt: skip
    presses = ("pointerdown", "touchstart", "mousedown", "mouseup", "pointerup", "touchend", "mousemove", "pointermove")
    begun = min(
        (e["ts"] for e in thread if e["name"] == "EventDispatch" and e["args"]["data"]["type"] in presses
         and click["ts"] - 30_000 < e["ts"]), default=click["ts"])  # fmt: skip
    frame = next(e for e in thread if e["name"] == "Commit" and e["ts"] > click["ts"])
    ends = frame["ts"] + frame.get("dur", 0)
    sums: dict[str, float] = defaultdict(float)
    stack: list[tuple[float, str]] = []
    for event in thread:
        if event["name"] not in STEPS or not begun <= event["ts"] <= ends:
            continue
        while stack and stack[-1][0] <= event["ts"]:
            stack.pop()
        own = event.get("tdur", 0) / 1000
        if stack:
            sums[stack[-1][1]] -= own
        sums[STEPS[event["name"]]] += own
        if STEPS[event["name"]] in ("style", "layout"):
            sums[f"times {STEPS[event['name']]}"] += 1
        stack.append((event["ts"] + event.get("dur", 0), STEPS[event["name"]]))
    sums["of processor"] = sum(value for name, value in sums.items() if not name.startswith("times"))
    sums["from tap to frame"] = (ends - begun) / 1000
    return sums


def report(browser: Browser, url: str, target: str, taps: int, is_desk: bool) -> None:
    window = {"width": 1440, "height": 900} if is_desk else {"width": 360, "height": 740}
    context = browser.new_context(viewport=window, has_touch=not is_desk, is_mobile=not is_desk)
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    seen = []
    for number in range(taps):
        found = page.locator(target).nth(number)
        found.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        seen.append(spent(trace(page, found.click if is_desk else found.tap)))
    context.close()
    names = sorted({name for each in seen for name in each})
    print("; ".join(f"{name} {statistics.median(each.get(name, 0) for each in seen):.1f}" for name in names))
