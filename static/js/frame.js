// Tells the page around this frame how high the frame wants to be, in each of the ways that hosts listen for.
// A classic script without storage or requests, because hosts put it into sandboxes where those throw.
// What is sent, and who listens to it: docs/embedding.md.
(() => {
  "use strict";
  if (parent === window) return; // not framed: it would only talk to itself

  const pym = new URLSearchParams(location.search).get("childId");
  let secret, told, timers = [];

  // To anyone: a height is no secret, and a host in a sandbox has no origin that could be named.
  const tell = (message) => parent.postMessage(message, "*");

  // WordPress appends "#?secret=…", sometimes long after loading; a link within the page may replace it.
  const wordpress = () => (secret = /[?&]secret=([a-z\d]+)/i.exec(location.hash)?.[1] ?? secret);

  function report(again) {
    if (innerWidth < 50) return; // not shown yet: the text is a word wide and as high as a house
    // The body's own box. The root's scrollHeight is never less than the frame, so a frame could never shrink.
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (!height || (height === told && !again)) return;
    told = height;
    if (wordpress()) tell({ message: "height", value: height, secret });
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
    report();
    if (!card.matches("details.card")) return;
    // WordPress gives no frame more than 1000 pixels: rather one open card than a scroll bar.
    if (card.open && secret && told > 1000) {
      for (const other of document.querySelectorAll("details.card[open]")) other.open = other === card;
      report();
    }
    // For the host's own counting: what its reader did, not what stood open from the start.
    const id = (card.closest("[data-annotation]") ?? card.querySelector("[data-annotation]"))?.dataset.annotation;
    const title = card.querySelector(".title")?.textContent.trim();
    if (navigator.userActivation?.hasBeenActive) tell({ explainer: card.open ? "open" : "close", card: id, title });
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
