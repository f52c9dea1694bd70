/** The pack as the engine starts it, in a process of its own, asked over gRPC. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grpc } from "../src/server/stubs.ts";
import { unknown } from "./hidden.ts";
import { configureRequest, stackRequest } from "./messages.ts";
import { excluded } from "./ways/exclusions.ts";
import { type Group, grouped } from "./ways/groups.ts";
import { withHidden } from "./ways/hidden-part.ts";
import { everyFixture, type Placed, purely, titleOf, told } from "./ways/placed.ts";
import { resourceRequest, stackOf } from "./ways/requests.ts";

const require = createRequire(import.meta.url);
const pack = fileURLToPath(new URL("..", import.meta.url));
const { AnalyzerClient: Client } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js") as {
  AnalyzerClient: new (address: string, credentials: unknown) => AnalyzerClient;
};

let client: AnalyzerClient;
let stop: () => Promise<unknown>;

beforeAll(async () => {
  const { ACCOREBOOT_ENVIRONMENT: _, ...env } = process.env;
  const child = spawn(process.execPath, ["-e", `require(${JSON.stringify(pack)})()`], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(createInterface(child.stdout), "line");
  client = new Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  stop = () => {
    client.close();
    const exit = once(child, "exit");
    child.kill();
    return exit;
  };
});
afterAll(() => stop());

/** One call of the protocol, awaited. */
const call = <Q, R>(method: (request: Q, answer: (error: Error | null, response: R) => void) => unknown, request: Q) =>
  new Promise<R>((resolve, reject) => {
    method.call(client, request, (error, response) => (error ? reject(error) : resolve(response)));
  });

const linesOf = (response: AnalyzeResponse) =>
  response.getDiagnosticsList().map((said) => ({
    slug: said.getPolicyname(),
    line: told(said.getUrn(), said.getMessage()),
  }));

/** What the pack says of the members of a group, each by its own rule. */
async function asked({ environment, parameters, members }: Group): Promise<Map<Placed, string[]>> {
  await call(client.configureStack as never, stackRequest(environment));
  const entries = Object.fromEntries(Object.entries(parameters).map(([slug, properties]) => [slug, { properties }]));
  await call(client.configure as never, configureRequest({ all: { level: 1 }, ...entries }));
  const resources = members.flatMap((one) => one.resources.map((resource) => ({ one, resource })));
  const responses = await Promise.all(
    resources.map(({ one, resource }) =>
      call<unknown, AnalyzeResponse>(client.analyze as never, resourceRequest(one, resource)),
    ),
  );
  const stack = await call<unknown, AnalyzeResponse>(client.analyzeStack as never, stackOf(environment, members));
  const ofStack = linesOf(stack);
  return new Map(
    members.map((one) => {
      const own = new Set(one.resources.map(({ urn }) => urn));
      const lines = [
        ...responses.flatMap((response, index) => (resources[index]?.one === one ? linesOf(response) : [])),
        ...ofStack.filter(({ line }) => line.startsWith(" ") || own.has(line.split(" ")[0] ?? "")),
      ];
      return [
        one,
        lines
          .filter(({ slug }) => slug === one.rule.slug)
          .map(({ line }) => line)
          .sort(),
      ];
    }),
  );
}

describe("the pack in a process of its own", () => {
  it("C040 C076 says of every fixture, whole and with a part not known yet, what the rules say", async () => {
    const carried = everyFixture().filter((one) => !excluded("grpc", one));
    let judged = 0;
    for (const all of [carried, withHidden(carried, unknown)]) {
      for (const group of grouped(all)) {
        for (const [one, lines] of await asked(group)) {
          expect(lines, titleOf(one)).toEqual(purely(one));
          judged += 1;
        }
      }
    }
    expect(judged).toBeGreaterThan(carried.length);
  });
});
