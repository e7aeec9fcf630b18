// A map drawn on the server, made easier to read up close: zoom, pan, the name of the point that has
// the focus, and the names of the list and the points of the map lighting each other up. Without this
// module the map is whole.
const FRENCH = document.documentElement.lang.startsWith("fr");
const WORDS = FRENCH
  ? { tools: "Zoom de la carte", in: "Agrandir", out: "Réduire", whole: "Carte entière", keys: "Touches + et − : zoomer. Flèches : se déplacer. 0 : carte entière." }
  : { tools: "Map zoom", in: "Zoom in", out: "Zoom out", whole: "Whole map", keys: "Keys + and −: zoom. Arrows: move. 0: whole map." };
const CLOSEST = 8;
const STEP = 1.6;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function placeOf(point) {
  const place = /translate\(([\d.-]+)[ ,]+([\d.-]+)\)/.exec(point.getAttribute("transform") ?? "");
  return place && { x: Number(place[1]), y: Number(place[2]) };
}

function between(low, value, high) {
  return Math.min(Math.max(value, low), high);
}

class ZoomableMap {
  constructor(figure) {
    this.figure = figure;
    this.svg = figure.querySelector("svg");
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    this.whole = { x, y, width, height };
    this.zoom = 1;
    this.centre = { x: x + width / 2, y: y + height / 2 };
    this.shifted = [...this.svg.querySelectorAll("[data-shift]")].map((point) => {
      const [dx, dy] = point.dataset.shift.split(" ").map(Number);
      return { point, dx, dy, from: placeOf(point) };
    });
    this.hint = this.keys();
    figure.prepend(this.toolbar(), this.hint);
    figure.addEventListener("keydown", (event) => this.press(event));
    this.svg.addEventListener("pointerdown", (event) => this.drag(event));
    figure.addEventListener("focusin", (event) => this.reveal(event.target));
    this.show();
  }

  toolbar() {
    const bar = document.createElement("div");
    bar.className = "map-tools";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", WORDS.tools);
    bar.setAttribute("aria-describedby", this.hint.id);
    this.in = this.button("+", WORDS.in, "Plus", () => this.scale(STEP));
    this.out = this.button("−", WORDS.out, "-", () => this.scale(1 / STEP));
    this.reset = this.button("⤢", WORDS.whole, "0", () => this.scale(0));
    bar.append(this.in, this.out, this.reset);
    return bar;
  }

  // What the keys do wherever the focus is in the map: seen beside the tools, said with them.
  keys() {
    const hint = document.createElement("p");
    hint.id = `map-keys-${document.querySelectorAll(".map-keys").length}`;
    hint.className = "map-keys";
    hint.textContent = WORDS.keys;
    return hint;
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const button = { "+": this.in, "=": this.in, "-": this.out, "0": this.reset }[event.key];
    if (!button && (!arrow || this.zoom === 1)) return;
    event.preventDefault();
    if (button) {
      button.click();
      return this.reveal(event.target);
    }
    const box = this.window();
    this.move(box.width * 0.2 * arrow[0], box.height * 0.2 * arrow[1]);
  }

  button(sign, name, key, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", name);
    button.setAttribute("aria-keyshortcuts", key);
    button.title = name;
    button.addEventListener("click", act);
    return button;
  }

  window() {
    const width = this.whole.width / this.zoom;
    const height = this.whole.height / this.zoom;
    return { x: this.centre.x - width / 2, y: this.centre.y - height / 2, width, height };
  }

