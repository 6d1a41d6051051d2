// Gives the frames of this Explainer on a news site's page the height of what they show. Nothing else: no style, no
// text, no counting. For the host's site: <script async src="https://…/embed.js"></script>, once or more often.
(() => {
  "use strict";
  const script = document.currentScript ?? document.querySelector("script[src*='/embed.js']"); // none in a module
  if (!script) return;
  const root = new URL(".", script.src).href; // a host may show frames of several Explainers, each with its loader
  const { origin } = new URL(root);
  const running = (window.explainerEmbed ??= []);
  if (running.includes(root)) return;
  running.push(root);

  // Looked up each time, so that frames may come and go, be moved or get their address late.
  const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(`${root}embed/`));
  const greet = (frame) => frame.contentWindow?.postMessage({ explainer: "hello" }, "*");

  // "null" is everybody's origin who has none. Ours has none where the host put it, or itself, into a sandbox.
  const sandboxed = ({ sandbox }) => sandbox.length > 0 && !sandbox.contains("allow-same-origin");
  const fromUs = (frame, from) => from === origin || (from === "null" && (self.origin === "null" || sandboxed(frame)));

  // The host's style may give frames a border or padding inside their height.
  function around(frame) {
    const style = getComputedStyle(frame);
    if (style.boxSizing !== "border-box") return 0;
    const sides = ["borderTopWidth", "borderBottomWidth", "paddingTop", "paddingBottom"];
    return sides.reduce((sum, side) => sum + (parseFloat(style[side]) || 0), 0);
  }

  function resize(frame, height) {
    const whole = Math.ceil(Math.min(Math.max(height, 50), 20000));
    frame.height = whole;
    frame.style.height = `${whole + around(frame)}px`; // a host's style sheet would win over the attribute
    // What stood there for readers without frames. Not a quotation of the host's own that happens to precede.
    const before = frame.previousElementSibling;
    const stand = before?.matches("blockquote") && before.querySelector("a[href]");
    if (stand && stand.href.startsWith(root)) before.style.display = "none";
  }

  // An off-screen frame hardly notices that its width has changed, or that it is shown: ask it.
  const widths = new WeakMap();
  const watcher = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const was = widths.get(target);
      widths.set(target, contentRect.width);
      if (was !== undefined && was !== contentRect.width) greet(target);
    }
  });

  addEventListener("message", ({ source, origin: from, data }) => {
    if (!data?.explainer) return;
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (!frame || !fromUs(frame, from)) return;
    watcher.observe(frame);
    if (data.explainer === "height" && Number.isFinite(data.height)) resize(frame, data.height);
  });
  frames().forEach(greet); // those that spoke before anyone listened
})();
