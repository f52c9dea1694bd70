/** How an operation stopped. */
export type Stop =
  /** Before anything was made or moved. */
  | "refused"
  /** On its way: the same command again goes on from there. */
  | "failed";

/** Why an operation stopped, in words that hold no secret. To be printed without a stack. */
export class OperationError extends Error {
  override readonly name = "OperationError";
  readonly stop: Stop;
  /** What the S3 service answered, such as `AccessDenied`, where that is the reason. */
  readonly answer?: string;

  constructor(stop: Stop, message: string, answer?: string) {
    super(message);
    this.stop = stop;
    if (answer !== undefined) this.answer = answer;
  }
}

export const refused = (message: string): OperationError => new OperationError("refused", message);
export const failed = (message: string): OperationError => new OperationError("failed", message);