  show() {
    const { x, y, width, height } = this.whole;
    const half = { x: width / this.zoom / 2, y: height / this.zoom / 2 };
    this.centre.x = between(x + half.x, this.centre.x, x + width - half.x);
    this.centre.y = between(y + half.y, this.centre.y, y + height - half.y);
    const box = this.window();
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    this.figure.dataset.zoom = this.zoom > 4 ? "3" : this.zoom > 2 ? "2" : this.zoom > 1 ? "1" : "0";
    // Points pushed apart come nearer to their places, as there is more room between them.
    const left = 1 - 1 / this.zoom;
    for (const { point, dx, dy, from } of this.shifted) {
      point.setAttribute("transform", `translate(${from.x - dx * left} ${from.y - dy * left})`);
    }
    this.in.setAttribute("aria-disabled", this.zoom >= CLOSEST);
    this.out.setAttribute("aria-disabled", this.zoom <= 1);
    this.reset.setAttribute("aria-disabled", this.zoom <= 1);
  }

  scale(factor) {
    this.zoom = between(1, this.zoom * factor, CLOSEST);
    this.show();
  }

  move(x, y) {
    this.centre.x += x;
    this.centre.y += y;
    this.show();
  }

  drag(start) {
    if (this.zoom === 1 || start.button) return;
    const box = this.window();
    const unit = box.width / this.svg.clientWidth;
    let last = start;
    let moved = 0;
    const follow = (event) => {
      moved += Math.abs(event.clientX - last.clientX) + Math.abs(event.clientY - last.clientY);
      this.move((last.clientX - event.clientX) * unit, (last.clientY - event.clientY) * unit);
      last = event;
    };
    const stop = () => {
      removeEventListener("pointermove", follow);
      // What was dragged was not clicked.
      if (moved > 4) addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
      setTimeout(() => this.svg.classList.remove("dragged"));
    };
    start.preventDefault();
    this.svg.classList.add("dragged");
    addEventListener("pointermove", follow);
    addEventListener("pointerup", stop, { once: true });
    addEventListener("pointercancel", stop, { once: true });
  }

  // A point that takes the focus is brought into the part that is shown.
  reveal(point) {
    const place = placeOf(point);
    if (!place || this.zoom === 1) return;
    const { x, y } = place;
    const box = this.window();
    const inside = x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
    if (!inside) this.centre = { x, y };
    this.show();
  }
}

// The name of the point that has the focus, above it. A pointer shows it by the point's own title.
class PointName {
  constructor(figure) {
    this.figure = figure;
    this.tag = document.createElement("div");
    this.tag.className = "map-name";
    this.tag.setAttribute("aria-hidden", "true");
    figure.addEventListener("focusin", (event) => this.show(event.target));
    figure.addEventListener("focusout", () => this.tag.remove());
    figure.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.tag.remove();
      else this.show(event.target); // the map may have moved under it
    });
  }

  show(point) {
    if (!point.matches(".pt:focus-visible")) return;
    this.tag.textContent = point.getAttribute("aria-label");
    this.figure.append(this.tag);
    const mark = point.getBoundingClientRect();
    const sheet = this.figure.querySelector("svg").getBoundingClientRect();
    const isSeen = mark.right > sheet.left && mark.left < sheet.right && mark.bottom > sheet.top && mark.top < sheet.bottom;
    if (!isSeen) return this.tag.remove();
    const half = this.tag.offsetWidth / 2;
    const x = between(half, mark.x + mark.width / 2 - sheet.x, sheet.width - half);
    this.tag.style.left = `${x}px`;
    this.tag.style.top = `${mark.y - sheet.y}px`;
  }
}

function light(address, on) {
  for (const link of document.querySelectorAll("main a[href]")) {
    if (link.getAttribute("href") === address) link.classList.toggle("is-linked", on);
  }
}

function linkHighlights() {
  const points = new Set([...document.querySelectorAll(".map a")].map((a) => a.getAttribute("href")));
  for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.querySelector("main").addEventListener(type, (event) => {
      const address = event.target.closest?.("a[href]")?.getAttribute("href");
      if (points.has(address)) light(address, on);
    });
  }
}

const CROWDED = 8; // a map of fewer points is read as it is
for (const figure of document.querySelectorAll(".map-whole")) {
  if (figure.querySelectorAll(".pt").length > CROWDED) new ZoomableMap(figure);
  new PointName(figure);
}
linkHighlights();
