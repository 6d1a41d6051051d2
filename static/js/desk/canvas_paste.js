// What comes from the clipboard, before the canvas takes of it what a text may have: the inline styles that word
// processors write become elements, their wrappers go, and links lead where they lead.
const REDIRECTS = /^https?:\/\/(?:(?:www\.)?google\.[a-z.]+\/url|[\w.-]+\.safelinks\.protection\.outlook\.com\/[^?]*)\?/i; // Google Docs, Outlook

export function cleaned(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const each of page.querySelectorAll("script, style, meta, title, img:not(figure[data-src] > img), svg, iframe, object, button, input")) each.remove();
  for (const each of [...page.body.querySelectorAll("[style], b, i")]) restyle(each);
  for (const link of page.querySelectorAll("a[href]")) link.setAttribute("href", unwrapped(link.getAttribute("href")));
  for (const each of page.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) each.previousElementSibling?.append(each); // Google Docs, Word on the web
  for (const each of page.querySelectorAll("h1")) rename(each, "h2");
  return page.body.innerHTML;
}

function unwrapped(href) {
  if (!REDIRECTS.test(href)) return href;
  const query = new URL(href).searchParams, to = query.get("q") ?? query.get("url") ?? "";
  return /^https?:/i.test(to) ? to : href;
}

function rename(element, name) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

// The attribute is read as text: the page's Content-Security-Policy keeps it from becoming a style.
function restyle(element) {
  const style = element.getAttribute("style") ?? "";
  element.removeAttribute("style");
  const isBold = /font-weight:\s*(?:bold|[6-9]00)/i.test(style), isPlain = /font-weight:\s*(?:normal|[1-5]00)/i.test(style);
  const isItalic = /font-style:\s*italic/i.test(style);
  if (/^[bB]$/.test(element.tagName) && isPlain) return element.replaceWith(...element.childNodes);
  if (/^(?:h\d|ul|ol|table|tr|td|th)$/i.test(element.tagName)) return; // a heading is bold by itself
  if (isBold && !element.closest("b, strong")) wrap(element, "strong");
  if (isItalic && !element.closest("i, em")) wrap(element, "em");
}

function wrap(element, name) {
  const inner = element.ownerDocument.createElement(name);
  inner.append(...element.childNodes);
  element.append(inner);
}
