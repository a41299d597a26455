// The icons the pages use, as one SVG sprite: <use href="…/icons.svg#name">.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = [
  "adjustments", "alert-triangle", "arrow-back-up", "arrow-left", "arrow-right", "bell", "building-bank",
  "building-community", "calendar-due", "check", "chevron-down", "circle-check", "circle-dashed", "clipboard-check",
  "clock", "clock-pause", "copy", "download", "eye", "file-certificate", "file-description", "file-text", "files",
  "filter", "folder", "hand-grab", "help", "history", "home", "inbox", "info-circle", "key", "language", "list-check",
  "list-details", "lock", "login", "logout", "message-circle", "notes", "paperclip", "pencil", "player-pause",
  "player-play", "plus", "printer", "refresh", "route", "search", "send", "shield-check", "sitemap", "trash", "upload",
  "user", "users", "versions", "x",
];

function symbol(folder, name) {
  const file = ["outline", "filled"].map((kind) => join(folder, kind, `${name}.svg`)).find(existsSync);
  const drawn = readFileSync(file, "utf8").replace(/<!--[\s\S]*?-->/g, "");
  const inside = drawn.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>[\s\S]*$/, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s*\n\s*/g, "")}</symbol>`;
}

export function iconSprite(folder) {
  const style = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  const symbols = NAMES.map((name) => symbol(folder, name).replace("<symbol ", `<symbol ${style} `));
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}
