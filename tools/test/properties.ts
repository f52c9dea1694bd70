/**
 * Set-up of every unit test: properties draw the same cases in each run, so that a commit's result is its own. Nightly
 * draws others (`properties.nightly.test.ts`); PROPERTY_SEED repeats what it drew.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 1) });
