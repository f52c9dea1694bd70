/** Texts as people write them every day: those with a secret in them, and those that only look so. */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { secretIn, secretUnder } from "../../src/rules/secrets/detect.ts";

const key = "a password or key";
const login = "a login";
const password = "hunter2hunter2";

describe("a password in an everyday form", () => {
  it.each([
    `- name: DB_PASSWORD\n  value: ${password}`,
    `env:\n  - name: "DB_PASSWORD"\r\n    value: "${password}"`,
    `{"name":"DB_PASSWORD","value":"${password}"}`,
    `[{ "name" : "DB_PASSWORD", "value" : "${password}" }]`,
    '{"name":"API_TOKEN","value":"9f86d081884c7d65"}',
    `- value: ${password}\n  name: DB_PASSWORD`,
    `{"value": "${password}", "name": "DB_PASSWORD"}`,
    `define('DB_PASSWORD', '${password}');`,
    `define( "DB_PASSWORD" , "${password}" );`,
    "aws configure set aws_secret_access_key 9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b",
    "rclone config create ovh s3 provider Other access_key_id 01ab secret_access_key 9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b",
    "rclone config update ovh secret_access_key=9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b",
    "APP_KEY=base64:2fl+Ktvkfl+Fuz4Qp/A75G2RTiWVA/ZoKZvp6fiiM10=",
    `password: |-\n    ${password}`,
    `password:  |\n  ${password}`,
    `"password": |\n  ${password}`,
    `password: |2\n    ${password}`,
    `password: |  \n  ${password}`,
    `password:  \n  ${password}\n`,
    `  ENV  DB_PASSWORD  ${password}`,
    `define('DB_PASSWORD','${password}');`,
    `{"value":"${password}","name":"DB_PASSWORD"}`,
    `{"value" : "${password}", "name" : "DB_PASSWORD"}`,
    "passwd: myfiles",
    `password: >\r\n  ${password}`,
    `db:\n  password: |2+ \n    ${password}`,
    `password:\n  ${password}\n`,
    `  - "password":\r\n      '${password}'`,
    `db_password: &p ${password}`,
    `db_password: !!str ${password}`,
    `db_password: !!str &p ${password}`,
    `<password>${password}</password>`,
    `<db:adminPassword>${password}</db:adminPassword>`,
    "<apiToken>9f86d081884c7d65</apiToken>",
    `password='''${password}'''`,
    `password="""${password}"""`,
    `ENV DB_PASSWORD ${password}`,
    `FROM a\nenv DB_PASSWORD ${password}`,
    `set -gx DB_PASSWORD ${password}`,
    `setx DB_PASSWORD ${password}`,
    `password1=${password}`,
    `password-12: ${password}`,
    ...["PROD", "PRODUCTION", "PREPROD", "STAGING", "TEST", "DEV", "ROOT", "ADMIN"].map(
      (more) => `DB_PASSWORD_${more}=${password}`,
    ),
    `passwordProd: ${password}`,
    "DB_PASSWORD=kX9(vQ2pLm7Zt4",
    'DB_PASSWORD="kX9[vQ2pLm7Zt4"',
    "DB_PASSWORD=/9kXvQ2pLm7Zt4==",
    "DB_PASSWORD=/9kX/vQ2pLm7Zt4==",
    "DB_PASSWORD=/9kX/vQ2+pLm7Zt4",
    "API_SECRET='h8$Kd!2m^Pq9@xZ4w&77'",
    "password: passw0rd",
    "password: !secretly",
    "password: a!Ref",
    "DB_PASSWORD=kX9(vQ2)pLm7",
    "password: _my.pass.word",
    "password: my_pass.word",
    "password: a b.conf".replace("a b", "a%b"),
  ])("C076 is a secret: %j", (text) => {
    expect(secretIn(text)).toBe(key);
  });

  it.each([
    `echo ${password} | passwd --stdin root`,
    `echo '${password}' | sudo passwd root --stdin`,
    `net user Administrator ${password} /add`,
    `mysql -uroot -p${password} -e 'SELECT 1'`,
    `mysqldump -u root -p'${password}' shop`,
    `docker login -u app -p ${password} registry.example`,
    `podman login -p '${password}' registry.example`,
    `redis-cli -h cache -a ${password} ping`,
    `port 6379\nrequirepass ${password}\n`,
    `masterauth "${password}"`,
    `ConvertTo-SecureString "${password}" -AsPlainText -Force`,
    `ConvertTo-SecureString -String '${password}'`,
    `10.0.0.1 10.0.0.2 : PSK "${password}"`,
    'key "acme" { algorithm hmac-sha256; secret "K2tf3TRrmE7TJd+m2NPBuw=="; };',
    `echo -e '${password}\\n${password}' | passwd root`,
    `printf '${password}\\n${password}\\n' | sudo passwd root`,
    `useradd -p $(openssl passwd -6 ${password}) deploy`,
    `openssl passwd -1 -salt abc '${password}'`,
    `mkpasswd -m sha-512 ${password}`,
    `mkpasswd --method=sha-512 "${password}"`,
    `htpasswd -bc /etc/nginx/users admin ${password}`,
    `htpasswd -n -b admin '${password}'`,
    `create user app identified with mysql_native_password by '${password}'`,
    `mysql -e "create user app identified by \\"${password}\\""`,
    `alter user app identified with \`caching_sha2_password\` by password "${password}"`,
    `debconf-set-selections <<< 'mysql-server mysql-server/root_password password ${password}'`,
    `[ssl0.ovh.net]:587 me@shop.example:${password}`,
    `# sasl_passwd\n[ssl0.ovh.net]\tme@shop.example:${password}\n`,
    `mc alias set ovh https://s3.gra.io.cloud.ovh.net 0123456789abcdef ${password}`,
    `mc config host add ovh https://s3.gra.io.cloud.ovh.net 0123456789abcdef '${password}'`,
    `echo 0123456789abcdef:${password} > /etc/passwd-s3fs`,
    "curl -H 'X-Ovh-Consumer: MtSwSrPpNjqfVSmJ' https://eu.api.ovh.com/1.0/me",
    '{"X-Ovh-Consumer": "MtSwSrPpNjqfVSmJ"}',
    '{"X-Ovh-Consumer":"MtSwSrPpNjqfVSmJ"}',
    `echo -ne '${password}\\n' |passwd root`,
    `echo ${password} | sudo  passwd root`,
    `port 6379\n  requirepass  ${password}\n`,
    `10.0.0.1 10.0.0.2 : PSK  "${password}"`,
    'key "acme" { secret  "K2tf3TRrmE7TJd+m2NPBuw=="  ; };',
    `openssl passwd -apr1 ${password}`,
    `htpasswd -nm  -b  admin  ${password}`,
    `htpasswd -cb /etc/nginx/users  admin ${password}`,
    `mysql-server mysql-server/root_password \tpassword \t${password}`,
    `[ssl0.ovh.net]  me@shop.example:${password}`,
    `echo "0123456789abcdef:${password}">/etc/passwd-s3fs`,
    "redis-cli -a hunter",
  ])("C076 is seen as a login: %j", (text) => {
    expect(secretIn(text)).toBe(login);
  });

  it.each([
    ["a token of Hugging Face", "an access token", `hf_${"aB3x".repeat(8)}aB`],
    ["a key of OpenAI", "an access token", `sk-${"aB3x".repeat(8)}`],
    [
      "a tunnel of Cloudflare",
      "a tunnel's token",
      Buffer.from(
        '{"a":"0123456789abcdef0123456789abcdef","t":"5b2f7a10-6f4e-4e0c-9a3d-0a9c6c1f2e11","s":"TQ=="}',
      ).toString("base64"),
    ],
  ])("C076 is known by its form: %s", (_title, kind, text) => {
    expect(secretIn(`run ${text}`)).toBe(kind);
    expect(secretIn(`run ${text.slice(0, -12)}`)).toBe(undefined);
  });

  it.each([
    "- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef: { name: db, key: password }",
    "- name: DB_PASSWORD\n  value: $(DB_PASSWORD)",
    "- value: $(DB_PASSWORD)\n  name: DB_PASSWORD",
    `- value: ${password}\n  name: ROLE`,
    "define('DB_PASSWORD', getenv('DB_PASSWORD'));",
    "define('DB_HOST', 'hunter2hunter2');",
    "aws configure set region gra",
    `see the password: |\n  ${password}`,
    `see the password:\n  ${password}\n`,
    `my ENV DB_PASSWORD ${password}`,
    "aws configure set aws_secret_access_key $SECRET",
    "rclone config create ovh s3 provider Other env_auth true",
    "echo $SECRET 9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b",
    "openssl passwd -6 -stdin",
    'htpasswd -bc /etc/nginx/users admin "$PASSWORD"',
    "net user Administrator ab /add",
    "mysql -uroot -pab",
    "docker login -p ab registry.example",
    "redis-cli -h cache -a ab",
    "requirepass ab",
    `ConvertTo-SecureString "${password}`,
    `10.0.0.1 : PSK "${password}`,
    `see [ssl0.ovh.net] me@shop.example:${password}`,
    `[ssl0.ovh.net] me@shop.example:${password} and more`,
    "X-Ovh-Consumer: short",
    "openssl passwd -6 -in /run/pw",
    'openssl passwd -6 "$PASSWORD"',
    "mkpasswd -m sha-512 -s",
    "htpasswd -c /etc/nginx/users admin",
    'htpasswd -nb admin "$PASSWORD"',
    "create user app identified with auth_socket",
    "mysql -e \"create user app identified by '$PW'\"",
    "mysql-server mysql-server/root_password password $PW",
    "[ssl0.ovh.net]:587 me@shop.example:$PW",
    "mc alias set ovh https://s3.gra.io.cloud.ovh.net $KEY $SECRET",
    "mc alias list",
    'echo "$KEY:$SECRET" > /etc/passwd-s3fs',
    "curl -H 'X-Ovh-Consumer: $CONSUMER'",
    'printf \'%s\\n%s\\n\' "$PW" "$PW" | passwd root',
    "proxy_pass: http://backend:8080",
    "password: generated at boot",
    "# the password: kept in the vault",
    '{"name":"API_TOKEN","value":"default"}',
    `- name: ROLE\n  value: ${password}`,
    "password: |\n\npackages: [curl]",
    "password: |\n  $ANSIBLE_VAULT;1.1;AES256",
    "password:\n  secretKeyRef:\n    name: db",
    "password:\n  - one\n",
    `password:\n${password}\n`,
    `  password:\n  ${password}\n`,
    "password:\n  two words\n",
    "users:\n  - name: app\n    passwd:\n    lock_passwd: true\n",
    'read -r -p "Password:"\n  done\n',
    "<password>$PASSWORD</password>",
    "<password></password>",
    "<role>hunter2hunter2</role>",
    "<secret>my-secret</secret>",
    "ENV DB_PASSWORD $PASSWORD",
    "set -gx DB_PASSWORD (fetch db)",
    "DB_PASSWORD_POLICY=strict",
    "password_policy_2: strict",
    'db_password: !secret "db_password"',
    "db_password: !vault |",
    "DbPassword: !Ref Password",
    'DbPassword: !Sub "{{resolve}}"',
    'password: !env_var "DB"',
    "password=''\nrole='a'",
    'password=get_secret("db")',
    "password=get_secret(\n  'db')",
    'password: os.environ["DB_PASSWORD"].strip()',
    "password = random_password.db[0].result",
    "password = random_password.db.result",
    "password = data.vault_generic_secret.db.data",
    "password = module.db.password",
    "password: /password",
    "password=/run/db/2024-11",
    "http_proxy=$PROXY # as in http://user:pass@proxy:3128",
    "http://user:passwd@proxy:3128",
    'API_SECRET="$SHOP-A1b2C3d4E5f6"',
    "API_SECRET='aB3.aB3@aB3aB3aB3xaB3'",
    "echo $PASSWORD | passwd --stdin root",
    "passwd --expire root",
    "net user Administrator /active:no",
    "net user Administrator * /add",
    "docker run --name db mysql -p3306:3306",
    "mysql -uroot -p shop",
    `mysql -uroot -p"$MYSQL_PWD" shop`,
    "apt-get install -y mysql-client && mkdir -pv /srv/db",
    "docker login --password-stdin registry.example",
    "docker login -p $TOKEN registry.example",
    "redis-cli -a $REDIS ping",
    "# requirepass foobared",
    "ConvertTo-SecureString $text -AsPlainText",
    '10.0.0.1 : PSK "$PSK"',
    'secret "name of it";',
  ])("C076 is none: %j", (text) => {
    expect(secretIn(text)).toBe(undefined);
  });
});

