// The list of results. All text is set as text, never as HTML.

// Return an element with properties and children; a child that is a text becomes text.
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const write = pieces => pieces.map(({text, mark}) => (mark ? make("mark", {}, text) : text));

// Return a result as an item of the list.
export function item(hit) {
  const language = hit.taal ? {lang: hit.taal, dir: "auto"} : {};
  const facts = [[hit.kind === "Project" ? "" : hit.kind], [hit.jaar, "jaar"], [hit.opdrachtgevers?.replaceAll("; ", ", ")]];
  const meta = make("p", {className: "meta"}, ...facts.filter(([text]) => text).flatMap(([text, className = ""]) => [make("span", {className}, text), " "]));
  const link = make("a", {href: hit.url, ...language}, ...write(hit.title));
  const found = make("li", {className: "kaart"}, make("h3", {}, link));
  if (meta.firstChild) found.append(meta);
  if (hit.excerpt.length) found.append(make("p", language, ...write(hit.excerpt)));
  if (hit.pages.length) found.append(make("ul", {className: "bladzijden"}, ...hit.pages.map(page => reportPage(hit, page))));
  return found;
}

// Return the link to a page of a report. `page` is its address, relative to that of the hit: "rapport.pdf#page=12", or
// "../../nieuws/opening/bijlage.pdf#page=2" if it belongs to news about a study.
function reportPage(hit, page) {
  const [file, number] = page.split("#page=");
  const name = file === "rapport.pdf" ? "Rapport" : decode(file.split("/").at(-1));
  return make("li", {}, make("a", {href: new URL(page, hit.url).href}, `${name}, bladzijde ${number}`));
}

function decode(file) {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

export function count(number, one, many) {
  return `${number.toLocaleString("nl")} ${number === 1 ? one : many}`;
}

export const shorten = text => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
export const quoted = words => new Intl.ListFormat("nl").format(words.map(word => `“${shorten(word)}”`));

export function button(text, click) {
  const element = make("button", {type: "button", className: "als-link"}, text);
  element.addEventListener("click", click);
  return element;
}
