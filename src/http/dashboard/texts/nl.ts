import type { Language } from "../../../domain/vocabulary.ts";
import { common } from "./nl/common.ts";
import { documents } from "./nl/documents.ts";
import { messages } from "./nl/messages.ts";
import { profile } from "./nl/profile.ts";
import { settings } from "./nl/settings.ts";
import { setup } from "./nl/setup.ts";

const language = "nl" as Language;

/** The Dutch texts. */
export const nl = { language, common, documents, messages, profile, settings, setup };
