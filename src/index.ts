import type { Message } from "./booking/message.ts";
import { runCron } from "./cron/schedule.ts";
import { createCronDependencies, createQueueDependencies } from "./dependencies.ts";
import { readEnvironment } from "./env.ts";
import { consumeDeadLetters } from "./queue/dead-letter-consumer.ts";
import { isDeadLetterQueue } from "./queue/names.ts";
import { consumeOrders } from "./queue/order-consumer.ts";

export { Administration } from "./administration/administration.ts";

/** The Worker: HTTP, the two queues and cron. */
export default {
  async fetch(_request, env) {
    const environment = readEnvironment(env);
    if (!environment.ok) return new Response("bad environment", { status: 500 });
    return new Response("not yet", { status: 404 });
  },

  async queue(batch, env) {
    const deps = createQueueDependencies(env);
    if (isDeadLetterQueue(batch.queue)) await consumeDeadLetters(batch, deps);
    else await consumeOrders(batch, deps);
  },

  async scheduled(controller, env) {
    await runCron(
      { cron: controller.cron, scheduledAt: controller.scheduledTime },
      createCronDependencies(env),
    );
  },
} satisfies ExportedHandler<Env, Message>;
