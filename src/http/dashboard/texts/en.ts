import { common } from "./en/common.ts";
import { documents } from "./en/documents.ts";
import { messages } from "./en/messages.ts";
import { profile } from "./en/profile.ts";
import { settings } from "./en/settings.ts";
import { setup } from "./en/setup.ts";
import type { nl } from "./nl.ts";

/** The English texts. */
export const en: typeof nl = {
  language: "en",
  common,
  documents,
  messages,
  profile,
  settings,
  setup,
};
