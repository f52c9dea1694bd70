const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The contents of every element of that name, tags inside and all. Enough for what the S3 server answers. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, "gs"))].map(([, content]) => content ?? "");
}

/** The text of the first element of that name; empty when there is none. */
export function text(xml: string, name: string): string {
  return (elements(xml, name)[0] ?? "").replaceAll(/&(#x?)?(\w+);/g, (whole, number, word: string) => {
    if (number === undefined) return entities[word] ?? whole;
    return String.fromCodePoint(Number.parseInt(word, number === "#x" ? 16 : 10));
  });
}

/** An element with a text in it. */
export function element(name: string, content: string): string {
  const escaped = content.replaceAll(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign);
  return `<${name}>${escaped}</${name}>`;
}
