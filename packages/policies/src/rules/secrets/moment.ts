import type { Scalar } from "../../truth.ts";

const moment = /^2\d{3}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** True for anything but a moment in the form of RFC 3339, `2026-12-31T23:59:59Z`, before the year 3000. */
export const isNoMoment = (value: Scalar): boolean =>
  !moment.test(String(value)) || Number.isNaN(Date.parse(String(value)));
