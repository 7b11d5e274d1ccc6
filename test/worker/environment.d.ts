declare namespace Cloudflare {
  interface Env {
    TEST_MIGRATIONS: TestMigration[];
    DATA_01: D1Database;
    PUBLIC_URL: string;
    CCV_APP_SECRET: string;
    CREDENTIALS_KEYS: string;
    OPERATOR_TOKEN: string;
  }

  /** What `readD1Migrations` answers. */
  interface TestMigration {
    name: string;
    queries: string[];
  }
}
