import type { HttpContext } from "../../context.ts";
import { answerPage } from "../parts/layout.tsx";
import { Notice } from "../parts/notice.tsx";
import { type Found, nameDebtors } from "./debtors.ts";
import { type Options, readOptions } from "./options.ts";
import { problemOfSetting } from "./problem-text.ts";
import { settingName } from "./setting-name.ts";
import {
  missingSection,
  readSettings,
  type SectionName,
  SECTIONS,
  sectionOf,
  type Settings,
} from "./settings.ts";
import { summaryOf } from "./summary.ts";

/** The settings as text, each section with a blue Edit and with what doesn't fit iMUIS. */

interface Props {
  readonly c: HttpContext;
  readonly settings: Settings;
  readonly options: Options;
  readonly debtors: Found;
}

export async function showConfiguration(c: HttpContext): Promise<Response> {
  const { settings: text, common } = c.get("view").texts;
  const [settings, options] = await Promise.all([readSettings(c), readOptions(c)]);
  const methods = settings.fields.paymentMethods ?? [];
  const debtors = await nameDebtors(
    c,
    methods.map(({ debtor }) => debtor).filter((debtor) => debtor !== null),
  );
  return answerPage(c, {
    title: text.title,
    section: "configuration",
    content:
      settings.stored === null ? (
        <div class="panel narrow">
          <p>{text.notComplete}</p>
          <p class="buttons">
            <a class="button blue" href="/setup">
              {common.continueSetUp}
            </a>
          </p>
        </div>
      ) : (
        <>
          <Lead c={c} settings={settings} />
          <div class="sections">
            {SECTIONS.map((section) => (
              <Section
                c={c}
                settings={settings}
                options={options}
                debtors={debtors}
                section={section}
              />
            ))}
          </div>
        </>
      ),
  });
}

/** What waits for another section stands among the rest, but books nothing. */
function Lead({ c, settings }: Pick<Props, "c" | "settings">) {
  const { settings: text } = c.get("view").texts;
  const missing = missingSection(settings.fields);
  if (missing === null) return <p class="lead">{text.lead}</p>;
  return (
    <Notice kind="warn">
      <p>{text.draftPending}</p>
      <MissingLink c={c} section={missing} />
    </Notice>
  );
}

export function MissingLink(props: { readonly c: HttpContext; readonly section: SectionName }) {
  const { section } = props;
  return (
    <p>
      <a href={`/configuration/${section}`}>
        {props.c.get("view").texts.settings.sections[section]}
      </a>
    </p>
  );
}

function Section(props: Props & { readonly section: SectionName }) {
  const { c, settings, options, debtors, section } = props;
  const { texts, language } = c.get("view");
  const { settings: text, common } = texts;
  const naming = { texts, language, fields: settings.stored ?? {} };
  const lines = summaryOf({ c, fields: settings.fields, options, debtors }, section);
  const problems = c
    .get("installation")
    .settingProblems.filter(({ setting }) => sectionOf(setting) === section);
  return (
    <section class="panel" aria-labelledby={`s-${section}`}>
      <div class="headed">
        <h2 id={`s-${section}`}>{text.sections[section]}</h2>
        <a
          class="button blue small"
          href={`/configuration/${section}`}
          aria-label={`${common.edit}: ${text.sections[section]}`}
        >
          {common.edit}
        </a>
      </div>
      {problems.length === 0 ? null : (
        <Notice kind="warn">
          <p>
            <strong>{text.problems}</strong>
          </p>
          <ul>
            {problems.map((problem) => (
              <li>
                {settingName(naming, problem.setting)}: {problemOfSetting(naming.texts, problem)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {lines.length === 0 ? (
        <p class="soft">{common.none}</p>
      ) : (
        <dl class="settings">
          {lines.map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>
                {typeof value === "string" ? (
                  value
                ) : (
                  <ul class="parts">
                    {value.map((part) => (
                      <li>{part}</li>
                    ))}
                  </ul>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