describe("what only looks like a secret", () => {
  it.each([
    "deploy ALL=(ALL) NOPASSWD:ALL",
    "sudo: ALL=(ALL) NOPASSWD: ALL",
    "users:\n  - name: debian\n    sudo: ['ALL=(ALL) NOPASSWD:ALL']\n",
    "psql --no-password shop",
    "%sudo ALL=(ALL) PASSWD: ALL",
    "passwd: files systemd\ngroup:  files systemd\n",
    "passwd:         compat",
    ...["sss", "ldap", "nis", "winbind", "db"].map((source) => `passwd: ${source} files`),
    `environment:\n  POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?required}`,
    `DB_PASSWORD="\${DB_PASSWORD:?set it first}"`,
    `DB_PASSWORD="\${DB_PASSWORD:+given}"`,
    "docker build --secret id=npmrc,src=/root/.npmrc .",
    "podman run --secret db-pass,type=env alpine",
    "docker service create --secret source=db,target=db nginx",
    "ansible-playbook --private-key id_ed25519 site.yml",
    "certbot certonly --dns-cloudflare-credentials cloudflare.ini",
    "openvpn --config a.conf --auth-user-pass creds.txt",
    "Password: see vault",
    "Password: ask the operations team",
    "1password-site-verification=KXC3Y7ZB2QAV9M4TDW5E6R8P1S",
  ])("C076 is none: %j", (text) => {
    expect(secretIn(text)).toBe(undefined);
  });

  it.each([
    "mono_password: correct",
    "casino-password: correct",
    "passwd: filesystem9",
    "dbpasswd: files",
    "password: files",
    `"\${DB_PASSWORD:=correct}"`,
    `"\${DB_PASSWORD:-correct}"`,
    "password:?correct",
    "tool --api-key 9f86d081884c7d65",
    "tool --auth-user-pass creds",
    "Password: correct horse",
    "Password: see",
    "a: b\nPassword: see vault",
  ])("C076 is a secret all the same: %j", (text) => {
    expect(secretIn(text)).toBe(key);
  });

  it("C076 is the name of a key, not the key", () => {
    for (const name of ["accessKey", "access_key", "applicationKey"]) {
      expect(secretUnder(name, "0123456789abcdef0123456789abcdef")).toBe(undefined);
    }
    expect(secretUnder("secretAccessKey", "0123456789abcdef0123456789abcdef")).toBe(key);
  });
});

