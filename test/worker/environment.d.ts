declare namespace Cloudflare {
  interface Env {
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
    PUBLIC_URL: string;
    CCV_APP_SECRET: string;
    CREDENTIALS_KEYS: string;
    OPERATOR_TOKEN: string;
  }
}
