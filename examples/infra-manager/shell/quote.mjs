/**
 * Text in single quotes for a POSIX shell, bash or zsh: nothing in it is expanded. A newline, a `$`, a backtick or a
 * quote of its own arrives unchanged.
 *
 * @param {string} text without NUL
 */
export function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * @param {Record<string, string>} variables names must be shell names
 * @param {readonly string[]} gone variables to take out of the shell
 */
export function assignments(variables, gone) {
  const set = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  return `${set.join("")}unset ${gone.join(" ")}\n`;
}
