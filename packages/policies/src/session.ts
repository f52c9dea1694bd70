import type { Configured } from "./config/configuration.ts";
import { waiverFindings } from "./config/hygiene.ts";
import type { Finding } from "./finding.ts";
import { judgeBy } from "./judge.ts";
import type { Subject } from "./rule.ts";
import { entries } from "./view.ts";

/** One preview, update or reading of a state: keeps what was found, to tell which waivers were of use. */
export interface Session extends Configured {
  /** What is found in one resource by its inputs. */
  resource(subject: Subject): Finding[];
  /** What is found in all of them by their outputs, and in the waivers; asked once, at the end. */
  stack(subjects: readonly Subject[]): Finding[];
}

export function openSession(configured: Configured): Session {
  const judge = judgeBy(configured.settings);
  const kept: Finding[] = [];
  const byInputs = new Map<string, Subject>();
  const keep = (found: Finding[]) => {
    for (const finding of found) kept.push(finding);
    return found;
  };
  return {
    ...configured,
    resource(subject) {
      byInputs.set(subject.urn, subject);
      return keep(judge.resource(subject));
    },
    stack(subjects) {
      const found = keep(judge.stack(subjects.map((subject) => filled(subject, byInputs.get(subject.urn)))));
      return [...found, ...waiverFindings(configured.settings, kept, configured.waivers)];
    },
  };
}

/**
 * In a preview the engine has no outputs of a resource whose provider is not configured yet, and sends none at all: its
 * inputs are what is known of it then.
 */
function filled(subject: Subject, inputs: Subject | undefined): Subject {
  return inputs && entries(subject.properties)?.length === 0 ? { ...subject, properties: inputs.properties } : subject;
}