const pem = `-----BEGIN ${"PRIVATE"} KEY-----\n${"MIIEvQIBADANBgkq".repeat(4)}\n-----END ${"PRIVATE"} KEY-----\n`;
const assigned = "export DB_PASSWORD=correct-horse\n";
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString("base64");

/** As in an archive: names and sizes, and zeros up to the next block. */
const archive = (...contents: readonly Buffer[]) =>
  Buffer.concat(
    contents.flatMap((content) => [
      Buffer.from("etc/backend.key").subarray(0, 15),
      Buffer.alloc(497),
      content,
      Buffer.alloc(512 - (content.length % 512)),
    ]),
  );
/** Bytes of which few can be printed. */
const program = Buffer.from(Array.from({ length: 4000 }, (_, index) => 128 + ((index * 37) % 128)));
const der = (...start: readonly number[]) => base64(Buffer.concat([Buffer.from(start), program.subarray(0, 100)]));

describe("a secret in bytes", () => {
  it.each([
    ["an archive", base64(archive(Buffer.from(pem)))],
    ["a compressed archive", base64(gzipSync(archive(Buffer.from(pem))))],
    ["an archive with a program", base64(gzipSync(archive(program, Buffer.from(pem))))],
    ["hexadecimal digits", Buffer.from(pem).toString("hex")],
    ["hexadecimal digits in lines", Buffer.from(pem).toString("hex").replace(/.{60}/g, "$&\n")],
    ["a key of RSA", der(0x30, 0x82, 4, 0xa3, 2, 1, 0, 2, 0x82, 1, 1, 0)],
    ["a key of PKCS 8", der(0x30, 0x82, 4, 0xbd, 2, 1, 0, 0x30, 13, 6, 9)],
    ["a short key of PKCS 8", der(0x30, 0x81, 0x87, 2, 1, 0, 0x30, 19, 6, 7)],
    ["a key of Ed25519", der(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3)],
    ["a key of an elliptic curve", der(0x30, 0x77, 2, 1, 1, 4, 32)],
  ])("C076 is found: a private key in %s", (_title, text) => {
    expect(secretIn(`data: ${text}`)).toBe("a private key");
  });

  it.each([
    ["text of two bytes a character", Buffer.from(`$env:${assigned.slice(7)}`, "utf16le").toString("base64")],
    ["an archive", base64(archive(Buffer.from(assigned)))],
    ["hexadecimal digits", Buffer.from(`# ${"far ".repeat(10)}\n${assigned}`).toString("hex")],
    ["quoted pieces", base64(assigned).replace(/.{1,12}/g, '"$&" ')],
    ["quoted pieces of a list", `[${base64(assigned).replace(/.{1,12}/g, "'$&',\n")}]`],
  ])("C076 is found: a password in %s", (_title, text) => {
    expect(secretIn(`data: ${text}`)).toBe(key);
  });

  it.each([
    ["a certificate", der(0x30, 0x82, 4, 0xa3, 0x30, 0x82, 3, 0x8b)],
    ["a public key", der(0x30, 0x82, 1, 0x22, 0x30, 13, 6, 9)],
    ["a store of certificates", der(0x30, 0x82, 4, 0xa3, 2, 1, 3, 0x30, 0x82)],
    ["a message of another kind", der(0x30, 0x29, 2, 1, 0, 4, 6)],
    ["a program", base64(program)],
    ["an archive of a program", base64(gzipSync(archive(program)))],
    ["digests", "0a1b2c3d".repeat(8)],
    ["quoted words", JSON.stringify(["nginx", "curl", "docker.io", "postgresql", "fail2ban", "unattended-upgrades"])],
  ])("C076 is not found in %s", (_title, text) => {
    expect(secretIn(`data: ${text}`)).toBe(undefined);
  });

  it("C076 is found whatever is said of quoted-printable, which ends", () => {
    const mail = "Content-Transfer-Encoding: quoted-printable\n\n";
    expect(secretIn(`${mail}systemctl start docker\n`)).toBe(undefined);
    expect(secretIn(`${mail}systemctl start=20docker=\n\n`)).toBe(undefined);
    expect(secretIn(`${mail}export PASS=3Dcorrect\n`)).toBe(key);
  });
});
