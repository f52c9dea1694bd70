/**
 * What is left of a pattern (`*` any run of characters, `?` any one) after it has taken a text from its start: what
 * follows the text matches the whole pattern when it matches one of the rests. An empty rest: the text alone matches.
 */
export function rests(pattern: string, text: string): string[] {
  let places = reached(pattern, [0]);
  for (const character of text) {
    const next = places.flatMap((place) => {
      const sign = pattern[place];
      if (sign === "*") return [place];
      return sign === "?" || sign === character ? [place + 1] : [];
    });
    places = reached(pattern, next);
  }
  const all = places.map((place) => pattern.slice(place));
  return all.filter((rest) => !all.some((other) => other === `*${rest}`) || rest === "");
}

/** Whether a pattern matches a text. */
export const matches = (pattern: string, text: string): boolean => rests(pattern, text).includes("");

/** The places with those behind a `*`, which may also stand for nothing. */
function reached(pattern: string, places: readonly number[]): number[] {
  const all = new Set(places);
  for (const place of all) if (pattern[place] === "*") all.add(place + 1);
  return [...all];
}
