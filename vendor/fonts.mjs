// Copies the two web fonts of the site, cut to Latin and Latin extended, beside their licences.
// Run: npm ci && npm run fonts
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const TARGET = new URL("../content/static/fonts/", import.meta.url);
const FAMILIES = { "bricolage-grotesque": "headings", "instrument-sans": "text" };
const SUBSETS = ["latin", "latin-ext"];

const folder = (family) => new URL(`node_modules/@fontsource-variable/${family}/`, import.meta.url);
const version = (family) => JSON.parse(readFileSync(new URL("package.json", folder(family)))).version;

function copy(family) {
  for (const subset of SUBSETS) {
    copyFileSync(
      new URL(`files/${family}-${subset}-wght-normal.woff2`, folder(family)),
      new URL(`${family}-${subset}.woff2`, TARGET),
    );
  }
  copyFileSync(new URL("LICENSE", folder(family)), new URL(`${family}-OFL.txt`, TARGET));
}

mkdirSync(TARGET, { recursive: true });
Object.keys(FAMILIES).forEach(copy);
writeFileSync(new URL("README.md", TARGET), [
  "# Fonts",
  "Variable fonts (weight axis), SIL Open Font License 1.1. Made by `npm run fonts` in `vendor/`; do not edit.",
  "",
  "| family | for | package version | licence |",
  "| --- | --- | --- | --- |",
  ...Object.entries(FAMILIES).map(([family, use]) => `| ${family} | ${use} | ${version(family)} | ${family}-OFL.txt |`),
  "",
].join("\n"));
