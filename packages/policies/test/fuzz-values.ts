/** Values of wrong types and odd shapes, as no provider sends them and as a program, a state file or a hostile one may. */
import { encrypted, secret, unknown } from "./hidden.ts";

const throwing = new Proxy(
  {},
  {
    get: thrower,
    has: thrower,
    ownKeys: thrower,
    getOwnPropertyDescriptor: thrower,
    getPrototypeOf: thrower,
  },
);
function thrower(): never {
  throw new TypeError("nobody reads this");
}

const revoked = Proxy.revocable({}, {});
revoked.revoke();

const cyclic: Record<string, unknown> = { name: "cyclic" };
cyclic["self"] = cyclic;
cyclic["list"] = [cyclic, [cyclic]];
const cyclicList: unknown[] = [];
cyclicList.push(cyclicList, cyclicList);

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = "0.0.0.0/0";
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

/** By kind, so that a table can name them. */
export const oddValues: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ["number", [0, 7, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]],
  ["boolean", [true, false]],
  ["text", ["", " ", "0", "true", "\ud800", "\u0000", "__proto__", "x".repeat(5000)]],
  ["bigint", [10n]],
  ["symbol", [Symbol("odd"), Symbol.iterator]],
  ["function", [() => "0.0.0.0/0", class {}]],
  ["list", [[], ["x"], [[]], [7, null], new Array(40), cyclicList]],
  [
    "object",
    [
      {},
      { value: "x" },
      Object.create(null),
      JSON.parse('{"__proto__": {"ip": "0.0.0.0/0"}, "constructor": 1, "toString": 2, "hasOwnProperty": 3}'),
      cyclic,
      new Date(0),
      /x/,
      new Map([["ip", "x"]]),
      Object.defineProperty({}, "ip", { get: thrower, enumerable: true }),
      { length: 3, 0: "x" },
    ],
  ],
  ["unreadable", [throwing, revoked.proxy, new Proxy([], { get: thrower })]],
  ["deep", [nested(5000, (inner) => [inner]), nested(5000, (inner) => ({ inner }))]],
]);

/** What hides a value, well made and not. */
export const hidingValues: readonly unknown[] = [
  unknown,
  `a${unknown}b`,
  encrypted,
  secret(unknown),
  secret(secret("18")),
  nested(500, secret),
  { ...encrypted, plaintext: '"0.0.0.0/0"' },
  { ...encrypted, plaintext: "{" },
  { "4dabf18193072939515e22adb298388d": 7 },
  { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", secret: "yes", value: [unknown] },
  Promise.resolve("18"),
  { __pulumiOutput: true },
];

/** Names that an object has without being given them. */
export const prototypeNames = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "length", "then"];

/** Texts of about 300 kB, to bring out what takes more than linear time. */
export const hugeTexts: readonly (() => string)[] = [
  () => "a".repeat(300_000),
  () => "(".repeat(300_000),
  () => "[".repeat(300_000),
  () => `{"Statement":${'{"a":'.repeat(50_000)}`,
  () => "0.0.0.0/0,".repeat(30_000),
  () => "password=".repeat(33_333),
  () => `${"A1b2".repeat(73_333)}=`,
  () => "\n".repeat(300_000),
  () => " ".repeat(300_000),
  () => "-----BEGIN ".repeat(26_666),
  () => "a.".repeat(150_000),
  () => "::".repeat(150_000),
  () => "1".repeat(300_000),
  () => "--token ".repeat(36_666),
  () => Buffer.from("#cloud-config\npassword: x\n".repeat(8_333)).toString("base64"),
  () => '"\\u0041'.repeat(40_000),
];
