// A click on the picture sets the focal point: the two numbers stay what is saved, and work alone.
// A file just chosen is drawn here before it is sent, so that its focal point can be chosen too.
const fields = { x: document.querySelector("#id_focal_x"), y: document.querySelector("#id_focal_y") };
const file = document.querySelector("#id_file");
const LONGEST_SIDE = 800;

const frame = document.createElement("div");
frame.className = "focal-frame";
const dot = document.createElement("span");
dot.className = "focal-dot";

function show() {
  dot.style.left = `${fields.x.value || 50}%`;
  dot.style.top = `${fields.y.value || 50}%`;
}

function choose(event) {
  const box = frame.getBoundingClientRect();
  const percent = (part, whole) => Math.min(100, Math.max(0, Math.round((100 * part) / whole)));
  fields.x.value = percent(event.clientX - box.left, box.width);
  fields.y.value = percent(event.clientY - box.top, box.height);
  show();
}

function use(picture) {
  frame.replaceChildren(picture, dot);
  show();
}

async function draw() {
  if (!file.files.length) return;
  try {
    const bitmap = await createImageBitmap(file.files[0]);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = bitmap.width * scale;
    canvas.height = bitmap.height * scale;
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    use(canvas);
    const before = document.querySelector("img.preview");
    if (!frame.isConnected) before ? before.replaceWith(frame) : file.after(frame);
  } catch {
    // Not a picture the browser can draw: the site will say so when it is sent.
  }
}

function start() {
  if (!fields.x || !fields.y) return;
  frame.addEventListener("click", choose);
  for (const field of Object.values(fields)) field.addEventListener("input", show);
  const preview = document.querySelector("img.preview");
  if (preview) {
    preview.replaceWith(frame);
    use(preview);
  }
  file?.addEventListener("change", draw);
}

start();
