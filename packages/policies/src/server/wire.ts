import type { AnalyzeRequest, AnalyzeResponse, AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Finding } from "../finding.ts";
import type { Level, Severity, Subject } from "../rule.ts";
import { subjectOf } from "../subject.ts";
import type { Source } from "../view.ts";
import { packName } from "./name.ts";
import { messages } from "./stubs.ts";

const { EnforcementLevel, PolicySeverity, AnalyzeDiagnostic } = messages;

/** A resource as the engine sends it. Its properties are parsed once; secrets stay marked as such. */
export function subjectIn(request: AnalyzeRequest | AnalyzerResource, source: Source): Subject {
  const options = request.getOptions();
  const provider = request.getProvider();
  return subjectOf({
    type: request.getType(),
    name: request.getName(),
    urn: request.getUrn(),
    properties: request.getProperties()?.toJavaScript() ?? {},
    options: { protect: options?.getProtect(), ignoreChanges: options?.getIgnorechangesList() ?? [] },
    ...(provider
      ? {
          provider: {
            type: provider.getType(),
            name: provider.getName(),
            properties: provider.getProperties()?.toJavaScript(),
          },
        }
      : {}),
    source,
    ...("getParent" in request
      ? {
          parent: request.getParent(),
          dependencies: request.getDependenciesList(),
          originsOf: (property: string) => request.getPropertydependenciesMap().get(property)?.getUrnsList(),
        }
      : {}),
  });
}

/** What the engine is told. Findings with a waiver are told as advice that says so. */
export function responseWith(findings: readonly Finding[], version: string): AnalyzeResponse {
  const response = new messages.AnalyzeResponse();
  for (const { rule, level, message, urn, waiver } of findings) {
    const said = new AnalyzeDiagnostic();
    said.setPolicyname(rule.slug);
    said.setPolicypackname(packName);
    said.setPolicypackversion(version);
    said.setDescription(rule.title);
    said.setMessage(waiver ? `Waived until ${waiver.expires} (${waiver.ticket}). ${message}` : message);
    said.setEnforcementlevel(levelNumber(waiver ? "advisory" : level));
    said.setSeverity(severityNumber(rule.severity));
    said.setUrn(urn);
    response.addDiagnostics(said);
  }
  return response;
}

export const levelNumber = (level: Level) =>
  ({ advisory: EnforcementLevel.ADVISORY, mandatory: EnforcementLevel.MANDATORY, disabled: EnforcementLevel.DISABLED })[
    level
  ];

/** The number by which the pack leaves the level to the environment, which it does not know yet: `remediate`, as it repairs nothing. */
export const undecided = EnforcementLevel.REMEDIATE;

/** The level with that number, in the configuration's words. */
export const levelOf = (number: number): Level | "remediate" =>
  number === undecided
    ? "remediate"
    : number === EnforcementLevel.DISABLED
      ? "disabled"
      : number === EnforcementLevel.ADVISORY
        ? "advisory"
        : "mandatory";

export const severityNumber = (severity: Severity) =>
  ({
    low: PolicySeverity.POLICY_SEVERITY_LOW,
    medium: PolicySeverity.POLICY_SEVERITY_MEDIUM,
    high: PolicySeverity.POLICY_SEVERITY_HIGH,
    critical: PolicySeverity.POLICY_SEVERITY_CRITICAL,
  })[severity];
