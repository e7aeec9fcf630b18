// Copies the web fonts of the site, cut to Latin and Latin extended, beside their licences.
// One file per weight, not a variable font: browsers lay its text out in two thirds of the time.
// Run: npm ci && npm run fonts
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const TARGET = new URL("../content/static/fonts/", import.meta.url);
const FAMILIES = {
  "bricolage-grotesque": { use: "headings", weights: [700] },
  "instrument-sans": { use: "text", weights: [400, 600] },
};
const SUBSETS = ["latin", "latin-ext"];

const folder = (family) => new URL(`node_modules/@fontsource/${family}/`, import.meta.url);
const version = (family) => JSON.parse(readFileSync(new URL("package.json", folder(family)))).version;

function copy(family) {
  for (const weight of FAMILIES[family].weights) {
    for (const subset of SUBSETS) {
      copyFileSync(
        new URL(`files/${family}-${subset}-${weight}-normal.woff2`, folder(family)),
        new URL(`${family}-${weight}-${subset}.woff2`, TARGET),
      );
    }
  }
  copyFileSync(new URL("LICENSE", folder(family)), new URL(`${family}-OFL.txt`, TARGET));
}

mkdirSync(TARGET, { recursive: true });
Object.keys(FAMILIES).forEach(copy);
writeFileSync(new URL("README.md", TARGET), [
  "# Fonts",
  "SIL Open Font License 1.1. Made by `npm run fonts` in `vendor/`; do not edit.",
  "",
  "| family | weights | for | package version | licence |",
  "| --- | --- | --- | --- | --- |",
  ...Object.entries(FAMILIES).map(([family, { use, weights }]) => `| ${family} | ${weights.join(", ")} | ${use} | ${version(family)} | ${family}-OFL.txt |`),
  "",
].join("\n"));
