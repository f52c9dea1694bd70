/** Variables whose values are secrets. */
const secretNames = /SECRET|PASSPHRASE|PASSWORD|TOKEN|CREDENTIAL|_KEY$/i;
/** Shorter values would mask ordinary words. */
const shortest = 4;

/** Values of an environment that no message may show. */
export const secretsIn = (environment: NodeJS.ProcessEnv): string[] =>
  Object.entries(environment).flatMap(([name, value]) => (value && secretNames.test(name) ? [value] : []));

/** Takes secrets out of a text: as they are, and in the encodings in which programs pass them on. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => {
      const bytes = Buffer.from(secret);
      const json = JSON.stringify(secret).slice(1, -1);
      return [secret, json, encodeURIComponent(secret), bytes.toString("base64"), bytes.toString("hex")];
    })
    .sort((a, b) => b.length - a.length);
  return forms.reduce((shown, form) => shown.replaceAll(form, "[secret]"), text);
}
