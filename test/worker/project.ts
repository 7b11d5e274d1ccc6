export const workerProject = { test: { name: "worker", include: ["test/worker/none.test.ts"] } };
