import type { HttpContext } from "../../context.ts";
import { moment } from "../format.ts";
import { answerPage } from "../parts/layout.tsx";
import { Empty } from "../parts/notice.tsx";
import { type Naming, settingName, settingValue } from "../settings/setting-name.ts";
import { type ChangedSetting, changedSettings } from "./changes.ts";

/** Who changed which setting, newest first. */
export async function answerChanges(c: HttpContext): Promise<Response> {
  const { texts, language } = c.get("view");
  const { changes: text } = texts.profile;
  const naming = { texts, language };
  const changes = await c.env.installations.configurationChanges(c.get("installation").id);
  return answerPage(c, {
    title: text.title,
    section: "profile",
    content: (
      <>
        <p class="lead">{text.lead}</p>
        {changes.length === 0 ? <Empty>{text.empty}</Empty> : null}
        {changes.map(({ version, changedAt, changedBy, before, after }) => (
          <section class="panel" aria-labelledby={`v${version}`}>
            <h2 id={`v${version}`}>
              {text.version} {version}
            </h2>
            <p class="soft">
              {moment(changedAt)} · {changedBy}
              {before === null ? ` · ${text.first}` : ""}
              {after === null ? ` · ${text.removed}` : ""}
            </p>
            {before === null ? null : (
              <ChangeTable
                naming={{ ...naming, fields: after ?? before }}
                changes={changedSettings(before, after)}
              />
            )}
          </section>
        ))}
      </>
    ),
  });
}

function ChangeTable(props: {
  readonly naming: Naming;
  readonly changes: readonly ChangedSetting[];
}) {
  const { naming } = props;
  const { changes: text } = naming.texts.profile;
  const shown = (setting: string, value: string | null) =>
    value === null ? "–" : settingValue(naming, setting, value);
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{text.setting}</th>
          <th scope="col">{text.before}</th>
          <th scope="col">{text.after}</th>
        </tr>
      </thead>
      <tbody>
        {props.changes.map(({ setting, before, after }) => (
          <tr>
            <th scope="row">{settingName(naming, setting)}</th>
            <td data-label={text.before}>{shown(setting, before)}</td>
            <td data-label={text.after}>{shown(setting, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
