// The text editor's ways of this site: pages and pictures by name, clean pastes, names for everything.
// The editor imports this module by itself (DJANGO_PROSE_EDITOR_EXTENSIONS in the settings).
import { crel, Extension, Link, Node, Plugin, Table } from "django-prose-editor/editor";

const FRENCH = document.documentElement.lang.startsWith("fr");
const say = (english, french) => (FRENCH ? french : english);

// Names of the buttons, by the editor's own names for them.
const NAMES = {
  heading2: say("Heading", "Intertitre"),
  heading3: say("Smaller heading", "Intertitre de niveau 2"),
  heading4: say("Smallest heading", "Intertitre de niveau 3"),
  paragraph: say("Paragraph", "Paragraphe"),
  bulletList: say("Bulleted list", "Liste à puces"),
  orderedList: say("Numbered list", "Liste numérotée"),
  blockquote: say("Quote", "Citation"),
  bold: say("Bold (Ctrl+B)", "Gras (Ctrl+B)"),
  italic: say("Italic (Ctrl+I)", "Italique (Ctrl+I)"),
  subscript: say("Subscript", "Indice"),
  superscript: say("Superscript", "Exposant"),
  link: say("Link (Ctrl+K)", "Lien (Ctrl+K)"),
  unlink: say("Remove the link", "Retirer le lien"),
  picture: say("Picture of the library", "Image de la bibliothèque"),
  table: say("Table", "Tableau"),
  "table:addColumnAfter": say("Add a column", "Ajouter une colonne"),
  "table:deleteColumn": say("Delete the column", "Supprimer la colonne"),
  "table:addRowAfter": say("Add a row", "Ajouter une ligne"),
  "table:deleteRow": say("Delete the row", "Supprimer la ligne"),
  "table:mergeCells": say("Merge the cells", "Fusionner les cellules"),
  "table:splitCell": say("Split the cell", "Scinder la cellule"),
  "table:toggleHeaderCell": say("Header cell or not", "Cellule d’en-tête ou non"),
  "table:deleteTable": say("Delete the table", "Supprimer le tableau"),
  "history:undo": say("Undo (Ctrl+Z)", "Annuler (Ctrl+Z)"),
  "history:redo": say("Redo (Ctrl+Y)", "Rétablir (Ctrl+Y)"),
};

const isAddress = (text) => /^(https?:\/\/|mailto:|tel:|\/)\S+$/.test(text);
const isKey = (text) => /^[a-z]+:[1-9]\d*$/.test(text);

async function ask(url, parameters) {
  const response = await fetch(`${url}?${new URLSearchParams(parameters)}`);
  return response.ok ? (await response.json()).results : [];
}

// --- A dialog with one field: what is typed is looked up, the arrows choose, Enter takes.

let count = 0;

function choose({ title, hint, url, typed = "", accepts = () => false, anchor }) {
  return new Promise((resolve) => {
    const id = `picker-${++count}`;
    const heading = crel("h2", { id: `${id}-title`, textContent: title });
    const label = crel("label", { htmlFor: id, textContent: hint });
    const input = crel("input", { id, type: "text", value: typed, autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list" });
    const list = crel("ul", { className: "picker-list", id: `${id}-list`, role: "listbox", "aria-label": title });
    const status = crel("p", { className: "picker-status", role: "status" });
    const take = crel("button", { type: "button", textContent: say("Insert", "Insérer") });
    const cancel = crel("button", { type: "button", textContent: say("Cancel", "Annuler") });
    const buttons = crel("p", { className: "picker-buttons" }, [take, cancel]);
    const dialog = crel("dialog", { className: "picker", "aria-labelledby": heading.id }, [heading, label, input, list, status, buttons]);
    let found = [], chosen = -1, asked = 0;

    const mark = (index) => {
      chosen = index;
      [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === index)));
      if (index < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    };
    const look = async () => {
      const mine = ++asked, text = input.value.trim();
      const results = accepts(text) ? [] : await ask(url, { q: text });
      if (mine !== asked) return; // a later question has been asked since
      found = results;
      list.replaceChildren(...found.map((choice, n) => option(choice, `${id}-${n}`)));
      input.setAttribute("aria-expanded", String(found.length > 0));
      mark(found.length ? 0 : -1);
      if (accepts(text)) status.textContent = say("This address will be used as it is.", "Cette adresse sera utilisée telle quelle.");
      else if (found.length) status.textContent = say(`${found.length} found`, `${found.length} trouvé${found.length > 1 ? "s" : ""}`);
      else status.textContent = text ? say("Nothing has this name.", "Rien ne porte ce nom.") : "";
    };
    const finish = (result) => {
      dialog.close();
      dialog.remove();
      resolve(result);
    };
    const accept = () => {
      const text = input.value.trim();
      if (accepts(text)) finish({ key: text, name: text });
      else if (found[chosen]) finish(found[chosen]);
    };

    input.addEventListener("input", look);
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && found.length) mark((chosen + step + found.length) % found.length);
      else if (event.key === "Enter") accept();
      else return;
      event.preventDefault();
    });
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      mark([...list.children].indexOf(option));
      accept();
    });
    take.addEventListener("click", accept);
    cancel.addEventListener("click", () => finish(null));
    dialog.addEventListener("cancel", () => finish(null));
    anchor.closest(".prose-editor").append(dialog);
    dialog.showModal();
    input.focus();
    look();
  });
}

