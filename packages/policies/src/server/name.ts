/** Name of the pack in the engine's output. */
export const packName = "accoreboot";
