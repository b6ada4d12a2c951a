const CONTROL = /\p{Cc}/gu;

const escaped = (character: string): string => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;

/**
 * A word as a shell takes it, whatever is in it. What would steer a terminal is written out, so that it does nothing
 * when pasted.
 */
export const quoted = (text: string): string => {
  if (/^[\w./:@%+,-]+$/.test(text)) return text;
  // Above U+007F a byte is not a character: those controls are dropped, bash would read them as broken UTF-8.
  if (text.search(CONTROL) >= 0)
    return `$'${text
      .replaceAll(/[\u0080-\u009f]/g, "")
      .replaceAll(/[\\']/g, (character) => `\\${character}`)
      .replaceAll(CONTROL, escaped)}'`;
  return `'${text.replaceAll("'", "'\\''")}'`;
};
