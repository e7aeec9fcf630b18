// Draws share.png, the picture shown where a page of the site is shared without one of its own.
// Run: npm run basemap && npm run share (needs Chromium; CHROMIUM names another browser of its family)
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [WIDTH, HEIGHT] = [1200, 630];
const { land, borders } = JSON.parse(readFileSync(new URL("../metropoles/basemap/europe.json", import.meta.url)));

const picture = `<!doctype html><meta charset="utf-8"><style>body { margin: 0 } svg { display: block }</style>
<svg width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" xmlns="http://www.w3.org/2000/svg">
  <path fill="#fcfdfe" d="M0 0h${WIDTH}v${HEIGHT}H0z"/>
  <svg x="460" width="740" height="612" viewBox="20 170 640 529" preserveAspectRatio="xMidYMid slice">
    <path fill="#d9e6f0" d="M0 0h760v800H0z"/>
    <path fill="#fff" d="${land}"/>
    <path fill="none" stroke="#b9c9d8" d="${borders}"/>
  </svg>
  <g transform="translate(92 168) scale(11)">
    <path fill="none" stroke="#0e1a2e" stroke-width="1.6" d="M6 19 13 5l8 9z"/>
    <g fill="#113fa8"><circle cx="6" cy="19" r="3.4"/><circle cx="13" cy="5" r="3.4"/><circle cx="21" cy="14" r="3.4"/></g>
  </g>
  <path fill="#f2b600" d="M0 612h${WIDTH}v18H0z"/>
</svg>`;

const folder = mkdtempSync(join(tmpdir(), "share-"));
const page = join(folder, "share.html");
writeFileSync(page, picture);
execFileSync(process.env.CHROMIUM ?? "chromium", [
  "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
  `--window-size=${WIDTH},${HEIGHT}`,
  `--screenshot=${fileURLToPath(new URL("../content/static/share.png", import.meta.url))}`,
  `file://${page}`,
]);
rmSync(folder, { recursive: true });
