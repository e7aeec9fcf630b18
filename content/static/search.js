/* Suggestions under the search field, as the combobox pattern of the ARIA practices asks: arrows
   choose, Enter opens, Escape closes. Without this file the form works as it is. */

const WAIT = 150; // ms without a key
const SHORTEST = 2; // letters

for (const field of document.querySelectorAll("[data-suggestions]")) suggest(field);

function suggest(field) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer, request, chosen = -1;

  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", field.labels[0].textContent);
  status.className = "visually-hidden";
  status.role = "status";
  field.after(list, status);
  field.role = "combobox";
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  field.addEventListener("input", () => {
    clearTimeout(timer);
    request?.abort();
    close();
    if (field.value.trim().length >= SHORTEST) timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) {
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      list.children[chosen].querySelector("a").click();
    } else if (step && !list.hidden) {
      const size = list.children.length + 1; // the field itself is one place of the round
      choose(((chosen + 1 + step + size) % size) - 1);
    } else {
      return;
    }
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps its focus

  async function ask() {
    request = new AbortController();
    try {
      const address = `${field.dataset.suggestions}&q=${encodeURIComponent(field.value)}`;
      const response = await fetch(address, { signal: request.signal });
      if (response.ok) show((await response.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") close(); // offline: the form still works
    }
  }

  function show(hits) {
    list.replaceChildren(...hits.map(option));
    status.textContent = field.dataset.status.replace("{}", hits.length);
    list.hidden = hits.length === 0 || document.activeElement !== field;
    field.setAttribute("aria-expanded", String(!list.hidden));
  }

  function option(hit, position) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const kind = document.createElement("span");
    item.id = `${list.id}-${position}`;
    item.role = "option";
    item.ariaSelected = "false";
    link.href = hit.url;
    link.tabIndex = -1;
    link.textContent = hit.title;
    link.lang = hit.language;
    kind.className = "meta";
    kind.textContent = hit.label;
    item.append(link, " ", kind);
    item.addEventListener("click", () => { location.href = hit.url; });
    return item;
  }

  function choose(position) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = position;
    const item = list.children[chosen];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) field.setAttribute("aria-activedescendant", item.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function close() {
    choose(-1);
    list.hidden = true;
    status.textContent = "";
    field.setAttribute("aria-expanded", "false");
  }
}
