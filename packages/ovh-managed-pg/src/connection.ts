import { ArgumentError } from "@accoreboot/core";

/** What the component reads of an endpoint of the service. */
export interface Endpoint {
  readonly component: string;
  readonly domain: string;
  readonly port: number;
}

/** The endpoint that speaks SQL; with Prometheus switched on a service has others beside it. */
export function postgresqlEndpoint(subject: string, endpoints: readonly Endpoint[] | undefined): Endpoint {
  const found = endpoints?.find((endpoint) => endpoint.component === "postgresql") ?? endpoints?.[0];
  if (found) return found;
  throw new ArgumentError(subject, [
    {
      path: "endpoints",
      problem: "the service has no endpoint yet",
      remedy: "Run pulumi refresh when it is READY, then pulumi up",
    },
  ]);
}

/** A connection string with every part percent-encoded. An empty password is refused: it would fail only at login. */
export function connectionString(
  subject: string,
  at: Endpoint,
  userName: string,
  password: string,
  databaseName: string,
): string {
  if (!password) {
    throw new ArgumentError(subject, [
      {
        path: "passwordReset",
        problem: `the password of user "${userName}" is empty: OVHcloud returns one only when it is made or reset`,
        remedy: "Give passwordReset a new value and run pulumi up again",
      },
    ]);
  }
  const encode = encodeURIComponent;
  return `postgresql://${encode(userName)}:${encode(password)}@${at.domain}:${at.port}/${encode(databaseName)}?sslmode=require`;
}
