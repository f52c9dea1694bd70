import type { Failure } from "./contract/check.ts";
import type { ResourceContract } from "./contract/index.ts";
import type { Difference, Kind } from "./diff.ts";
import { type Message, providerMessages as pb } from "./grpc.ts";
import { type Properties, toStruct } from "./properties.ts";

/** Makes a protocol message from its fields; undefined fields are left unset. */
export function message(type: new () => Message, fields: Readonly<Record<string, unknown>>): Message {
  const made = new type();
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) made[`set${field}`](value);
  return made;
}

/** The answer to a check: the inputs, and what is wrong with them. */
export function checkResponse(inputs: Properties, failures: readonly Failure[]): Message {
  const list = failures.map(({ path, reason }) => message(pb.CheckFailure, { Property: path, Reason: reason }));
  return message(pb.CheckResponse, { Inputs: toStruct(inputs), FailuresList: list });
}

/** The answer to a diff, with every changed path. */
export function diffResponse(difference: Difference): Message {
  const { details, changed, replaces, deleteFirst } = difference;
  const some = changed.length > 0;
  const response = message(pb.DiffResponse, {
    Changes: some ? pb.DiffResponse.DiffChanges.DIFF_SOME : pb.DiffResponse.DiffChanges.DIFF_NONE,
    DiffsList: [...changed],
    ReplacesList: [...replaces],
    Deletebeforereplace: deleteFirst,
    Hasdetaileddiff: difference.detailed,
  });
  for (const [path, kind] of details) {
    response.getDetaileddiffMap().set(path, message(pb.PropertyDiff, { Kind: kinds[kind], Inputdiff: true }));
  }
  return response;
}

const kinds: Record<Kind, number> = {
  add: pb.PropertyDiff.Kind.ADD,
  "add-replace": pb.PropertyDiff.Kind.ADD_REPLACE,
  delete: pb.PropertyDiff.Kind.DELETE,
  "delete-replace": pb.PropertyDiff.Kind.DELETE_REPLACE,
  update: pb.PropertyDiff.Kind.UPDATE,
  "update-replace": pb.PropertyDiff.Kind.UPDATE_REPLACE,
};

/** Outputs for the engine, with the contract's secrets marked when the engine understands marks. */
export function outgoing(contract: ResourceContract, outputs: Properties, acceptSecrets: boolean): unknown {
  return toStruct(outputs, acceptSecrets ? contract.secretOutputs : new Set());
}
