/** The corpus: eighteen holes, and what must not be refused. */
import type { Case, Draft } from "./case.ts";
import { drafts as compute } from "./goods-compute.ts";
import { drafts as database } from "./goods-database.ts";
import { drafts as network } from "./goods-network.ts";
import { drafts as rule } from "./goods-rule.ts";
import { drafts as storage } from "./goods-storage.ts";
import { drafts as hole } from "./holes.ts";

const numbered = (drafts: readonly Draft[], letter: string, digits: number): Case[] =>
  drafts.map((draft, i) => ({ id: `${letter}${String(i + 1).padStart(digits, "0")}`, ...draft }));

/** `v01` to `v18`. */
export const holes: readonly Case[] = numbered(hole, "v", 2);
/** `g001` and on. */
export const goods: readonly Case[] = numbered([...rule, ...network, ...database, ...storage, ...compute], "g", 3);
