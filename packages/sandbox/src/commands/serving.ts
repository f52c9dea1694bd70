import type { Command } from "../command.ts";
import { packages } from "../connection.ts";
import { SandboxError } from "../directory.ts";
import { postgresMissing } from "../postgres/index.ts";
import { findVersitygw, noS3Server } from "../s3/find.ts";
import { createSandbox, type Sandbox } from "../sandbox.ts";
import { publicClient } from "../sides/databases.ts";
import { existing } from "./opened.ts";

/** `run -- command`: the command inside, on this terminal. */
export const runCommand: Command = async ({ path, flags, inner }) => {
  if (inner.length === 0) throw new SandboxError("give a command after --, such as: ovh-sandbox run -- pulumi up");
  const sandbox = await createSandbox(path, { servers: flags["no-servers"] !== true });
  try {
    return await sandbox.run(inner);
  } finally {
    await sandbox.close();
  }
};

/** `start`: serves until interrupted. */
export const startCommand: Command = async ({ path, flags }) => {
  const sandbox = await createSandbox(path, { servers: flags["no-servers"] !== true });
  if (sandbox.served.pid !== process.pid) {
    await sandbox.close();
    throw new SandboxError(`process ${sandbox.served.pid} serves ${sandbox.path} already: "ovh-sandbox status"`);
  }
  process.stdout.write(
    `${state(sandbox)}\nIt runs until you press Ctrl+C. In another terminal: ovh-sandbox run -- pulumi up\n`,
  );
  const keep = setInterval(() => {}, 60_000);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  clearInterval(keep);
  await sandbox.close();
  return 0;
};

/** `status`: what runs, and in what mood. */
export const statusCommand: Command = (line) =>
  existing(line, (sandbox) => {
    const idle =
      sandbox.served.pid === process.pid
        ? `no process serves it now; run and start do, with ${behind()}\n`
        : state(sandbox);
    const { scale, skips } = sandbox.clock.pace();
    const pace = skips ? "waits take no time" : `${scale} virtual seconds in a real one`;
    const faults = sandbox.faults().length;
    return `${sandbox.path}, things: ${sandbox.entries().length}
${idle}time      ${new Date(sandbox.clock.now()).toISOString()}, ${pace}
faults    ${faults === 0 ? "none" : `${faults} ordered: "ovh-sandbox fault" lists them`}
`;
  });

/** What stands behind the endpoints once it is served. */
function behind(): string {
  const s3 = findVersitygw(process.env) ? "S3 by versitygw" : "no S3 (versitygw is not on PATH)";
  return `${s3} and PostgreSQL where its packages are installed`;
}

function state({ path, served }: Sandbox): string {
  const ports = packages.map((pkg) => `${pkg} 127.0.0.1:${served.ports[pkg]}`).join(", ");
  const regions = Object.entries(served.s3);
  const postgres =
    served.postgres.length > 0
      ? `versions ${served.postgres.join(", ")} on 127.0.0.1; clients of a public database count as ${publicClient}, of a private one as a host of its subnet`
      : postgresMissing();
  return `serving   ${path}, process ${served.pid}
providers ${ports}
S3        ${regions.length > 0 ? regions.map(([region, endpoint]) => `${region} ${endpoint}`).join(", ") : noS3Server}
postgres  ${postgres}
`;
}
