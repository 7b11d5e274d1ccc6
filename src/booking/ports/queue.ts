import type { Message } from "../message.ts";

/** The queue, and what is kept of cron and of messages that nobody can read. */

export interface CronRepository {
  /** False when this firing is known already. */
  begin(cron: string, scheduledAt: number, now: number): Promise<boolean>;
  keepDeadLetter(id: string, body: string, now: number): Promise<void>;
}

/** Sends messages to the queue; rejects when it can't, so that the sender can answer 5xx. */
export interface MessageSender {
  send(
    messages: readonly Message[],
    options?: { readonly delaySeconds?: number; readonly spreadSeconds?: number },
  ): Promise<void>;
}
