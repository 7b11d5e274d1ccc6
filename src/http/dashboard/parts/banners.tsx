import type { HttpContext } from "../../context.ts";
import { readSettings } from "../settings/settings.ts";
import { progressOf } from "../setup/steps.ts";
import type { Section } from "./layout.tsx";

/** What must be known on every page: nothing is booked yet, or not any more. */
export async function Banners(props: { readonly c: HttpContext; readonly section: Section }) {
  const { c, section } = props;
  const { texts, visitor } = c.get("view");
  if (visitor === null || visitor.waiting === null) return null;
  const installation = c.get("installation");
  const { common } = texts;
  switch (installation.state) {
    case "new": {
      const progress = progressOf(installation, c.get("caller"), await readSettings(c));
      const left = progress.filter(({ isDone }) => !isDone).length;
      return (
        <div class="banner warn" role="status">
          <strong>{left > 1 ? common.stepsLeft(left) : common.notActive}</strong>{" "}
          {section === "setup" ? null : <a href="/setup">{common.continueSetUp}</a>}
        </div>
      );
    }
    case "stopped":
      return (
        <div class="banner warn" role="status">
          <strong>{common.stopped}</strong> <a href="/profile#stop">{common.toProfile}</a>
        </div>
      );
    case "uninstalled":
      return (
        <div class="banner bad" role="status">
          {common.uninstalled}
        </div>
      );
    case "active": {
      if (installation.configuration === null) return <NotConfigured c={c} section={section} />;
      const { length } = installation.settingProblems;
      return length === 0 ? null : (
        <div class="banner warn" role="status">
          <strong>{common.settingProblems(length)}</strong>{" "}
          <a href="/configuration">{common.toConfiguration}</a>
        </div>
      );
    }
  }
}

/** The VAT settings were removed, or another administration demands new ones: nothing else would show that nothing is booked. */
function NotConfigured({ c, section }: { readonly c: HttpContext; readonly section: Section }) {
  const { common } = c.get("view").texts;
  return (
    <div class="banner bad" role="status">
      <strong>{common.notConfigured}</strong>{" "}
      {section === "setup" ? null : <a href="/setup">{common.continueSetUp}</a>}
    </div>
  );
}
