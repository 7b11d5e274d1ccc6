/** The one session that an administration has in iMUIS (imuis.md 1.6). Where it is kept is the caller's business. */

export interface ImuisSession {
  readonly sessionId: string;
  /** Epoch milliseconds of the last call that iMUIS answered in it. */
  readonly usedAtMs: number;
}

export interface SessionStore {
  load(): Promise<ImuisSession | null>;
  save(session: ImuisSession): Promise<void>;
  forget(): Promise<void>;
}

/** iMUIS ends a session after 30 idle minutes (KeepSession page); five less, so that it doesn't end under a call. */
const SESSION_IDLE_LIMIT_MS = 25 * 60_000;

/** Half a limit's worth of imprecision is not worth a write at every call. */
const SESSION_TOUCH_INTERVAL_MS = 60_000;

export function isAlive(session: ImuisSession, now: Date): boolean {
  const idleMs = now.getTime() - session.usedAtMs;
  return idleMs >= 0 && idleMs < SESSION_IDLE_LIMIT_MS;
}

export function needsTouch(session: ImuisSession, now: Date): boolean {
  return now.getTime() - session.usedAtMs >= SESSION_TOUCH_INTERVAL_MS;
}
