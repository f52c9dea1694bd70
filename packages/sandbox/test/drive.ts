import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cloud, openCloud, switchHabit } from "../src/cloud.ts";
import type { Package } from "../src/connection.ts";
import { type Message, providerMessages as pb } from "../src/grpc.ts";
import { fromStruct, type Properties, toStruct } from "../src/properties.ts";
import { seed, seeded } from "../src/seed.ts";
import { providerService } from "../src/service.ts";
import { Store } from "../src/store.ts";
import { message } from "../src/wire.ts";

type Unary = (call: object, done: (error: { message: string } | null, response?: Message) => void) => Promise<void>;

/** A resource as the provider answered. */
export interface Thing {
  readonly token: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** A cloud of its own that is called as the engine calls it, without an engine: the same handlers, no network. */
export interface Drive {
  readonly cloud: Cloud;
  /** Project to build in. */
  readonly project: string;
  /** Checks and makes; throws what is refused. The logical name is the last word of the token unless given. */
  create(
    token: string,
    inputs: Properties,
    options?: { name?: string; provider?: string; timeout?: number },
  ): Promise<Thing>;
  /** Failures of a check, `path: reason` each. */
  check(token: string, inputs: Properties): Promise<string[]>;
  /** Paths of the differences with their kinds, as the engine gets them. */
  diff(thing: Thing, inputs: Properties): Promise<Record<string, string>>;
  /** Inputs whose change replaces. */
  replaces(thing: Thing, inputs: Properties): Promise<string[]>;
  /** Changes in place; throws when the difference would replace. `undefined` removes an input. */
  update(thing: Thing, changes: Properties, options?: { provider?: string }): Promise<Thing>;
  /** Reads by id, undefined when it is gone. */
  read(thing: Pick<Thing, "token" | "id">, options?: { provider?: string }): Promise<Thing | undefined>;
  /** Imports by a user's id. */
  import(token: string, id: string, options?: { provider?: string }): Promise<Thing | undefined>;
  delete(thing: Pick<Thing, "token" | "id">, options?: { provider?: string }): Promise<void>;
  /** Calls a function. */
  call(token: string, inputs: Properties, options?: { provider?: string }): Promise<Properties>;
  /** Configures a provider under a name to be given as `provider`. */
  configure(pkg: Package, name: string, config: Properties): Promise<void>;
  /** A project user with every role, and an OpenStack provider called `openstack` that is logged in as it. */
  login(region?: string): Promise<Thing>;
  /** Switches a habit on or off. */
  habit(name: string, on: boolean): void;
  close(): void;
}

const kinds = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

/** Opens a cloud; close it when done. */
export function drive(): Drive {
  const folder = mkdtempSync(join(tmpdir(), "drive "));
  const store = new Store(join(folder, "cloud.sqlite"));
  seed(store);
  const cloud = openCloud(store);
  const services = new Map<string, Record<string, Unary>>(
    (["ovh", "openstack", "cloudflare"] as const).map((pkg) => [pkg, providerService(pkg, cloud) as never]),
  );
  const ask = (token: string, method: string, request: Message, provider = token.split(":")[0]): Promise<Message> =>
    new Promise((resolve, reject) => {
      const handler = services.get(token.split(":")[0] ?? "")?.[method];
      if (!handler) throw new Error(`${token} has no ${method}`);
      void handler({ request, getPeer: () => provider }, (error, response) =>
        error ? reject(new Error(error.message)) : resolve(response),
      );
    });
  const urnOf = (token: string, name = token.split(":").at(-1)) => `urn:pulumi:test::program::${token}::${name}`;
  const checked = async (token: string, inputs: Properties, name?: string) => {
    const request = message(pb.CheckRequest, { Urn: urnOf(token, name), News: toStruct(inputs) });
    const answer = await ask(token, "check", request);
    const failures: string[] = answer.getFailuresList().map((f: Message) => `${f.getProperty()}: ${f.getReason()}`);
    return { failures, inputs: fromStruct(answer.getInputs()) };
  };
  const differing = ({ token, id, inputs, outputs }: Thing, news: Properties): Promise<Message> => {
    const request = message(pb.DiffRequest, {
      Urn: urnOf(token),
      Id: id,
      OldInputs: toStruct(inputs),
      Olds: toStruct(outputs),
      News: toStruct(news),
    });
    return ask(token, "diff", request);
  };
  const self: Drive = {
    cloud,
    project: seeded.projectId,
    check: async (token, inputs) => (await checked(token, inputs)).failures,
    create: async (token, given, { name, provider, timeout } = {}) => {
      const { failures, inputs } = await checked(token, given, name);
      if (failures.length > 0) throw new Error(failures.join("\n"));
      const request = message(pb.CreateRequest, {
        Urn: urnOf(token, name),
        Properties: toStruct(inputs),
        Timeout: timeout,
      });
      const made = await ask(token, "create", request, provider);
      return { token, id: made.getId(), inputs, outputs: fromStruct(made.getProperties()) };
    },
    diff: async (thing, news) => {
      const answer = await differing(thing, news);
      const details = answer.getDetaileddiffMap();
      const paths: string[] = [...details.keys()];
      if (paths.length === 0) return Object.fromEntries(answer.getDiffsList().map((name: string) => [name, "update"]));
      return Object.fromEntries(paths.map((path) => [path, kinds[details.get(path).getKind()] ?? ""]));
    },
    replaces: async (thing, news) => (await differing(thing, news)).getReplacesList(),
    update: async (thing, changes, { provider } = {}) => {
      const news = Object.fromEntries(
        Object.entries({ ...thing.inputs, ...changes }).filter(([, value]) => value !== undefined),
      );
      const { failures, inputs } = await checked(thing.token, news);
      if (failures.length > 0) throw new Error(failures.join("\n"));
      const replaced = await self.replaces(thing, inputs);
      if (replaced.length > 0) throw new Error(`replaces: ${replaced.join(", ")}`);
      const request = message(pb.UpdateRequest, {
        Urn: urnOf(thing.token),
        Id: thing.id,
        Olds: toStruct(thing.outputs),
        OldInputs: toStruct(thing.inputs),
        News: toStruct(inputs),
      });
      const answer = await ask(thing.token, "update", request, provider);
      return { ...thing, inputs, outputs: fromStruct(answer.getProperties()) };
    },
    read: async ({ token, id }, { provider } = {}) => {
      const known = toStruct({ id });
      const request = message(pb.ReadRequest, { Urn: urnOf(token), Id: id, Properties: known });
      return thingOf(token, await ask(token, "read", request, provider));
    },
    import: async (token, id, { provider } = {}) =>
      thingOf(token, await ask(token, "read", message(pb.ReadRequest, { Urn: urnOf(token), Id: id }), provider)),
    delete: async ({ token, id }, { provider } = {}) => {
      await ask(token, "delete", message(pb.DeleteRequest, { Urn: urnOf(token), Id: id }), provider);
    },
    call: async (token, inputs, { provider } = {}) => {
      const request = message(pb.InvokeRequest, { Tok: token, Args: toStruct(inputs) });
      const answer = await ask(token, "invoke", request, provider);
      const failures: Message[] = answer.getFailuresList();
      if (failures.length > 0) throw new Error(failures.map((f) => `${f.getProperty()}: ${f.getReason()}`).join("\n"));
      return fromStruct(answer.getReturn());
    },
    configure: async (pkg, name, config) => {
      await ask(`${pkg}:`, "configure", message(pb.ConfigureRequest, { Args: toStruct(config) }), name);
    },
    login: async (region = "GRA11") => {
      const user = await self.create(
        "ovh:CloudProject/user:User",
        { serviceName: seeded.projectId, description: "openstack", roleNames: ["administrator"] },
        { name: `openstack-${region}` },
      );
      await self.configure("openstack", "openstack", {
        authUrl: "https://auth.cloud.ovh.net/v3",
        userName: user.outputs["username"],
        password: user.outputs["password"],
        tenantId: seeded.projectId,
        userDomainName: "Default",
        projectDomainName: "Default",
        region,
      });
      return user;
    },
    habit: (name, on) => switchHabit(store, name, on),
    close: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return self;
}

function thingOf(token: string, answer: Message): Thing | undefined {
  if (answer.getId() === "") return undefined;
  const [inputs, outputs] = [fromStruct(answer.getInputs()), fromStruct(answer.getProperties())];
  return { token, id: answer.getId(), inputs, outputs };
}
