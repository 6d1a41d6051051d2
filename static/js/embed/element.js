// <explainer-embed src="https://…/articles/a-story/" theme="…" lang="…" card="…"> for hosts that like elements. It is the
// same frame as without it. `card` names the card that is open at first. When the reader opens or closes one,
// `explainer:open` and `explainer:close` bubble up with { card, title }, for the host's own counting.
// /embed-element.js serves this file behind embed.js, which gives the frame its height.
(() => {
  "use strict";
  const script = document.currentScript ?? document.querySelector("script[src*='/embed-element.js']");
  if (!script || customElements.get("explainer-embed")) return;
  const root = new URL(".", script.src).href;

  // The address of a page will do, and so will its embed's. Nothing else gets a frame.
  function address(element) {
    const written = element.getAttribute("src");
    if (!written || !URL.canParse(written, root)) return null;
    const url = new URL(written, root);
    if (!url.href.startsWith(root)) return null;
    const path = url.href.slice(root.length).split(/[?#]/)[0];
    const match = /^(?:embed\/)?(articles|notes|claims|timelines|maps)\/([\w-]+)\/(timeline\/|map\/|cards\/(\d+)\/)?$/.exec(path);
    if (!match) return null;
    const [, kind, slug, part, card] = match;
    const embed = new URL(`embed/${{ "timeline/": "timelines", "map/": "maps" }[part] ?? kind}/${slug}/`, root);
    for (const [name, value] of url.searchParams) embed.searchParams.set(name, value);
    const open = element.getAttribute("card") ?? card ?? /^#card-(\d+)$/.exec(url.hash)?.[1];
    const wanted = { theme: element.getAttribute("theme"), lang: element.getAttribute("lang"), open };
    for (const [name, value] of Object.entries(wanted)) if (value) embed.searchParams.set(name, value);
    return embed.href;
  }

  class ExplainerEmbed extends HTMLElement {
    static observedAttributes = ["src", "theme", "lang", "card"];
    #frame = null;

    connectedCallback() {
      addEventListener("message", this);
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener("message", this);
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#show();
    }

    // A new frame instead of a new address for the old one, which would be a step in the host's history.
    #show() {
      const src = address(this);
      if (src === this.#frame?.src && this.#frame?.isConnected) return;
      const height = this.#frame?.style.height || "20rem";
      this.#frame?.remove();
      this.#frame = null;
      if (!src) return;
      const frame = document.createElement("iframe");
      frame.title = this.title || this.querySelector("a")?.textContent || "Explainer";
      frame.loading = "lazy";
      Object.assign(frame.style, { display: "block", width: "100%", height, border: "0" });
      frame.src = src;
      this.#frame = frame;
      this.append(frame);
    }

    handleEvent({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow) return;
      if (origin !== new URL(root).origin && self.origin !== "null") return;
      if (data?.explainer !== "open" && data?.explainer !== "close") return;
      const detail = { card: String(data.card), title: String(data.title) };
      this.dispatchEvent(new CustomEvent(`explainer:${data.explainer}`, { detail, bubbles: true, composed: true }));
    }
  }
  customElements.define("explainer-embed", ExplainerEmbed);
})();
