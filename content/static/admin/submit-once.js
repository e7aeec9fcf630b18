// A form that was just sent is not sent again by a second click: one post, not two.
// The buttons work again when the page is shown anew, or if no answer comes.
const PATIENCE = 10_000; // milliseconds

function buttons(form) {
  return [...form.elements].filter((element) => element.type === "submit");
}

function release(form) {
  delete form.dataset.sent;
  for (const button of buttons(form)) button.disabled = false;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => {
    for (const button of buttons(form)) button.disabled = true; // its name and value are on their way
  });
  setTimeout(release, PATIENCE, form);
});

addEventListener("pageshow", () => [...document.forms].forEach(release));
