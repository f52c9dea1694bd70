/** Where a fact was read, and when. Facts age: a reader can judge by the date. */
export interface Source {
  /** Document, provider or interface the fact comes from. */
  readonly from: string;
  /** Day it was read or published, `YYYY-MM-DD` (or `YYYY-MM`). */
  readonly date: string;
  /** `read`: in code, schema or official page. `reported`: by a third party, or old. `assumed`: not confirmed anywhere. */
  readonly confidence: "read" | "reported" | "assumed";
}
