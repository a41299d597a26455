// Builds the browser assets into app/static/dist; `--check` only compares with what is committed.

import { createHash } from "node:crypto";
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { iconSprite } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const committed = join(here, "..", "app", "static", "dist");
const shipped = ["@tabler/core", "@tabler/icons", "htmx.org", "bpmn-js"];

// One licence, one holder; of Tabler's two packages only the icons bring the text along.
const licenceLiesIn = { "@tabler/core": "@tabler/icons" };

function packageOf(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = join(here, "node_modules", licenceLiesIn[name] ?? name);
  const text = readdirSync(texts).find((file) => /^licen[cs]e/i.test(file));
  return { name, version, licence: license, text: readFileSync(join(texts, text), "utf8") };
}

async function bundles(folder) {
  await build({
    absWorkingDir: here,
    entryPoints: { office: "src/office.js", diagram: "src/diagram.js", "diagram-style": "src/diagram.css" },
    outdir: folder,
    bundle: true,
    minify: true,
    target: "es2021",
    charset: "utf8",
    legalComments: "linked",
    logLevel: "warning",
  });
  const tabler = readFileSync(require.resolve("@tabler/core/dist/css/tabler.min.css"), "utf8");
  writeFileSync(join(folder, "tabler.css"), tabler.replace(/\/\*# sourceMappingURL=.*?\*\//, ""));
  writeFileSync(join(folder, "icons.svg"), iconSprite(join(here, "node_modules/@tabler/icons/icons")));
}

function manifest(folder) {
  const packages = shipped.map(packageOf);
  const texts = packages.map(({ name, version, text }) => `${name} ${version}\n\n${text}\n`);
  writeFileSync(join(folder, "LICENCES.txt"), texts.join(`\n${"-".repeat(72)}\n\n`));
  const files = {};
  for (const file of readdirSync(folder).sort()) {
    const content = readFileSync(join(folder, file));
    files[file] = { bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
  }
  const told = { packages: packages.map(({ text, ...rest }) => rest), files };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(told, null, 2) + "\n");
}

async function buildInto(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await bundles(folder);
  manifest(folder);
}

if (process.argv.includes("--check")) {
  const fresh = join(mkdtempSync(join(tmpdir(), "dist-")), "dist");
  await buildInto(fresh);
  const [ours, theirs] = [fresh, committed].map((folder) => readFileSync(join(folder, "manifest.json"), "utf8"));
  if (ours !== theirs) {
    console.error("app/static/dist is not what the sources build: run `npm run build` and commit it");
    process.exit(1);
  }
} else {
  await buildInto(committed);
}
