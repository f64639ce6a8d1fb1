/**
 * A Bot API server for tests, over real HTTP. Comes in: the calls of a bot under test and the acts of made-up people.
 * Goes out: updates by long polling or webhook, scripted faults, and a list of every rule the bot has broken.
 * Never knows: the bot's code. It checks calls against the published Bot API and against the promises of this project.
 */
export { createTelegramServer } from "./server.ts";
export type { TelegramServer, TelegramServerOptions } from "./server.ts";
export type { Fault, Slowness } from "./faults.ts";
export type { Person } from "./person.ts";
export { botApi } from "./schema.ts";
