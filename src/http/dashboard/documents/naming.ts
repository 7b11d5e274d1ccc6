import type { SettingNames } from "../../../domain/explain.ts";
import type { HttpContext } from "../../context.ts";
import { settingName } from "../settings/setting-name.ts";

/** How a trace's settings are called on this page; numbers in their paths count in the configuration as it is now. */
export function settingNames(c: HttpContext): SettingNames {
  const { texts, language } = c.get("view");
  const fields = c.get("installation").configuration ?? {};
  return (path) => settingName({ texts, language, fields }, path);
}
