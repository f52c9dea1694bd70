/** Secrets that are known by what is written around them. */
import { describe, expect, it } from "vitest";
import { secretIn } from "../../src/rules/secrets/detect.ts";

const key = "a password or key";
const login = "a login";

describe("a value near a telling name", () => {
  const random = "Zk39sJf0aLq29Xm4vB7cQw1E";

  it.each([
    `put secret ${random}`,
    `echo ${random} > /etc/backend/token`,
    `| ${random} | the password |`,
    `first\nkeep the api-key ${random}\nlast`,
    `secret ${random.repeat(8)}12345678`,
  ])("C076 is a secret: %j", (text) => {
    expect(secretIn(text)).toBe(key);
  });

  it.each([
    `put ${random}`,
    `put secret ${random.slice(1)}`,
    `put secret ${random.repeat(8)}123456789`,
    `secret\n${random}`,
    `secret ${random.toLowerCase()}`,
    `secret ${random.toUpperCase()}`,
    "secret PostgresUserSecretForShopBackendV2",
    `ssh-ed25519 AAAA${random} deploy-token`,
    `secret /srv/${random}`,
    `secret ${random}/file`,
    `secret $${random}`,
    `secret a+${random}`,
    `secret a=${random}`,
    `secret a.${random}`,
    `secret ${random}.txt`,
    `secret ${random}+`,
    `secret ${random}=`,
    `secret${random}`,
    `tokens ${random}`,
  ])("C076 is none: %j", (text) => {
    expect(secretIn(text)).toBe(undefined);
  });
});

