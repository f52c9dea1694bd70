/** Looking for secret values in texts, in whatever form they were written. */

/** A value as it may stand in a text. Base64 depends on where it starts, so all three ways of starting are looked for. */
export function forms(value: string): string[] {
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]).toString("base64");
    return text.slice(Math.ceil((shift * 4) / 3), -4);
  });
  const urlSafe = shifted.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  const hex = Buffer.from(value).toString("hex");
  const json = JSON.stringify(value).slice(1, -1);
  return [...new Set([value, json, ...shifted, ...urlSafe, hex, hex.toUpperCase(), encodeURIComponent(value)])];
}

/** A line in which a secret stands. */
export interface Hit {
  /** Name of the secret. */
  readonly name: string;
  /** Name of the text. */
  readonly where: string;
  readonly line: string;
}

/** Every line of the texts in which one of the secrets stands. */
export function hitsIn(texts: ReadonlyMap<string, string>, secrets: ReadonlyMap<string, string>): Hit[] {
  const sought = [...secrets].map(([name, value]) => ({ name, values: forms(value) }));
  return [...texts].flatMap(([where, text]) =>
    sought
      .filter(({ values }) => values.some((value) => text.includes(value)))
      .flatMap(({ name, values }) =>
        text
          .split("\n")
          .filter((line) => values.some((value) => line.includes(value)))
          .map((line) => ({ name, where, line: line.slice(0, 300) })),
      ),
  );
}

/** What the engine was saying in a line of its log: the words before the first value. */
export const sayingOf = (line: string): string => /"msg":"([A-Za-z ]+)/.exec(line)?.[1]?.trim() ?? line.slice(0, 80);
