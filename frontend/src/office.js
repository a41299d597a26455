// What the office's pages do in the browser; every page also works without it.

import "htmx.org";
import { followBoards } from "./boards.js";
import { chooseRows } from "./choose.js";
import { askFirst } from "./confirm.js";
import { keepDrafts } from "./drafts.js";
import { growLists } from "./lists.js";
import { bringBackWords } from "./kept.js";
import { listenToKeys } from "./keys.js";
import { offerColleagues } from "./mentions.js";
import { offerPhrases } from "./phrases.js";
import { smallThings } from "./small.js";

askFirst();
listenToKeys();
chooseRows();
smallThings();
growLists();
followBoards();
bringBackWords();
offerPhrases();
offerColleagues();
document.querySelectorAll("form[data-draft-url], form[data-preview-url]").forEach(keepDrafts);