function option({ name, detail, url }, id) {
  const words = crel("span", {}, [name, " ", crel("small", { textContent: detail })]);
  const picture = url ? [crel("img", { src: url, alt: "" })] : [];
  return crel("li", { id, role: "option", "aria-selected": "false" }, [...picture, words]);
}

// --- Links: a page of the site by its name, kept by key, or any address

export const PageLink = Link.extend({
  addOptions() {
    return { ...this.parent?.(), url: "", enableTarget: false, isAllowedUri: (uri) => isAddress(uri) || isKey(uri) };
  },

  addMenuItems({ menu, buttons }) {
    this.parent?.({ menu, buttons });
    menu.defineItem({
      name: "link",
      groups: "link",
      priority: 200,
      command: (editor) => editor.commands.addLink(),
      active: (editor) => editor.isActive("link"),
      button: buttons.material("insert_link"),
    });
  },

  addCommands() {
    const { url } = this.options;
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        pickLink(editor, url);
        return true;
      },
    };
  },
});

async function pickLink(editor, url) {
  const { href = "" } = editor.getAttributes("link");
  const { from, to, empty } = editor.state.selection;
  const selected = editor.state.doc.textBetween(from, to, " ");
  const [present] = isKey(href) ? await ask(url, { href }) : [];
  const picked = await choose({
    title: say("Link", "Lien"),
    hint: say(
      "Name of an organisation, a network, a piece of news, a page… or an address: https://…",
      "Nom d’une organisation, d’un réseau, d’une actualité, d’une page… ou adresse : https://…",
    ),
    url,
    typed: present?.name ?? (href || selected),
    accepts: isAddress,
    anchor: editor.view.dom,
  });
  const chain = editor.chain().focus();
  if (!picked) return chain.run();
  if (editor.isActive("link")) return chain.extendMarkRange("link").setLink({ href: picked.key }).run();
  if (!empty) return chain.setLink({ href: picked.key }).run();
  const mark = { type: "link", attrs: { href: picked.key } };
  return chain.insertContent([{ type: "text", text: picked.name, marks: [mark] }]).unsetMark("link").run();
}

// --- Pictures of the library, kept by key; the text beside one is its caption

export const LibraryPicture = Node.create({
  name: "picture",
  group: "block",
  content: "inline*",
  isolating: true,
  draggable: true,

  addOptions: () => ({ url: "" }),

  addAttributes: () => ({
    image: {
      parseHTML: (element) => element.dataset.image,
      renderHTML: ({ image }) => ({ "data-image": image }),
    },
  }),

  parseHTML: () => [
    {
      tag: "figure[data-image]",
      contentElement: (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption"),
    },
  ],

  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],

  addNodeView() {
    const { url } = this.options;
    return ({ node, editor }) => {
      const img = crel("img", { alt: "" });
      const alt = crel("p", { className: "picture-alt" });
      const about = crel("div", { contentEditable: "false" }, [img, alt]);
      const caption = crel("figcaption", { "data-placeholder": say("Caption (optional)", "Légende (facultative)") });
      const dom = crel("figure", { "data-image": node.attrs.image }, [about, caption]);
      ask(url, { href: node.attrs.image }).then(([picture]) => describe(picture, img, alt, languageOf(editor)));
      return { dom, contentDOM: caption, ignoreMutation: ({ target }) => about.contains(target) };
    };
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "picture",
      groups: "picture",
      command: (editor) => pickPicture(editor, this.options.url),
      active: (editor) => editor.isActive("picture"),
      button: buttons.material("image"),
    });
  },

  addKeyboardShortcuts() {
    const inside = () => {
      const { $from } = this.editor.state.selection;
      return $from.parent.type.name === this.name ? $from : null;
    };
    return {
      Enter: () => {
        const place = inside();
        return Boolean(place) && this.editor.chain().insertContentAt(place.after(), { type: "paragraph" }).setTextSelection(place.after() + 1).run();
      },
      Backspace: () => inside()?.parent.content.size === 0 && this.editor.commands.deleteNode(this.name),
    };
  },
});