describe("a login", () => {
  it.each([
    ["an address with a password", "postgres://app:correct@db.example/shop"],
    ["an address with a password", "redis://:correct@db.example"],
    ["an address with a password", "see https://u%40d:c@d, or not"],
    ["an address with a password", `amqp://${"u".repeat(128)}:${"p".repeat(256)}@h`],
    ["an authorization header", 'curl -H "Authorization: Bearer abcdefgh"'],
    ["an authorization header", "proxy-authorization=basic dTpwYXNz"],
    ["an authorization header", '{"Authorization": "token  abcdefgh"}'],
    ["an authorization header", '{\\"authorization\\":\\"Bearer abcdefgh\\"}'],
    [login, "sshpass -p cor ssh host"],
    [login, "sshpass -p'cor' ssh host"],
    [login, "sshpass -pcor"],
    [login, "curl -s -u app:cor https://a"],
    [login, "curl --user 'app:cor' https://a"],
    [login, 'curl --user="app:cor"'],
    [login, `curl ${"-".repeat(100)} -u a:cor`],
    [login, "curl -su app:cor https://a"],
    [login, "curl -uapp:cor https://a"],
    [login, "curl -o f -fLu 'app:cor' https://a"],
    [login, "CREATE USER app WITH PASSWORD 'cor'"],
    [login, "create user app identified by 'correct horse'"],
    [login, "machine a login app password cor"],
    [login, "machine a\nlogin app\n  password cor"],
    [login, "db.example:5432:shop:app:cor"],
    [login, "# .pgpass\n*:*:shop:app:cor\n"],
    [login, '{"auths": {"a": {"auth": "dTpwYXNz"}}}'],
    [login, "echo root:cor | chpasswd"],
    [login, "echo 'root:co' |chpasswd"],
    [login, 'printf "root:cor" | sudo  chpasswd -e'],
    [login, "echo root:RANDOM | chpasswd; echo a:cor | chpasswd"],
    [login, "echo root:cor| chpasswd"],
    [login, "echo root:cor | sudo -En  chpasswd"],
    [login, "db.example:5432:production:app:cor"],
    [login, '{"auths": {"a": {"auth":"dTpwYXNz"}}}'],
    [login, "echo root:cor | /usr/sbin/chpasswd"],
    [login, "echo root:cor | sudo -n -E chpasswd"],
    [login, "chpasswd <<EOF\nroot:cor\nEOF\n"],
    [login, "sudo chpasswd -e <<- 'END'\n\tapp:RANDOM\n\troot:cor\nEND"],
    [login, "chpasswd <<< 'root:cor'"],
    [login, "chpasswd:\n  list: |\n    root:co\n"],
    [login, "chpasswd:\n  list:\n    - app:R4ND0M\n    - root:cor\n"],
    [login, "chpasswd:\n  list:\n  # two\n\n  - root:cor\n"],
    [login, "chpasswd: { list: 'root:cor' }"],
    [login, '{"chpasswd": {"list": "a:RANDOM\\nroot:cor\\n"}}'],
    [login, `chpasswd:\n  list: |\n    ${"a:RANDOM\n    ".repeat(250)}root:cor\n`],
  ])("C076 is seen as %s: %j", (kind, text) => {
    expect(secretIn(text)).toBe(kind);
  });

  it.each([
    "postgres://<username>:<password>@db.example:5432/shop",
    "postgres://app@db.example:5432/shop",
    `postgres://app:\${DB_PASSWORD}@db.example`,
    "postgres://app:$DB_PASSWORD@db.example",
    "postgres://app:PASSWORD@db.example",
    "https://db.example:8443/a@b",
    "https://a.example/x:y@z",
    "a://b 'c:d@e'",
    `amqp://${"u".repeat(129)}:p@h`,
    'curl -H "Authorization: Bearer $TOKEN_OF_APP"',
    "Authorization: Bearer <token>.",
    "Authorization: Bearer abcdefg",
    "the authorization of a bearer abcdefgh",
    "sshpass -p $PASSWORD ssh host",
    "sshpass -e ssh host",
    "sshpass -p co",
    'curl -u "$USER:$PASS" https://a',
    "curl -u app https://a",
    "curl -u app:co",
    "docker run -u 1000:1000 image",
    `curl ${"-".repeat(101)} -u a:cor`,
    "curl --menu app:cor",
    "curl -fsSLu https://get.example/install.sh",
    "curl a\nb -u a:cor",
    `ALTER USER app WITH PASSWORD '\${pw}'`,
    "ALTER USER app WITH PASSWORD 'co'",
    `PASSWORD '${"a".repeat(129)}'`,
    "machine a login app password $PASSWORD",
    "machine a login app password co",
    "root:x:0:0:root:/root:/bin/bash",
    "db.example:5432:shop:app:*",
    "db.example:5432:shop:app:co",
    "# db.example:5432:shop:app:cor",
    "db.example:123456:shop:app:cor",
    '{"auth": "basic"}',
    `{"auth": "\${AUTH}   "}`,
    "echo root:$PASSWORD | chpasswd",
    "echo root:c | chpasswd",
    "echo root | chpasswd",
    `echo root:${"a".repeat(129)} | chpasswd`,
    `echo root:cor ${" ".repeat(200)}| chpasswd`,
    "echo root:cor; chpasswd",
    "chpasswd <<EOF\nroot:$PASSWORD\nEOF\necho a:cor\n",
    'chpasswd <<< "root:$PASSWORD"',
    "note:correct\nchpasswd <<EOF\nroot:$PASSWORD\nEOF\n",
    "chpasswd <<EOF\nroot:$PASSWORD\nEOF\nport:8080\n",
    "chpasswd <<EOF\r\nroot:$PASSWORD\r\nEOF\r\nport:8080\r\n",
    "chpasswd <<EOF\nroot:$PASSWORD x:cor\nEOF\n",
    "chpasswd:\n  expire: false\n  # see a.b:correct\n",
    "db.example:5432:shop:app:cor tail",
    "chpasswd < /run/accounts; cat <<EOF\nroot:cor\nEOF",
    "chpasswd:\n  expire: false\n  list: |\n    root:RANDOM\n    app:R\n",
    "chpasswd:\n  expire: false\nruncmd:\n  - echo a:cor\n",
    '{"chpasswd":{"expire":false}}',
    "chpasswd: {expire: False}",
    `chpasswd:\n  list: |\n    ${"a:RANDOM\n    ".repeat(400)}root:cor\n`,
  ])("C076 is none: %j", (text) => {
    expect(secretIn(text)).toBe(undefined);
  });
});
