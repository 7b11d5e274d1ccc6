import type { ConnectionState } from "../../../booking/ports/installations.ts";
import { ownWords } from "../../../domain/own-words.ts";
import type { HttpContext } from "../../context.ts";
import { moment } from "../format.ts";

/** The two connections: green with a tick or red with a cross, the reason and the last check behind it. */

interface Dot {
  readonly name: string;
  readonly isConnected: boolean;
  readonly state: ConnectionState;
  /** Something that is not red but worth knowing. */
  readonly remark: string | null;
  /** What mends it, while it is red. */
  readonly mend?: { readonly href: string; readonly label: string };
}

function isConnectionOk(dot: Pick<Dot, "isConnected" | "state">): boolean {
  return dot.isConnected && dot.state.problem === null && dot.state.checkedAt !== null;
}

export function Dots({ c }: { readonly c: HttpContext }) {
  const { common, setup } = c.get("view").texts;
  const { ccv, imuis, apiSecret, environmentCode } = c.get("installation");
  return (
    <ul class="dots" aria-label={common.connections}>
      <DotItem
        c={c}
        dot={{
          name: "CCV Shop",
          isConnected: apiSecret !== null,
          state: ccv,
          remark: refusedText(c),
        }}
      />
      <DotItem
        c={c}
        dot={{
          name: "iMUIS",
          isConnected: environmentCode !== null,
          state: imuis,
          remark: null,
          mend: {
            href: "/setup/imuis",
            label: environmentCode === null ? setup.imuis.connect : setup.imuis.reconnect,
          },
        }}
      />
    </ul>
  );
}

function refusedText(c: HttpContext): string | null {
  const { texts, visitor } = c.get("view");
  const refused = visitor?.refused;
  if (!refused || refused.count === 0) return null;
  return `${texts.common.refusedDeliveries(refused.count)} (${moment(refused.lastAt)})`;
}

function DotItem({ c, dot }: { readonly c: HttpContext; readonly dot: Dot }) {
  const { texts, language } = c.get("view");
  const { common } = texts;
  const isOk = isConnectionOk(dot);
  const { problem, checkedAt } = dot.state;
  return (
    <li>
      <details class={isOk ? "dot ok" : "dot bad"}>
        <summary>
          <span class="mark" aria-hidden="true">
            {isOk ? "✓" : "✕"}
          </span>
          {dot.name}
          <span class="hidden">: {isOk ? common.connected : common.notConnected}</span>
        </summary>
        <div class="pop">
          <p>
            <strong>{isOk ? common.connected : common.notConnected}</strong>
            {problem === null ? null : `: ${ownWords(problem, language)}`}
          </p>
          <p>
            {checkedAt === null ? common.neverChecked : `${common.lastCheck}: ${moment(checkedAt)}`}
          </p>
          {dot.remark === null ? null : <p>{dot.remark}</p>}
          {isOk || dot.mend === undefined ? null : (
            <p>
              <a href={dot.mend.href}>{dot.mend.label}</a>
            </p>
          )}
        </div>
      </details>
    </li>
  );
}
