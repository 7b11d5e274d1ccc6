/** The dead-letter queue is named after its queue, in every environment of wrangler.toml. */
export function isDeadLetterQueue(name: string): boolean {
  return name.endsWith("-dlq");
}
