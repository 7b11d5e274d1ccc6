import { createTestHarness } from "wrangler";

/** The bench Worker (bench/worker): parts of the product measured inside workerd. */

export interface Parts {
  /** Answers what the bench Worker measured under that path. */
  measure<Answer>(path: string, load?: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export async function startParts(): Promise<Parts> {
  const server = createTestHarness({ workers: [{ configPath: "./bench/worker/wrangler.toml" }] });
  const { url } = await server.listen();
  await server.getWorker().applyD1Migrations("DB");
  return {
    async measure<Answer>(path: string, load?: unknown): Promise<Answer> {
      const body = JSON.stringify(load ?? {});
      const response = await fetch(`${url.origin}${path}`, { method: "POST", body });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    close: () => server.close(),
  };
}
