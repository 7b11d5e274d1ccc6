import { createTestHarness } from "wrangler";

/** The bench Worker (bench/worker): parts of the product measured inside workerd. */

export interface Parts {
  /** Answers what the bench Worker measured under that path. */
  measure<Answer>(path: string): Promise<Answer>;
  close(): Promise<void>;
}

export async function startParts(): Promise<Parts> {
  const server = createTestHarness({ workers: [{ configPath: "./bench/worker/wrangler.toml" }] });
  const { url } = await server.listen();
  await server.getWorker().applyD1Migrations("DB");
  return {
    async measure<Answer>(path: string): Promise<Answer> {
      const response = await fetch(`${url.origin}${path}`);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    close: () => server.close(),
  };
}
