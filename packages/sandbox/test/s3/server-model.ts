/**
 * How versitygw 1.8.0 with its internal accounts and a posix backend judges a request by a bucket's policy: by access
 * key, a Deny first, patterns matched byte by byte, keys and patterns of keys cleaned as paths. Written from its source,
 * so that translations can be judged without the server; the engine tests judge the server itself.
 */
export function serverAllows(policy: string, key: string, action: string, bucket: string, object?: string): boolean {
  const { Statement } = JSON.parse(policy) as { Statement: ServerStatement[] };
  const resource = object === undefined ? bucket : cleaned(`${bucket}/${object}`);
  const matching = Statement.filter(
    ({ Principal, Action, Resource }) =>
      [Principal].flat().some((name) => name === "*" || name === key) &&
      [Action].flat().some((pattern) => bytesMatch(pattern, action)) &&
      Resource.some((arn) => bytesMatch(cleaned(arn.replace("arn:aws:s3:::", "")), resource)),
  );
  return matching.length > 0 && matching.every(({ Effect }) => Effect === "Allow");
}

interface ServerStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal: string | string[];
  readonly Action: string | string[];
  readonly Resource: string[];
}

/** A path below its bucket without empty and dotted parts and without a slash at its end. */
function cleaned(resource: string): string {
  const [bucket = "", ...parts] = resource.split("/");
  const kept: string[] = [];
  for (const part of parts) {
    if (part === "..") kept.pop();
    else if (part !== "" && part !== ".") kept.push(part);
  }
  return parts.length === 0 ? bucket : [bucket, ...kept].join("/");
}

function bytesMatch(pattern: string, text: string): boolean {
  const bytes = Buffer.from(text).toString("latin1");
  const signs = Buffer.from(pattern)
    .toString("latin1")
    .replaceAll(/[\\^$.+()|{}[\]]/g, "\\$&");
  return new RegExp(`^${signs.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`).test(bytes);
}
