import { expect } from "vitest";
import { checkInputs } from "../../src/contract/check.ts";
import { functionContract } from "../../src/contract/index.ts";
import type { Properties } from "../../src/properties.ts";
import type { Drive } from "../drive.ts";

/**
 * Calls a function and checks that it gives every output of its contract, in its type, at every depth.
 *
 * @param absent paths of outputs that the real function leaves out too
 */
export async function answered(cloud: Drive, token: string, inputs: Properties, absent?: RegExp): Promise<Properties> {
  const values = await cloud.call(token, inputs);
  const wrong = checkInputs(functionContract(token)?.outputs ?? {}, values, () => false);
  expect(
    wrong.filter(({ path, reason }) => !(absent?.test(path) && reason.startsWith("missing"))),
    token,
  ).toEqual([]);
  return values;
}
