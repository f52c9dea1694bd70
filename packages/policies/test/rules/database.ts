/** What the tests of the rules on databases share. */
import type { Verdict } from "../../src/index.ts";
import { database, postgres } from "../fixtures/database/parts.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

/** What a rule says of the good PostgreSQL with some properties changed. */
export const said = (id: string, changed: object = {}, more: Partial<Fixture> = {}): Verdict[] =>
  verdictsOn(ruleOf(id), { title: "", type: database, inputs: { ...postgres, ...changed }, ...more });
