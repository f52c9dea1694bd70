import { postgresFlavors, postgresVersions, timescaleMaxMajor, timescaleSource } from "@accoreboot/catalogue";
import { integer, isLater, isPlainObject, isPrivate, openstackId, parseCidr, type Rule } from "@accoreboot/core";

const offered = postgresVersions.filter((version) => Number(version) <= timescaleMaxMajor);

/** A major that exists and has TimescaleDB. Whatever cannot be read as one is refused too. */
export const timescaleVersion: Rule = (value, show) => {
  if (typeof value === "string" && offered.some((version) => version === value)) return undefined;
  const remedy = `Use ${offered.map((version) => `"${version}"`).join(", ")}`;
  if (typeof value !== "string" || !/^[1-9]\d?$/.test(value)) {
    return { problem: `${show(value)} is not a major version of PostgreSQL`, remedy };
  }
  if (Number(value) <= timescaleMaxMajor)
    return { problem: `PostgreSQL ${show(value)} is not offered any more`, remedy };
  return {
    problem: `PostgreSQL ${show(value)} has no TimescaleDB at OVHcloud (${timescaleSource.from}, ${timescaleSource.date}), and no way leads back down`,
    remedy,
  };
};

/** A flavor of the plan's generation: `db1-*` for 2, `b3-*` for 3. */
export const sizedFor =
  (plan: string, generation: 2 | 3 | undefined): Rule =>
  (value, show) => {
    const flavor = typeof value === "string" ? postgresFlavors[value] : undefined;
    if (flavor && (generation === undefined || flavor.generation === generation)) return undefined;
    const fitting = Object.keys(postgresFlavors).filter(
      (name) => generation === undefined || postgresFlavors[name]?.generation === generation,
    );
    const problem = flavor ? `${show(value)} does not go with the plan "${plan}"` : `unknown flavor ${show(value)}`;
    return { problem, remedy: `Allowed are ${fitting.join(", ")}` };
  };

/** A disk in GB between what the flavor comes with and what it can grow to, where that is known. */
export const diskOf =
  (flavor: unknown): Rule =>
  (value, show) => {
    const size = typeof flavor === "string" ? postgresFlavors[flavor] : undefined;
    return integer(size?.diskGb ?? 1, size?.maxDiskGb ?? 65_536, "GB")(value, show);
  };

/** Every node in the private network; as many nodes as the plan has. A value that arrives later counts as present. */
export const privateNodes =
  (plan: string, count: number | undefined): Rule =>
  (value, show) => {
    const remedy = "Leave the nodes to the component, or give each a region, networkId and subnetId";
    if (!Array.isArray(value)) return { problem: `${show(value)} is not a list of nodes`, remedy };
    if (count !== undefined && value.length !== count) {
      return {
        problem: `${value.length} nodes do not go with the plan "${plan}", which has ${count}`,
        remedy: "Change the plan; OVHcloud takes the number of nodes from it and never from the list",
      };
    }
    const placed = (id: unknown) => isLater(id) || openstackId(id, show) === undefined;
    const open = value.findIndex(
      (node) => !isLater(node) && !(isPlainObject(node) && placed(node["networkId"]) && placed(node["subnetId"])),
    );
    return open < 0
      ? undefined
      : { problem: `node ${open} has no private network, so the service would be public`, remedy };
  };

/** A list, whatever is in it. */
export const list: Rule = (value, show) =>
  Array.isArray(value) ? undefined : { problem: `${show(value)} is not a list`, remedy: "Give a list of blocks" };

/** A list that is not empty: an emptied one is never sent, and nothing can connect without a block. */
export const allowedList: Rule = (value, show) => {
  if (!Array.isArray(value) || value.length === 0) {
    return {
      problem: `${show(value)} allows nobody: OVHcloud lets nothing in that is not on the list, and never applies an emptied one`,
      remedy: "Give at least one private block, such as the environment's subnet",
    };
  }
  for (const entry of value) {
    const ip = isPlainObject(entry) ? entry["ip"] : undefined;
    if (isLater(entry) || isLater(ip)) continue;
    const verdict = privateCidr(ip, show);
    if (verdict) return verdict;
  }
  return undefined;
};

/** A block that lies in private address space, written without bits behind its prefix. */
export const privateCidr: Rule = (value, show) => {
  const block = typeof value === "string" && value.includes("/") ? parseCidr(value) : undefined;
  const remedy = "Give a private block such as 10.1.0.0/24";
  if (!block?.canonical) return { problem: `${show(value)} is not a CIDR block`, remedy };
  return isPrivate(block) ? undefined : { problem: `${show(value)} would open the database to the internet`, remedy };
};

/** A name that needs no quoting in SQL and is not built in. */
export const identifier =
  (what: string): Rule =>
  (value, show) => {
    const remedy = "Use up to 63 lower case letters, digits and underscores, a letter first";
    if (typeof value !== "string" || !/^[a-z][a-z0-9_]{0,62}$/.test(value)) {
      return { problem: `${show(value)} is not a name for a ${what}`, remedy };
    }
    const builtIn = ["avnadmin", "defaultdb", "postgres", "template0", "template1"].includes(value);
    return builtIn
      ? { problem: `${show(value)} is built in`, remedy: `Give the application a ${what} of its own` }
      : undefined;
  };
