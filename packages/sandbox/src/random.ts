import { createHash, randomBytes } from "node:crypto";

/** Where the next random bytes come from: the machine, or a seed while {@link drawing} works. */
let draw: (bytes: number) => Buffer = randomBytes;
/** Whether a short id was given to something before. */
let given: (id: string) => boolean = () => false;

/**
 * Runs work that draws identifiers.
 *
 * @param seed what they follow from; undefined for the machine's own chance
 * @param taken tells of ids that something has or had: short ones are drawn again until one is free
 */
export function drawing<T>(seed: string | undefined, taken: (id: string) => boolean, work: () => T): T {
  const before = { draw, given };
  if (seed !== undefined) draw = followingFrom(seed);
  given = taken;
  try {
    return work();
  } finally {
    ({ draw, given } = before);
  }
}

function followingFrom(seed: string): (bytes: number) => Buffer {
  let count = 0;
  return (bytes) => {
    const blocks = Array.from({ length: Math.ceil(bytes / 32) }, () =>
      createHash("sha256").update(`${seed}\n${count++}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, bytes);
  };
}

const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** Identifiers in the shapes OVHcloud, OpenStack and Cloudflare give them. */
export const newId = {
  uuid: () => {
    const hex = draw(16).toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  },
  hex32: () => draw(16).toString("hex"),
  hex40: () => draw(20).toString("hex"),
  /** In the block that OpenStack gives its ports. */
  mac: () => ["fa", "16", "3e", ...(draw(3).toString("hex").match(/../g) ?? [])].join(":"),
  /** A decimal number of that many digits, at most 12. */
  number: (digits: number) => {
    const least = 10 ** (digits - 1);
    for (;;) {
      const id = String(least + (draw(6).readUIntBE(0, 6) % (9 * least)));
      if (!given(id)) return id;
    }
  },
  /** 32 letters and digits, as OVHcloud's generated passwords have. */
  password: () => draw(24).toString("base64url"),
  letters: (length: number) => Array.from(draw(length), (byte) => letters[byte % letters.length]).join(""),
} as const;

export const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");
export const md5 = (text: string) => createHash("md5").update(text).digest("hex");
/** An id that follows from a name, for what the catalogues hold: the same in every sandbox. */
export const idOf = (name: string) => {
  const hex = sha1(name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
