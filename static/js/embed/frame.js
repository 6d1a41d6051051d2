// Tells the page around this frame how high the frame wants to be, in each of the ways that hosts listen for.
// A classic script without storage or requests, because hosts put it into sandboxes where those throw.
// What is sent, and who listens to it: docs/embedding.md.
(() => {
  "use strict";
  if (parent === window) return; // not framed: it would only talk to itself

  const pym = new URLSearchParams(location.search).get("childId");
  let secret, told, newest, open = [], timers = [];

  // To anyone: a height is no secret, and a host in a sandbox has no origin that could be named.
  const tell = (message) => parent.postMessage(message, "*");

  // WordPress appends "#?secret=…", sometimes long after loading; a link within the page may replace it.
  const wordpress = () => (secret = /[?&]secret=([a-z\d]+)/i.exec(location.hash)?.[1] ?? secret);

  // The body's own box. The root's scrollHeight is never less than the frame, so a frame could never shrink.
  const measure = () => Math.ceil(document.body.getBoundingClientRect().height);

  function report(again) {
    if (innerWidth < 50) return; // not shown yet: the text is a word wide and as high as a house
    const were = open;
    open = [...document.querySelectorAll("details.card[open]")];
    newest = open.find((card) => !were.includes(card)) ?? (newest?.open ? newest : open[0]);
    if (wordpress() && measure() > 1000) squeeze();
    const height = measure();
    if (!height || (height === told && !again)) return;
    told = height;
    if (secret) tell({ message: "height", value: height, secret });
    tell({ sentinel: "amp", type: "embed-size", height });
    tell(JSON.stringify({ src: location.href, context: "iframe.resize", height }));
    if (pym) tell(`pymxPYMx${pym}xPYMxheightxPYMx${height}`);
    tell({ explainer: "height", height }); // last: where two of them listen, ours has the last word
    try {
      requestResize();
    } catch {
      // not this browser, or not this host
    }
  }

  // WordPress gives no frame more than 1000 pixels. Rather than scroll in it, we show one open card at a time, and of
  // that, if need be, the summary and the link to the rest. Where that doesn't help either, or its reader has already
  // opened something in it, the frame scrolls.
  function squeeze() {
    for (const card of open) card.open = card === newest;
    if (!newest?.id || newest.querySelector("details[open]") || measure() <= 1000) return;
    shorten(newest, true);
    if (measure() > 1000) shorten(newest, false);
  }

  function shorten(card, yes) {
    const rest = card.querySelectorAll(".inner > :not(p:first-child, .loose + p, .checked, .links)");
    for (const part of rest) part.hidden = yes;
  }

  // Chromium runs no ResizeObserver in a frame of another site that is off screen, but it runs timers.
  function watch(again) {
    report(again);
    timers.forEach(clearTimeout);
    timers = [100, 400, 1200, 3000].map((delay) => setTimeout(report, delay));
  }

  function isHello(data) {
    if (typeof data === "string") return data.startsWith(`pymxPYMx${pym}xPYMxwidth`);
    return data && (data.message === "ready" || data.type === "frames-init" || data.explainer === "hello");
  }

  function toggled({ target: card }) {
    if (!card.matches("details.card")) return report();
    if (!card.open) shorten(card, false);
    report();
    // For the host's own counting: what its reader did, not what stood open from the start.
    if (!navigator.userActivation?.hasBeenActive) return;
    const title = card.querySelector(".title")?.textContent.trim();
    tell({ explainer: card.open ? "open" : "close", card: card.dataset.annotation, title });
  }

  // WordPress's sandbox opens no windows. It follows a link for us if it leads to our own host.
  function follow(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || !wordpress() || link.host !== location.host || !/^https?:$/.test(link.protocol)) return;
    if (link.pathname === location.pathname && link.hash) return; // within this page
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    tell({ message: "link", value: link.href, secret });
  }

  addEventListener("message", ({ source, data }) => source === parent && isHello(data) && watch(true));
  addEventListener("hashchange", () => watch(true));
  addEventListener("resize", () => watch());
  addEventListener("load", () => watch());
  addEventListener("pageshow", () => watch());
  document.addEventListener("visibilitychange", () => watch());
  document.fonts?.addEventListener("loadingdone", () => report());
  document.addEventListener("toggle", toggled, true);
  document.addEventListener("click", follow);

  function start() {
    new ResizeObserver(() => report()).observe(document.body);
    tell({ sentinel: "amp", type: "embed-ready" });
    tell({ explainer: "ready" }); // hidden yet, perhaps: then this is all there is to say
    watch();
  }
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();
