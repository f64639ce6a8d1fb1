/**
 * E-mail: a way to wake officers, never a way to talk. It says that something waits, and hears nothing.
 * Comes in: an address and a content-free notice. Goes out: what the mail server made of it.
 * Never knows: reports, reporters, which case a notice is about.
 */
export { createEmail } from "./email.ts";
export type { EmailParts } from "./email.ts";
