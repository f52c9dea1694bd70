import type { Source } from "./source.ts";

/** A compute flavor: virtual CPUs, memory and local disk in GB. */
export interface ComputeFlavor {
  readonly vcpus: number;
  readonly memoryGb: number;
  readonly diskGb: number;
}

export const computeFlavorSource: Source = {
  from: "A published listing of the flavors of GRA7 (generation 2, flexible and Windows variants, GPU); names and vCPUs of generation 3 and of the later GPU flavors from published price lists and the provider's list of savings plans, their disks by the family's rule",
  date: "2026-07",
  confidence: "reported",
};

type Row = readonly [name: string, vcpus: number, memoryGb: number, diskGb: number];

const discovery: readonly Row[] = [
  ["s1-2", 1, 2, 10],
  ["s1-4", 1, 4, 20],
  ["s1-8", 2, 8, 40],
  ["d2-2", 1, 2, 25],
  ["d2-4", 2, 4, 50],
  ["d2-8", 4, 8, 50],
];

/** Generation 2. Each has a Windows variant (`win-b2-7`) and a flexible one with a small disk (`b2-7-flex`). */
const generation2: readonly Row[] = [
  ["b2-7", 2, 7, 50],
  ["b2-15", 4, 15, 100],
  ["b2-30", 8, 30, 200],
  ["b2-60", 16, 60, 400],
  ["b2-120", 32, 120, 400],
  ["c2-7", 2, 7, 50],
  ["c2-15", 4, 15, 100],
  ["c2-30", 8, 30, 200],
  ["c2-60", 16, 60, 400],
  ["c2-120", 32, 120, 400],
  ["r2-15", 2, 15, 50],
  ["r2-30", 2, 30, 50],
  ["r2-60", 4, 60, 100],
  ["r2-120", 8, 120, 200],
  ["r2-240", 16, 240, 400],
];

/** Generation 3. Each has a Windows variant. */
const generation3: readonly Row[] = [
  ["b3-8", 2, 8, 50],
  ["b3-16", 4, 16, 100],
  ["b3-32", 8, 32, 200],
  ["b3-64", 16, 64, 400],
  ["b3-128", 32, 128, 400],
  ["b3-256", 64, 256, 400],
  ["b3-512", 128, 512, 400],
  ["b3-640", 160, 640, 400],
  ["c3-4", 2, 4, 50],
  ["c3-8", 4, 8, 100],
  ["c3-16", 8, 16, 200],
  ["c3-32", 16, 32, 400],
  ["c3-64", 32, 64, 400],
  ["c3-128", 64, 128, 400],
  ["c3-256", 128, 256, 400],
  ["c3-320", 160, 320, 400],
  ["r3-16", 2, 16, 50],
  ["r3-32", 4, 32, 100],
  ["r3-64", 8, 64, 200],
  ["r3-128", 16, 128, 400],
  ["r3-256", 32, 256, 400],
  ["r3-512", 64, 512, 400],
  ["r3-1024", 128, 1024, 400],
];

/** Local NVMe disks and graphics cards. Each has a Windows variant. */
const special: readonly Row[] = [
  ["i1-45", 8, 45, 50],
  ["i1-90", 16, 90, 50],
  ["i1-180", 32, 180, 50],
  ["t1-45", 8, 45, 400],
  ["t1-90", 18, 90, 800],
  ["t1-180", 36, 180, 50],
  ["t1-le-45", 8, 45, 300],
  ["t1-le-90", 16, 90, 400],
  ["t1-le-180", 32, 180, 400],
  ["t2-45", 15, 45, 400],
  ["t2-90", 30, 90, 800],
  ["t2-180", 60, 180, 50],
  ["t2-le-45", 15, 45, 300],
  ["t2-le-90", 30, 90, 500],
  ["t2-le-180", 60, 180, 500],
  ["rtx5000-28", 4, 28, 400],
  ["rtx5000-56", 8, 56, 400],
  ["rtx5000-84", 16, 84, 400],
  ["a10-45", 30, 45, 400],
  ["a10-90", 60, 90, 400],
  ["a10-180", 120, 180, 400],
  ["a100-180", 15, 180, 300],
  ["a100-360", 30, 360, 500],
  ["a100-720", 60, 720, 500],
  ["l4-90", 22, 90, 400],
  ["l4-180", 45, 180, 400],
  ["l4-360", 90, 360, 400],
  ["l40s-90", 15, 90, 400],
  ["l40s-180", 30, 180, 400],
  ["l40s-360", 60, 360, 400],
  ["h100-380", 30, 380, 200],
  ["h100-760", 60, 760, 200],
  ["h100-1520", 120, 1520, 200],
];

/** Disk of every flexible flavor, GB: small enough to resize from one to any other. */
const flexibleDiskGb = 50;

const windows = ([name, ...size]: Row): Row => [`win-${name}`, ...size];
const flexible = ([name, vcpus, memoryGb]: Row): Row => [`${name}-flex`, vcpus, memoryGb, flexibleDiskGb];

const variants: readonly Row[] = [...generation2, ...generation2.map(flexible), ...generation3, ...special];

/** Every flavor by name. That one region has fewer than another is not known here. */
export const computeFlavors: { readonly [flavor: string]: ComputeFlavor } = Object.fromEntries(
  [...discovery, ...variants, ...variants.map(windows)].map(([name, vcpus, memoryGb, diskGb]) => [
    name,
    { vcpus, memoryGb, diskGb },
  ]),
);
