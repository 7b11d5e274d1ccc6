import type { Message } from "./booking/message.ts";
import { runCron } from "./cron/schedule.ts";
import { createHttpDependencies } from "./dependencies/http.ts";
import { createCronDependencies, createQueueDependencies } from "./dependencies/rounds.ts";
import { readEnvironment } from "./env.ts";
import { createApp } from "./http/app.ts";
import { answerAsset } from "./http/assets.ts";
import { badEnvironmentResponse } from "./http/problem.ts";
import { consumeDeadLetters } from "./queue/dead-letter-consumer.ts";
import { isDeadLetterQueue } from "./queue/names.ts";
import { consumeOrders } from "./queue/order-consumer.ts";

export { Administration } from "./administration/administration.ts";

const app = createApp();

/** The Worker: HTTP, the two queues and cron. */
export default {
  async fetch(request, env, context) {
    const environment = readEnvironment(env);
    if (!environment.ok) return badEnvironmentResponse(environment.error.names);
    const asset = await answerAsset(request, environment.value.ASSETS);
    return asset ?? app.fetch(request, createHttpDependencies(env), context);
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
