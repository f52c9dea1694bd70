import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPlace, type Place, removePlace } from "../../src/postgres/place.ts";

describe("the place of a sandbox's servers", () => {
  let folder: string;
  let place: Place;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "place "));
    place = openPlace(folder);
  });
  afterEach(() => {
    place.release();
    removePlace(folder);
    rmSync(folder, { recursive: true, force: true });
  });

  it("is had by one at a time", () => {
    expect(() => openPlace(folder)).toThrow("belong to another running sandbox");
    place.release();
    place = openPlace(folder);
  });

  it("runs servers as somebody who is not root, who alone can open the sockets", () => {
    const sockets = statSync(place.sockets);
    expect(sockets.mode & 0o777).toBe(0o700);
    expect(sockets.uid).not.toBe(0);
    expect(sockets.uid).toBe(place.runAs?.uid ?? process.getuid?.());
    expect(join(place.sockets, ".s.PGSQL.65535").length).toBeLessThan(104);
  });

  it("is gone when it is removed", () => {
    removePlace(folder);
    expect(existsSync(place.sockets)).toBe(false);
  });
});
