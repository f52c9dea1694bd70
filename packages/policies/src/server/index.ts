/**
 * The pack as a process: the engine's analyzer protocol, spoken without the policy SDK. The SDK hands secrets to a
 * policy as plain text, parses a resource once for each policy, and turns a violation beside an unknown value into
 * advice; a rule that asks whether a credential is a secret cannot be written on it.
 */

import { resolve } from "node:path";
import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import type * as Messages from "@pulumi/pulumi/proto/analyzer_pb.js";
import { accepted, configure, withoutLevel } from "../config/configuration.ts";
import { type Environment, environmentOf } from "../environment.ts";
import { reportTo } from "../report/file.ts";
import type { Rule } from "../rule.ts";
import { rules as allRules } from "../rules/index.ts";
import { openSession, type Session } from "../session.ts";
import { projectIn, stackIn } from "../subject.ts";
import type { Source } from "../view.ts";
import { infoOf } from "./info.ts";
import { Empty, grpc, messages, plugin, service } from "./stubs.ts";
import { levelOf, responseWith, subjectIn } from "./wire.ts";

/** The largest message, 400 MB, as the SDK's own server takes it. */
const largestBytes = 400 * 1024 * 1024;

/** Key of the stack's configuration that names the environment; the variable does where there is no configuration. */
const environmentKey = "accoreboot:environment";
const environmentVariable = "ACCOREBOOT_ENVIRONMENT";

/** Answers the calls of one engine. */
export function analyzer(version: string, rules: readonly Rule[] = allRules) {
  let environment: Environment | undefined;
  let entries: object = {};
  let session: Session | undefined;
  /** `pulumi policy analyze` tells of no stack. */
  let source: Source = "state";
  const report = reportTo(reportFile(process.env));
  const configured = (where: Environment) =>
    accepted(configure(entries, where, rules), "the configuration of the policy pack");
  const environmentFor = (stack: string, set?: string) => environmentOf(stack, set ?? process.env[environmentVariable]);
  /** What has judged so far. `pulumi policy analyze --file` tells of no stack: then the first resource does. */
  const current = (urn: string) => {
    if (session) return session;
    if (!environment) {
      const stack = stackIn(urn);
      environment = environmentFor(stack);
      report.start({ stack, project: projectIn(urn), environment, preview: false, version });
    }
    session = openSession(configured(environment));
    return session;
  };

  return {
    handshake: () => new messages.AnalyzerHandshakeResponse(),
    getPluginInfo() {
      const info = new plugin.PluginInfo();
      info.setVersion(version);
      return info;
    },
    configureStack(request: Messages.AnalyzerStackConfigureRequest) {
      const stack = request.getStack();
      environment = environmentFor(stack, request.getConfigMap().get(environmentKey));
      session = undefined;
      source = request.getDryRun() ? "preview" : "update";
      report.start({ stack, project: request.getProject(), environment, preview: request.getDryRun(), version });
      return new messages.AnalyzerStackConfigureResponse();
    },
    getAnalyzerInfo: () => infoOf(rules, environment, version),
    configure(request: Messages.ConfigureAnalyzerRequest) {
      entries = entriesIn(request);
      session = undefined;
      // What depends on the environment is told of when there is one.
      configured(environment ?? "test");
      return new Empty();
    },
    analyze(request: Messages.AnalyzeRequest) {
      const findings = current(request.getUrn()).resource(subjectIn(request, source));
      report.add(findings);
      return responseWith(findings, version);
    },
    analyzeStack(request: Messages.AnalyzeStackRequest) {
      const subjects = request.getResourcesList().map((resource) => subjectIn(resource, source));
      const findings = current(subjects[0]?.urn ?? "").stack(subjects);
      report.add(findings);
      report.end();
      return responseWith(findings, version);
    },
    remediate: () => new messages.RemediateResponse(),
    cancel: () => new Empty(),
  };
}

/** The engine starts a pack in the pack's folder; a relative name is meant from where the user is. */
function reportFile({ ACCOREBOOT_POLICIES_REPORT: file, PWD: folder = "." }: NodeJS.ProcessEnv): string | undefined {
  return file ? resolve(folder, file) : undefined;
}

/**
 * The configuration as the user wrote it, from the form in which the engine sends it with its defaults: it gives a level
 * also to what has none.
 */
function entriesIn(request: Messages.ConfigureAnalyzerRequest) {
  return Object.fromEntries(
    [...request.getPolicyconfigMap().entries()].map(([name, entry]) => {
      const level = levelOf(entry.getEnforcementlevel());
      const given = withoutLevel.includes(name) ? {} : { enforcementLevel: level };
      return [name, { ...entry.getProperties()?.toJavaScript(), ...given }];
    }),
  );
}

type Call = ServerUnaryCall<never, unknown>;

/** Serves the pack on a port of the loopback interface and prints the port, which the engine waits for. */
export function serve(version: string): void {
  const server = new grpc.Server({ "grpc.max_receive_message_length": largestBytes });
  const calls = Object.entries(analyzer(version)).map(([name, answer]) => [
    name,
    (call: Call, reply: sendUnaryData<unknown>) => {
      try {
        reply(null, answer(call.request));
      } catch (error) {
        reply({ code: grpc.status.INVALID_ARGUMENT, details: error instanceof Error ? error.message : "refused" });
      }
    },
  ]);
  server.addService(service, Object.fromEntries(calls));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
}
