import type { Clock } from "../shared/clock.ts";
import type { Administration } from "./administration.ts";
import { refuse } from "./refusal.ts";

/** Sessions end after a time without calls ("iMUIS API, session"); ids hold `/`, `@` and `;` as the real ones. */

export const SESSION_ENDED = "Sessie is verlopen of ongeldig, opnieuw inloggen (CS005)";

const MINUTE_MS = 60_000;

interface Session {
  administration: Administration;
  environmentCode: string;
  lastUsed: number;
}

export class Sessions {
  readonly #clock: Clock;
  readonly #sessions = new Map<string, Session>();
  #next = 66_242;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  open(administration: Administration, environmentCode: string): string {
    if (administration.behaviour.singleSession) this.endAll(administration.number);
    const id = `${this.#next}/${administration.number}@d1095;CSW`;
    this.#next += 1;
    const lastUsed = this.#clock().getTime();
    this.#sessions.set(id, { administration, environmentCode, lastUsed });
    return id;
  }

  /** Refuses a session that is unknown, over, or of another environment code; else it counts as used now. */
  use(id: string, environmentCode: string): void {
    const session = this.#sessions.get(id);
    const now = this.#clock().getTime();
    if (!session || session.environmentCode !== environmentCode) refuse(SESSION_ENDED);
    const limit = session.administration.behaviour.sessionIdleMinutes * MINUTE_MS;
    if (now - session.lastUsed >= limit) {
      this.#sessions.delete(id);
      refuse(SESSION_ENDED);
    }
    session.lastUsed = now;
  }

  end(id: string): void {
    this.#sessions.delete(id);
  }

  /** Ends every session of one administration, or of all. */
  endAll(number?: string): void {
    for (const [id, session] of this.#sessions) {
      if (number === undefined || session.administration.number === number) {
        this.#sessions.delete(id);
      }
    }
  }

  count(number: string): number {
    return [...this.#sessions.values()].filter((one) => one.administration.number === number)
      .length;
  }
}
