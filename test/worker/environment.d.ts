declare namespace Cloudflare {
  interface Env {
    TEST_MIGRATIONS: TestMigration[];
    DATA_01: D1Database;
    PUBLIC_URL: string;
    CCV_APP_SECRET: string;
    CREDENTIALS_KEYS: string;
    OPERATOR_TOKEN: string;
    /** docs/operations.md. */
    OPERATIONS: string;
    /** The seed of a run of garbage that is to be repeated; empty for a new one. */
    FUZZ_SEED: string;
  }

  /** What `readD1Migrations` answers. */
  interface TestMigration {
    name: string;
    queries: string[];
  }
}
