// One switch for the whole form: French, English, or both side by side.
// Fields are recognised by the class that translated fields carry: mt-field-<name>-<language>.
const LANGUAGE_OF_FIELD = /(?:^|\s)mt-field-\S+-(fr|en)(?:\s|$)/;
const LANGUAGE_OF_COLUMN = /(?:^|\s)column-\S+_(fr|en)(?:\s|$)/;
const KEY = "editing-language";
const FRENCH = document.documentElement.lang.startsWith("fr");
const LABELS = FRENCH
  ? { legend: "Langue de saisie", fr: "Français", en: "Anglais", both: "Les deux" }
  : { legend: "Editing language", fr: "French", en: "English", both: "Both" };

function mark(root) {
  for (const field of root.querySelectorAll("[class*='mt-field-']")) {
    const language = LANGUAGE_OF_FIELD.exec(field.className)?.[1];
    const box = field.closest("td") ?? field.closest(".fieldBox") ?? field.closest(".form-row");
    if (language && box) box.dataset.textLanguage = language;
    if (language) field.lang = language;
  }
  for (const heading of root.querySelectorAll("th[class*='column-']")) {
    const language = LANGUAGE_OF_COLUMN.exec(heading.className)?.[1];
    if (language) heading.dataset.textLanguage = language;
  }
}

function show(choice) {
  for (const box of document.querySelectorAll("[data-text-language]")) {
    box.hidden = choice !== "both" && box.dataset.textLanguage !== choice;
  }
}

function option(choice, current, group) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "_editing_language", value: choice, id: `editing-${choice}` });
  input.checked = choice === current;
  input.addEventListener("change", () => {
    sessionStorage.setItem(KEY, choice);
    show(choice);
  });
  label.append(input, ` ${LABELS[choice]}`);
  group.append(label);
}

function start() {
  mark(document);
  if (!document.querySelector("[data-text-language]")) return;
  const hasErrors = document.querySelector("[data-text-language] .errorlist, [data-text-language].errors");
  const current = hasErrors ? "both" : (sessionStorage.getItem(KEY) ?? "both");
  const group = document.createElement("fieldset");
  group.className = "editing-language";
  const legend = document.createElement("legend");
  legend.textContent = LABELS.legend;
  group.append(legend);
  for (const choice of ["fr", "en", "both"]) option(choice, current, group);
  document.querySelector("#content-main form").prepend(group);
  show(current);
  document.addEventListener("formset:added", (event) => {
    mark(event.target);
    show(group.querySelector(":checked").value);
  });
}

start();
