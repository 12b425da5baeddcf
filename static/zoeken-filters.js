// The filters: for each facet a group of checkboxes, which are made once, so that the focus stays where it is.

import {FACETS, chosen} from "./zoeken-vraag.js";
import {make} from "./zoeken-lijst.js";

const FEW = 10;
const byName = new Intl.Collator("nl", {numeric: true}).compare;

export class Filters {
  // `values` has the values of each facet with the number of pages that have it; `change` is called after a choice.
  constructor(place, values, change) {
    this.groups = FACETS.filter(facet => Object.keys(values[facet] ?? {}).length)
      .map(facet => new Group(facet, values[facet], change));
    place.replaceChildren(...this.groups.map(group => group.element));
  }

  // Show which values are chosen, and how many results each value gives.
  show(filters, counts) {
    for (const group of this.groups) group.show(filters.get(group.facet), counts[group.facet] ?? {});
  }
}

class Group {
  constructor(facet, values, change) {
    this.facet = facet;
    this.change = change;
    this.boxes = new Map();
    this.sought = "";
    this.names = Object.keys(values).sort(byName);
    if (facet === "Jaar") this.names.reverse();
    const common = facet === "Jaar" ? this.names : this.names.toSorted((a, b) => values[b] - values[a]);
    this.few = new Set(this.names.length > FEW ? common.slice(0, FEW) : this.names);
    this.list = make("ul");
    this.element = make("fieldset", {}, make("legend", {}, facet), this.list);
    if (this.names.length > FEW) this.addMore();
  }

  // Add a button that shows all values, and a field to narrow these down.
  addMore() {
    const field = make("input", {type: "text", hidden: true, autocomplete: "off", placeholder: "Beperk de lijst"});
    field.setAttribute("aria-label", `Beperk de lijst ${this.facet}`);
    const all = make("button", {type: "button", className: "als-link"}, `Toon alle ${this.names.length}`);
    all.append(make("span", {className: "sr"}, `: ${this.facet}`));
    all.setAttribute("aria-expanded", "false");
    all.addEventListener("click", () => {
      const open = field.hidden;
      all.firstChild.data = open ? "Toon minder" : `Toon alle ${this.names.length}`;
      all.setAttribute("aria-expanded", String(open));
      field.hidden = !open;
      this.list.classList.toggle("ruim", open);
      field.value = "";
      this.open = open;
      this.narrow("");
      if (open) field.focus();
    });
    field.addEventListener("input", () => this.narrow(field.value));
    this.list.before(field);
    this.element.append(all);
  }

  narrow(text) {
    this.sought = plain(text);
    this.show(this.values, this.counts);
  }

  // The values to show: a few or all; always those that were chosen at any time since the page was opened.
  visible() {
    if (!this.open) return this.names.filter(name => this.few.has(name));
    return this.names.filter(name => plain(name).includes(this.sought));
  }

  show(values, counts) {
    this.values = values;
    this.counts = counts;
    for (const value of values) this.few.add(value);
    const boxes = this.visible().map(name => this.box(name));
    for (const {box, name, number, item} of boxes) {
      const hits = Object.hasOwn(counts, name) ? counts[name] : 0; // a name may be "constructor"
      box.checked = values.has(name);
      number.data = ` (${hits})`;
      item.classList.toggle("nul", !hits);
    }
    const items = boxes.map(({item}) => item);
    if (items.length !== this.list.children.length || items.some((x, n) => x !== this.list.children[n])) {
      this.list.replaceChildren(...items);
    }
  }

  // The list may be shown again before the answer arrives, so remember the choice.
  tick(name, on) {
    this.values = new Set([...this.values].filter(value => value !== name).concat(on ? name : []));
    this.change(this.facet, name, on);
  }

  box(name) {
    if (!this.boxes.has(name)) {
      const box = make("input", {type: "checkbox"});
      const number = document.createTextNode("");
      const item = make("li", {}, make("label", {}, box, make("span", {}, name, make("small", {}, number))));
      box.addEventListener("change", () => this.tick(name, box.checked));
      this.boxes.set(name, {box, name, number, item});
    }
    return this.boxes.get(name);
  }
}

const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

// Return a button for each chosen value, which removes it, and one that removes them all.
export function removers(filters, remove, clear) {
  const buttons = chosen(filters).map(([facet, value]) => {
    const button = make("button", {type: "button"}, value, make("span", {className: "sr"}, " verwijderen"));
    button.addEventListener("click", () => remove(facet, value));
    return button;
  });
  if (buttons.length) {
    const all = make("button", {type: "button", className: "als-link"}, "Wis alle filters");
    all.addEventListener("click", clear);
    buttons.push(all);
  }
  return buttons;
}
