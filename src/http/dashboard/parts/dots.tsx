import type { ConnectionState } from "../../../booking/repositories.ts";
import type { HttpContext } from "../../context.ts";
import { moment } from "../format.ts";

/** The two connections: green with a tick or red with a cross, the reason and the last check behind it. */

interface Dot {
  readonly name: string;
  readonly isConnected: boolean;
  readonly state: ConnectionState;
}

export function isConnectionOk(dot: Pick<Dot, "isConnected" | "state">): boolean {
  return dot.isConnected && dot.state.problem === null && dot.state.checkedAt !== null;
}

export function Dots({ c }: { readonly c: HttpContext }) {
  const { ccv, imuis, apiSecret, environmentCode } = c.get("installation");
  return (
    <ul class="dots" aria-label={c.get("view").texts.common.connections}>
      <DotItem c={c} dot={{ name: "CCV Shop", isConnected: apiSecret !== null, state: ccv }} />
      <DotItem c={c} dot={{ name: "iMUIS", isConnected: environmentCode !== null, state: imuis }} />
    </ul>
  );
}

function DotItem({ c, dot }: { readonly c: HttpContext; readonly dot: Dot }) {
  const { common } = c.get("view").texts;
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
            {problem === null ? null : `: ${problem}`}
          </p>
          <p>
            {checkedAt === null ? common.neverChecked : `${common.lastCheck}: ${moment(checkedAt)}`}
          </p>
        </div>
      </details>
    </li>
  );
}
