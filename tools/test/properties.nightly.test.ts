import { randomInt } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { root } from "../places.ts";
import { run } from "../run.ts";

const files = globSync("{packages,examples}/*/test/**/*.test.ts", { cwd: root, exclude: ["**/node_modules/**"] })
  .filter((file) => !/\.(?:engine|nightly)\.test\.ts$/.test(file))
  .filter((file) => readFileSync(`${root}/${file}`, "utf8").includes('"fast-check"'));

it("properties hold for cases that make test does not draw", async () => {
  expect(files.length).toBeGreaterThan(20);
  for (let round = 0; round < 10; round++) {
    const seed = String(randomInt(2 ** 31));
    const { code, output } = await run("vitest", ["run", "--project", "unit", "--reporter=dot", ...files], root, {
      ...process.env,
      PROPERTY_SEED: seed,
    });
    expect(code, `PROPERTY_SEED=${seed} vitest run --project unit\n${output}`).toBe(0);
  }
});
