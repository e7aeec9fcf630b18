// Draws the two base maps of the site, once, from public-domain Natural Earth data.
// Each file holds two SVG paths and the numbers of its projection, so that the site can place points on it.
// Run: npm ci && npm run basemap
import { readFileSync, writeFileSync } from "node:fs";
import { geoAzimuthalEqualArea, geoEqualEarth, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const FRAMES = [
  {
    // The family of ETRS89-LAEA (EPSG:3035): areas are true, and Europe stands upright.
    name: "europe",
    projection: "azimuthal-equal-area",
    make: () => geoAzimuthalEqualArea().clipAngle(40),
    rotate: [-11, -52],
    scale: 1210,
    translate: [380, 410],
    size: [760, 800],
    atlas: "countries-50m",
    tolerance: 0.02, // smallest triangle kept, in square degrees
    specks: { land: 24, borders: 10 }, // shortest outline kept, in characters
  },
  {
    // Centred on 11° E, so that the cut falls in the Bering Strait; Antarctica is left below the sheet.
    name: "world",
    projection: "equal-earth",
    make: () => geoEqualEarth(),
    rotate: [-11, 0],
    scale: 139,
    translate: [380, 192],
    size: [760, 340],
    atlas: "countries-110m",
    tolerance: 1.4,
    specks: { land: 20, borders: 0 },
  },
];

const readAtlas = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/world-atlas/${name}.json`, import.meta.url)));

const withoutSpecks = (path, shortest) =>
  path.split("M").filter((outline) => outline.length > shortest).map((outline) => `M${outline}`).join("");

function draw({ name, projection, make, rotate, scale, translate, size: [width, height], atlas, tolerance, specks }) {
  const topology = simplify(presimplify(readAtlas(atlas)), tolerance);
  const sheet = make().rotate(rotate).scale(scale).translate(translate)
    .clipExtent([[-2, -2], [width + 2, height + 2]]).precision(1);
  const path = geoPath(sheet).digits(0);
  const { countries, land } = topology.objects;
  return {
    name,
    projection,
    rotate,
    scale,
    translate,
    viewBox: [0, 0, width, height],
    land: withoutSpecks(path(feature(topology, land)), specks.land),
    borders: withoutSpecks(path(mesh(topology, countries, (a, b) => a !== b)), specks.borders),
  };
}

for (const frame of FRAMES) {
  const { name, ...sheet } = draw(frame);
  writeFileSync(new URL(`../metropoles/basemap/${name}.json`, import.meta.url), `${JSON.stringify(sheet)}\n`);
  console.log(`${name}.json: land ${sheet.land.length}, borders ${sheet.borders.length} characters`);
}
