/** Values under telling names: which are secrets, and which only stand for one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { secretIn, secretUnder } from "../../src/rules/secrets/detect.ts";
import { isTelling, mayTell } from "../../src/rules/secrets/names.ts";

const key = "a password or key";
const hex = "9f86d081884c7d65";

describe("a value under a telling name", () => {
  it.each([
    "password=x1y",
    "PASSWORD: x1y",
    "passwd: correct",
    "plain_text_passwd: correct",
    "passphrase := correct",
    'DbPassword => "correct"',
    "MYSQL_PWD=correct",
    "export PASS=correct",
    "db_pass: correct",
    "- password: correct horse battery",
    "  password: correct horse",
    '"password" : "correct horse"',
    "password='correct horse'",
    '{"a": {"password":"correct"}}',
    '{\\"password\\":\\"correct\\"}',
    "mount -o username=app,password=correct //host/share",
    "see it: password=correct horse",
    "a; password: correct",
    "PASSWORD=$1correct",
    "password: changeme",
    "password: correct # for now",
    "docker login --password correct registry",
    "tool --db-password  correct",
    'command: ["tool", "--password", "correct"]',
    `[\\"tool\\", \\"--admin-token\\", \\"${hex}\\"]`,
    `tool --api-key\t${hex}`,
    `password_2=${hex}`,
    `token=${hex}`,
    `API_KEY: ${hex}`,
    `apikey='${hex}'`,
    `secret-key = "${hex}"`,
    `consumer_key=${hex}${hex}`,
    `application_key=${hex}`,
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEy",
    `client-key-data: ${hex}`,
    "token: abcdef.0123456789abcdef",
    "token: 0123456789abcdef0123456789ABCDEF",
    `preshared_key: ${hex}`,
    `credentials=${hex}`,
    `credential=${hex}`,
    ...["access", "account", "auth", "encryption", "master", "private", "service", "shared", "signing"].map(
      (name) => `${name}Key: ${hex}`,
    ),
    `secret_for_${"a".repeat(19)}=${hex}`,
  ])("C076 is a secret: %j", (text) => {
    expect(secretIn(text)).toBe(key);
  });

  it.each([
    "password: ab",
    "password:",
    "password: \npackages: [curl]",
    'password=""',
    "password=$DB_PASSWORD",
    `password: \${DB_PASSWORD}`,
    "password=$(cat /run/db)",
    'password="\\$PASSWORD"',
    "password: {{ vault.db }}",
    "password: <from the vault>",
    "password=`fetch db`",
    "password: [secret]",
    "password: %s,",
    "password=%(db)s",
    "password=%{db}",
    "password: @DB_PASSWORD@",
    "password: /run/secrets/db",
    "password: ./db",
    "password: ../db",
    "password: ~/db",
    "--password=@/run/db",
    "password: file:/run/secrets/db",
    "password=file:///run/db",
    "password: op://vault/item/field",
    "password: ref+vault://secret/db#field",
    "password: vault:secret/data/db#field",
    "password: env:DB_PASSWORD",
    "password: __PW__",
    "password: @@pw@@",
    "password: #{pw}",
    "password: %PASSWORD%",
    "password: *pw",
    "password: *alias",
    "password: x.yaml",
    "password: x.yml",
    "password: args.pass",
    'PASSWORD="$1$2"',
    "f(password=args.password)",
    "password: user.password",
    "password: self.config.db_password",
    "password: ********",
    "password: xxxx",
    "passwd: '!!'",
    "password: ...",
    "password: DB_PASSWORD",
    "password: PASSWORD",
    "password: Password",
    "password: password",
    "pass: PASS",
    "password=os.environ['DB']",
    "password: getenv(DB)",
    "password=process.env.DB",
    "password=os.environ.DB",
    "password: var.db",
    "password: local.db",
    "password: env.db",
    "password: secrets.db",
    ...["true", "No", "on", "off", "null", "None", "nil", "undefined", "RANDOM", "string", "text", "str"].map(
      (word) => `password: ${word}`,
    ),
    ...["required", "optional", "prompt", "stdin", "false", "yes"].map((word) => `password: ${word}`),
    "# the password: ask the operations team",
    "This is the password: see, they say",
    "login with password: correct, then change it",
    "lock_passwd: true",
    "ssh_pwauth: false",
    "PasswordAuthentication no",
    "DB_PASSWORD_FILE=/run/secrets/db",
    "password_min_length=12",
    "bypass: everything",
    "compass=north",
    "token: default-token",
    "token: https://vault.example/v1/auth9/a1b2c3d4",
    "secret: my-tls-secret-2024",
    "secretName: postgresUserSecretForShop",
    "secretName: postgresUserSecretV2",
    "secret: 5b2f7a10-6f4e-4e0c-9a3d-0a9c6c1f2e11",
    `token: sha256:${hex}${hex}`,
    `api_key: MD5-${hex}`,
    `access_key_id: ${hex}${hex}`,
    `accessKeyIds: ["${hex}${hex}"]`,
    `secretId=${hex}`,
    `token: ${hex.slice(1)}`,
    "token: abcdefghijklmnopqrstuvwxyzABCDEFGH",
    "token: ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh",
    "token: 01234567890123456789012345678901",
    "secret/data/Prod1/Databases/Shop: token=secret/data/Prod1/Databases/Shop",
    `secret_for_${"a".repeat(20)}=${hex}`,
    "docker login --password-stdin registry",
    "tool --password $PASSWORD",
    `tool --password "\${PASSWORD}"`,
    "tool --password <password>",
    "tool --password {{ password }}",
    "tool --password /run/db",
    "tool --password %s",
    "tool --token correct",
    "tool ---password correct",
    "kubeadm join --discovery-token-ca-cert-hash sha256:0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d",
  ])("C076 is none: %j", (text) => {
    expect(secretIn(text)).toBe(undefined);
  });

  it.each([
    ..."a$b a<b [secretx a%b a@b@ @a@b AB_CDx xAB_CD PASSx xPASS promptly unprompted my.env.x -env.x a-b(c".split(" "),
    ..."x/y x-1 1.5x !!y".split(" "),
    ..."untrue a$1 a[secret a#{x *ab-c xenv:a a./b a.yml1 a-b( a-b.password X-aa_bb.c.d aa_bb.c.d- data_x.y-".split(
      " ",
    ),
    ..."__x x__ %Xy xy% a*b *1x env: x.y1 a.b.word $1$x file op:".split(" "),
  ])("C076 is a password although it has something of a reference: %j", (value) => {
    expect(secretUnder("password", value)).toBe(key);
  });

  it.each([
    [`A_B_${"C".repeat(3)}`, "password", undefined],
    ["abc!aB3xaB3xaB3xaB3x", "token", undefined],
    ["aB3xaB3xaB3xaB3x abc", "token", undefined],
    ["5b2f7a10-6f4e-4e0c-9a3d-0a9c6c1f2e11a1", "token", key],
    ["a15b2f7a10-6f4e-4e0c-9a3d-0a9c6c1f2e11", "token", key],
    ["a1b2c3d4e5f6a7-sha1-x", "token", key],
    ["abcdefg.0123456789abcdef", "token", undefined],
    ["abcdef.0123456789abcdefg", "token", undefined],
    ["abcdef.0123456789abcdef", "token", key],
    ["a1cdef.0123456789abcdef", "token", key],
    [`z${"0123456789abcdef".repeat(2)}`, "token", undefined],
    ["abcdefabcdefabcdefabcdefabcdefabcd", "token", undefined],
    ["abcdefabcdefabcdefabcdefabcdef01", "token", key],
    [`${"abcdefghij".repeat(3)}abcdefgHI1`, "token", key],
    [`${"abcdefghij".repeat(3)}abcdefgHI1k`, "token", undefined],
    [`${"abcdefghij".repeat(3)}abcdefghi1`, "token", undefined],
    [`${"ABCDEFGHIJ".repeat(3)}ABCDEFGHI1`, "token", undefined],
    [`${"abcdefghij".repeat(3)}abcdefgHIJ`, "token", undefined],
    ["9f86d081884c7d65", "tokenIdx", key],
    ["9f86d081884c7d65", "token_x_id", key],
    ["9f86d081884c7d65", "tokenID", undefined],
    ["x1y", "role", undefined],
  ])("is judged to its end: %s of %s is %s", (value, name, kind) => {
    expect(secretUnder(name, value)).toBe(kind);
  });

  it("C076 is judged by the name of its property too", () => {
    expect(secretUnder("adminPassword", "correct")).toBe(key);
    expect(secretUnder("PASSWORD", "correct horse")).toBe(key);
    expect(secretUnder("api-key", hex)).toBe(key);
    expect(secretUnder("password_2", hex)).toBe(key);
    expect(secretUnder("password_2", "correct")).toBe(key);
    expect(secretUnder("password_2_x", "correct")).toBe(undefined);
    expect(secretUnder("api-key", "correct")).toBe(undefined);
    expect(secretUnder("accessKeyId", hex)).toBe(undefined);
    expect(secretUnder("password", "$DB_PASSWORD")).toBe(undefined);
    expect(secretUnder("password/of", "correct")).toBe(undefined);
    expect(secretUnder("role", "correct")).toBe(undefined);
    expect(secretUnder("role", "password=correct")).toBe(key);
    expect(secretUnder("", "correct")).toBe(undefined);
  });

  it.each([
    ["a1bbbbbbbbbbbbbbb1c", key],
    ["a1bbbbbbbbbbbbbbb1cc", undefined],
    ["a1bbbbbbb-bbbbbbbb1c", key],
    ["a1bbbbbbbbbbbbbbb-1-c", undefined],
    ["gra-2024-gra-2024", undefined],
    ["aBbBbBbBbBbBbBbBbB", undefined],
    ["aBbBbBbBbBbBbBbBb1", key],
    ["aBbbBbbBbbBbbBbbB1", undefined],
    [hex.repeat(32), key],
    [`${hex.repeat(32)}0`, undefined],
    ["", undefined],
  ])("is drawn by chance when letters and digits change often: %s is %s", (value, kind) => {
    expect(secretUnder("token", value)).toBe(kind);
  });

  it("finds nearly all that is drawn by chance, and nothing that is made of words", () => {
    const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let state = 7;
    const next = () => {
      state = (state * 48271) % 2147483647;
      return state;
    };
    const drawn = (characters: string, length: number) =>
      Array.from({ length: 1000 }, () => Array.from({ length }, () => characters[next() % characters.length]).join(""));
    const share = (values: readonly string[]) =>
      values.filter((value) => secretIn(`token=${value}`) !== undefined).length / values.length;
    expect(share(drawn(letters, 20))).toBeGreaterThan(0.9);
    expect(share(drawn(letters, 40))).toBeGreaterThan(0.98);
    expect(share(drawn("0123456789abcdef", 16))).toBeGreaterThan(0.9);
    expect(share(drawn("0123456789abcdef", 32))).toBeGreaterThan(0.99);
    const word = fc.constantFrom(
      "postgres",
      "Backend",
      "shop",
      "Primary",
      "replica",
      "Token",
      "2024",
      "gra",
      "cluster",
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 2, maxLength: 4 }),
        (words) => secretIn(`token=${words.join("-")}`) === undefined,
      ),
    );
  });
});

describe("the quick look at a name", () => {
  it("is followed by a closer one", () => {
    for (const name of ["bypass", "compass", "proxy_pass"]) expect(secretUnder(name, hex)).toBe(undefined);
    expect(secretUnder("application_keyring", hex)).toBe(key);
  });

  it("leaves out none that tells", () => {
    const pieces =
      "passwd password PASSPHRASE pass pwd by com no proxy_ secret Token credential credentials client-key-data api app access account application auth consumer encryption master preshared private service shared signing temp url _ - key x 1";
    const name = fc.string({ unit: fc.constantFrom(...pieces.split(" ")), maxLength: 6 });
    fc.assert(
      fc.property(name, (text) => mayTell(text) || !isTelling(text)),
      { numRuns: 5000 },
    );
  });
});
