/**
 * Compose: the only place where parts are built.
 * Comes in: a Config. Goes out: a house that starts and stops in order, or the foundation that commands stand on.
 * Never knows: rules; it hands parts to parts.
 */
export { compose, type House } from "./house.ts";
export { openFoundation, type Foundation } from "./foundation.ts";
export { demoLines, greeting } from "./greeting.ts";
export { reasonOf } from "./reason.ts";
