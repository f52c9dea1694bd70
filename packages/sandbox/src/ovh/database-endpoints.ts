import type { Call } from "../model.ts";
import type { Properties } from "../properties.ts";
import { objects, text } from "../text.ts";

/** Where a service is reached. */
export interface Place {
  readonly domain: string;
  readonly port: number;
}

/** The name and port of a service: those of the real server behind it, or made-up ones that follow from its id. */
export function placeOf({ inputs, backing }: Call, id: string): Place {
  const engine = text(inputs, "engine").toLowerCase();
  if (engine === "postgresql" && backing.postgresPort !== undefined)
    return { domain: "127.0.0.1", port: backing.postgresPort };
  const domain = `${engine}-${id.slice(0, 8)}-o${text(inputs, "serviceName").slice(-8)}.database.cloud.ovh.net`;
  const own = { mysql: 3306, mongodb: 27_017, grafana: 443 }[engine];
  return { domain, port: own ?? 20_000 + (Number.parseInt(id.slice(0, 4), 16) % 1000) };
}

interface Form {
  readonly component: string;
  readonly scheme: string;
  /** What follows the port. */
  readonly rest?: string;
  /** Beside the service's own port. */
  readonly offset?: number;
  readonly anonymous?: boolean;
}

const forms: { readonly [engine: string]: readonly Form[] } = {
  postgresql: [{ component: "postgresql", scheme: "postgresql", rest: "/defaultdb?sslmode=require" }],
  mysql: [{ component: "mysql", scheme: "mysql", rest: "/defaultdb?ssl-mode=REQUIRED" }],
  mongodb: [{ component: "mongodb", scheme: "mongodb+srv", rest: "/admin?replicaSet=replicaset&tls=true" }],
  valkey: [{ component: "valkey", scheme: "rediss" }],
  opensearch: [
    { component: "opensearch", scheme: "https" },
    { component: "opensearch_dashboards", scheme: "https", offset: 1 },
  ],
  kafka: [{ component: "kafka", scheme: "", anonymous: true }],
  kafkaConnect: [{ component: "kafka_connect", scheme: "https" }],
  kafkaMirrorMaker: [],
  grafana: [{ component: "grafana", scheme: "https" }],
  clickhouse: [
    { component: "clickhouse", scheme: "clickhouse" },
    { component: "clickhouse_https", scheme: "https", offset: 1 },
  ],
};
const kafkaExtras: { readonly [argument: string]: Form } = {
  kafkaRestApi: { component: "kafka_rest", scheme: "https", offset: 1 },
  kafkaSchemaRegistry: { component: "schema_registry", scheme: "https", offset: 2 },
};

const sslModes: { readonly [engine: string]: string } = { postgresql: "require", mysql: "REQUIRED" };

/** The endpoints of a service. Their URIs hold placeholders for user and password, as the API's do. */
export function endpointsOf(inputs: Properties, place: Place): Properties[] {
  const engine = text(inputs, "engine");
  const extras = Object.entries(kafkaExtras).flatMap(([name, form]) => (inputs[name] === true ? [form] : []));
  return [...(forms[engine] ?? []), ...extras].map((form) => endpoint(form, place, sslModes[engine] ?? "required"));
}

function endpoint({ component, scheme, rest = "", offset = 0, anonymous }: Form, place: Place, sslMode: string) {
  const port = place.port + offset;
  const login = anonymous ? "" : "<username>:<password>@";
  const host = scheme === "mongodb+srv" ? place.domain : `${place.domain}:${port}`;
  const uri = `${scheme === "" ? "" : `${scheme}://`}${login}${host}${rest}`;
  return { component, domain: place.domain, path: "", port, scheme, ssl: true, sslMode, uri };
}

/** Where a service was placed, as its first endpoint tells. */
export function placeShown(outputs: Properties): Place {
  const [first] = objects(outputs, "endpoints");
  return { domain: text(first ?? {}, "domain"), port: Number(first?.["port"] ?? 0) };
}
