/** The rules are asked in five ways, and say the same: here the policy SDK's, and which fixture each way carries. */
import { describe, expect, it } from "vitest";
import { fixtures } from "./fixtures/index.ts";
import { unknown } from "./hidden.ts";
import { verdictsOn } from "./outcomes.ts";
import { onTheSdk } from "./sdk.ts";
import { excluded, exclusions, ways } from "./ways/exclusions.ts";
import { withHidden } from "./ways/hidden-part.ts";
import { everyFixture, type Placed, purely, titleOf } from "./ways/placed.ts";

const all = everyFixture();
/** The ways that carry a fixture, the pure function with them. */
const carriers = (one: Placed) => 1 + ways.filter((way) => !excluded(way, one)).length;

describe("the ways", () => {
  it("C040 C076 carry each fixture at least three times", () => {
    const few = all.filter((one) => carriers(one) < 3 && !exclusions.some(({ few, which }) => few && which(one)));
    expect(few.map(titleOf)).toEqual([]);
  });

  it("have no exclusion that no fixture needs", () => {
    for (const { ways: without, which, reason } of exclusions) {
      for (const way of without) expect([way, reason, all.some(which)]).toEqual([way, reason, true]);
    }
  });
});

describe.each(fixtures)("$rule", ({ rule }) => {
  const own = all.filter((one) => one.rule.id === rule);

  it("C040 C076 says the same of a fixture when other resources are beside it", () => {
    for (const one of own) {
      const messages = purely(one).map((line) => line.split(" ").slice(1).join(" "));
      expect(messages.length, one.fixture.title).toBe(verdictsOn(one.rule, one.fixture).length);
    }
  });

  it("C040 C076 says the same on the policy SDK", async () => {
    for (const one of own.filter((candidate) => !excluded("sdk", candidate))) {
      expect(await onTheSdk(one), one.fixture.title).toEqual(purely(one));
    }
  });

  it("C040 C076 says the same on the policy SDK with a part hidden", async () => {
    for (const one of withHidden(
      own.filter((candidate) => !excluded("sdk", candidate)),
      unknown,
    )) {
      expect(await onTheSdk(one), one.fixture.title).toEqual(purely(one));
    }
  });
});