function describe(picture, img, alt, language) {
  if (!picture) {
    alt.textContent = say("This picture is no longer in the library; nothing will be shown.", "Cette image n’est plus dans la bibliothèque ; rien ne sera affiché.");
    return;
  }
  img.src = picture.url;
  alt.textContent = picture.decorative
    ? say("Decorative picture", "Image décorative")
    : say(`Alternative text: ${picture.alt[language]}`, `Texte alternatif : ${picture.alt[language]}`);
}

async function pickPicture(editor, url) {
  const picked = await choose({
    title: NAMES.picture,
    hint: say("What it shows, or its credit", "Ce qu’elle montre, ou son crédit"),
    url,
    anchor: editor.view.dom,
  });
  const chain = editor.chain().focus();
  if (picked) chain.insertContent({ type: "picture", attrs: { image: picked.key } });
  chain.run();
}

// --- A table begins with a row of header cells

export const HeadedTable = Table.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      insertTableWithOptions: () => ({ commands }) => commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    };
  },
});

// --- Pastes are cleaned by the server, by the rules of every save

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addOptions: () => ({ url: "" }),

  addProseMirrorPlugins() {
    const { url } = this.options;
    const handlePaste = (view, event) => {
      const html = event.clipboardData?.getData("text/html");
      if (!html || html.includes("data-pm-slice")) return false; // nothing, or from an editor like this
      event.preventDefault();
      paste(view, html, url);
      return true;
    };
    return [new Plugin({ props: { handleDOMEvents: { paste: handlePaste } } })];
  },
});

async function paste(view, html, url) {
  const csrf = view.dom.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new FormData();
  body.append("html", html);
  const response = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf } }).catch(() => null);
  // Without an answer the editor takes what it knows; saving cleans it all the same.
  view.pasteHTML(response?.ok ? (await response.json()).html : html);
}

// --- Names, languages and the keyboard

const languageOf = (editor) => /_(fr|en)$/.exec(textareaOf(editor).name)?.[1] ?? (FRENCH ? "fr" : "en");
const textareaOf = (editor) => editor.view.dom.closest(".prose-editor").querySelector("textarea");

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const area = editor.view.dom;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  Object.assign(area, { id: `${textarea.id}_text`, lang: languageOf(editor) });
  for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true" })) area.setAttribute(name, value);
  if (label) {
    label.id ||= `${textarea.id}_label`;
    area.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.commands.focus());
  }
  const help = textarea.getAttribute("aria-describedby");
  if (help) area.setAttribute("aria-describedby", help);
  editor.on("create", () => nameToolbar(editor, area, label)); // its toolbar is made then
});

function nameToolbar(editor, area, label) {
  const bar = area.parentElement.querySelector(".prose-menubar");
  const buttons = [...bar.querySelectorAll("button[data-name]")];
  const words = label?.textContent.replace(/\s*:\s*$/, "").trim() ?? "";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", say(`Formatting – ${words} (Alt+F10)`, `Mise en forme – ${words} (Alt+F10)`));
  bar.setAttribute("aria-controls", area.id);
  for (const button of buttons) {
    button.title = NAMES[button.dataset.name] ?? button.title;
    button.setAttribute("aria-label", button.title);
  }
  const stop = (only) => buttons.forEach((button) => { button.tabIndex = button === only ? 0 : -1; });
  const tell = () => {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.classList.contains("active")));
      button.setAttribute("aria-disabled", String(button.classList.contains("disabled")));
    }
  };
  const shown = () => buttons.filter((button) => !button.classList.contains("hidden"));
  editor.on("transaction", tell);
  tell();
  stop(buttons[0]);
  bar.addEventListener("keydown", (event) => {
    const all = shown(), here = all.indexOf(document.activeElement);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") editor.commands.focus();
    if (next === undefined) return;
    const button = all[(next + all.length) % all.length];
    event.preventDefault();
    stop(button);
    button.focus();
  });
  area.addEventListener("keydown", (event) => {
    if (!event.altKey || event.key !== "F10") return;
    event.preventDefault();
    (shown().find((button) => button.tabIndex === 0) ?? shown()[0]).focus();
  });
}
