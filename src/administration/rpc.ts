import type { Message } from "../booking/message.ts";

/** What the Worker may ask of an administration's Durable Object. */
export interface AdministrationRpc extends Rpc.DurableObjectBranded {
  /** Takes messages over durably; it works them off by itself. */
  enqueue(messages: readonly Message[]): Promise<void>;
  /** One call on the books in this administration's session, in turn. `args` and the answer are those of the port's method. */
  callBooks(environmentCode: string, method: string, args: readonly unknown[]): Promise<unknown>;
}
