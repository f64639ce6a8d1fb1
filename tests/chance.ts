/**
 * The chance of property tests. The same in every run: a case that nobody has met yet should be looked for on purpose,
 * and not refuse a change that has nothing to do with it. `TEST_SEED=17 npm test` looks for one.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["TEST_SEED"] ?? 20_261_121) });

export { fc };
