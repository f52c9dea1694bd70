import type { Package } from "../connection.ts";

/** How a real provider's HTTP client takes trouble. */
export interface Client {
  /** Times it tries again, where it does so by itself. */
  readonly retries: number;
  /** Statuses after which it tries again. */
  readonly retried: readonly number[];
  /** True when it tries again after a broken connection too. */
  readonly afterBreak: boolean;
  /** Virtual seconds until it gives up on an answer; undefined for a client that waits for ever. */
  readonly patience?: number;
  /** The error it reports for a status with the API's own words. */
  refusal(status: number): string;
  /** The error for a page that is no JSON. */
  page(status: number): string;
  /** Where this was read, and how sure it is. */
  readonly source: string;
}

const reasons: Readonly<Record<number, string>> = {
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

const classes: Readonly<Record<number, string>> = {
  429: "Client::TooManyRequests",
  500: "Server::InternalServerError",
  503: "Server::ServiceUnavailable",
  504: "Server::GatewayTimeout",
};

const html = (status: number) => `<html><head><title>${status} ${reasons[status]}</title></head></html>`;

export const clients: Readonly<Record<Package, Client>> = {
  ovh: {
    retries: 0,
    retried: [],
    afterBreak: false,
    patience: 180,
    refusal: (status) =>
      `OVHcloud API error (status code ${status}): ${classes[status] ?? "Server"}: "${reasons[status] ?? "error"}"`,
    page: (status) => `OVHcloud API error (status code ${status}): "${html(status)}"`,
    source:
      "ovh/go-ovh, ovh.go: no retry; a body that is no JSON becomes the message; HTTP time-out 180 s (read); ovh-facts 5",
  },
  openstack: {
    retries: 0,
    retried: [429],
    afterBreak: true,
    refusal: (status) =>
      `Expected HTTP response code [200 201 202 204] when accessing the API, but got ${status} instead: ${reasons[status] ?? "error"}`,
    page: (status) =>
      `Expected HTTP response code [200 201 202 204] when accessing the API, but got ${status} instead: ${html(status)}`,
    source:
      "gophercloud's error for an unexpected status; with maxRetries set the provider tries again after 429 and broken connections (the provider's documentation of max_retries)",
  },
  cloudflare: {
    retries: 2,
    retried: [408, 409, 429, 500, 502, 503, 504],
    afterBreak: true,
    refusal: (status) => `${status} ${reasons[status] ?? "error"} {"success":false,"errors":[],"messages":[]}`,
    page: (status) => `invalid character '<' looking for beginning of value (status ${status})`,
    source:
      "cloudflare/cloudflare-go, internal/requestconfig: 2 retries on 408, 409, 429, 5xx and broken connections, after Retry-After or 0.5 s doubling to 8 s (read)",
  },
};
