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
}

function isConnectionOk(dot: Pick<Dot, "isConnected" | "state">): boolean {
  return dot.isConnected && dot.state.problem === null && dot.state.checkedAt !== null;
}

export function Dots({ c }: { readonly c: HttpContext }) {
  const { ccv, imuis, apiSecret, environmentCode } = c.get("installation");
  return (
    <ul class="dots" aria-label={c.get("view").texts.common.connections}>
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
        dot={{ name: "iMUIS", isConnected: environmentCode !== null, state: imuis, remark: null }}
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
        </div>
      </details>
    </li>
  );
}
