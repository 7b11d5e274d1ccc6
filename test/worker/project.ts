import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";

/** Tests that run in workerd, with the bindings of wrangler.toml, a fresh D1 per file and no way to the outside. */

const migrations = await readD1Migrations("./migrations");

export const workerProject = {
  plugins: [
    cloudflareTest({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: {
        // A further data database, empty unless a test moves an installation there.
        d1Databases: { DATA_01: "data-01" },
        bindings: {
          TEST_MIGRATIONS: migrations,
          PUBLIC_URL: "https://koppeling.example",
          ENVIRONMENT: "production",
          CCV_APP_SECRET: "appsecret-for-tests",
          IMUIS_PARTNER_KEY: "partner-key-for-tests",
          CREDENTIALS_KEYS: "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
          OPERATOR_TOKEN: "operator-token-for-tests",
        },
        outboundService: (request: { readonly url: string }) => {
          throw new Error(`Unexpected call to the outside: ${request.url}`);
        },
      },
    }),
  ],
  test: {
    name: "worker",
    // Only a limit for what hangs: the machine may be slow.
    testTimeout: 60_000,
    include: ["test/worker/**/*.test.ts"],
    setupFiles: ["./test/worker/set-up.ts"],
    sequence: { shuffle: true },
  },
};
