import {
  type Finding,
  isLater,
  isPlainObject,
  judgePlain,
  label,
  planChild,
  roleName,
  sshPublicKey,
  text,
  unknownNames,
} from "@accoreboot/core";
import { type KeypairArgs, keypairNames } from "./names.ts";

/** The key pairs of an environment by name, and what is wrong with them. Creates nothing. */
export function planKeys(subject: string, environment: string, given: unknown, overrides: unknown) {
  if (given !== undefined && !isPlainObject(given)) {
    const remedy = 'Give public keys by name, such as { admin: "ssh-ed25519 AAAA... admin" }';
    return { findings: [{ path: "sshKeys", problem: "not a map of public keys", remedy }], args: {} };
  }
  const names = Object.keys(given ?? {});
  const known = Object.fromEntries(names.map((name) => [name, true] as const));
  const laid = isPlainObject(overrides) ? overrides : {};
  const keys = names.map((name) =>
    planKey(subject, environment, name, given?.[name], Object.hasOwn(laid, name) ? laid[name] : undefined),
  );
  const findings: Finding[] = [
    ...unknownNames(overrides, known, "overrides.sshKeys"),
    ...keys.flatMap((key) => key.findings),
    ...sameNames(keys),
  ];
  return { findings, args: Object.fromEntries(keys.map(({ name, args }) => [name, args])) };
}

function planKey(subject: string, environment: string, name: string, publicKey: unknown, overrides: unknown) {
  const path = `sshKeys.${name}`;
  const { args, findings } = planChild<KeypairArgs>(subject, {
    slot: path,
    known: keypairNames,
    overrides: overrides as Partial<KeypairArgs> | undefined,
    planned: { name: label.role(environment, name), publicKey: publicKey as string },
    rules: { name: text, publicKey: sshPublicKey },
    from: { publicKey: path },
  });
  const overridden = overrides !== undefined && args.name !== label.role(environment, name);
  return { name, args, overridden, findings: [...judgePlain([{ path, value: name, rule: roleName }]), ...findings] };
}

/** OpenStack has one key pair of a name; only an override gives one that another key has. */
function sameNames(keys: readonly ReturnType<typeof planKey>[]): Finding[] {
  const taken = new Map<unknown, string>(
    keys.filter((key) => !key.overridden).map(({ name, args }) => [args.name, name]),
  );
  return keys
    .filter((key) => key.overridden && !isLater(key.args.name))
    .flatMap(({ name, args }) => {
      const other = taken.get(args.name);
      if (other === undefined) {
        taken.set(args.name, name);
        return [];
      }
      const problem = `sshKeys.${other} has the name ${JSON.stringify(args.name)} already`;
      return [{ path: `overrides.sshKeys.${name}.name`, problem, remedy: "Give each key pair a name of its own" }];
    });
}
