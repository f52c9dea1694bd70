/** Answers that go away by themselves while a bucket, its key or its policy is new, or the service is busy. */
const passing = new Set([
  "AccessDenied",
  "Forbidden",
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "NoSuchBucket",
  "NotFound",
  "SlowDown",
  "ServiceUnavailable",
  "InternalError",
  "no connection",
]);

/** What the S3 service answered, by Pulumi's words for it; undefined when it failed for another reason. */
export function s3Answer(text: string): string | undefined {
  const code = /\bapi error (\w+)/.exec(text)?.[1];
  if (code) return code;
  return /\bdial tcp\b|connection re(?:fused|set)|no such host|i\/o timeout/.test(text) ? "no connection" : undefined;
}

/** Whether it is worth asking again. */
export const mayPass = (answer: string | undefined): answer is string => answer !== undefined && passing.has(answer);
