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

/**
 * A command about something, with its flags after that. What begins with a dash stands last, behind `--`: no quotation
 * marks keep a program from taking it for an option.
 */
export const commandOn = (command: string, operand: string, flags = ""): string => {
  const [before, after] = operand.startsWith("-") ? [flags, `-- ${quoted(operand)}`] : [quoted(operand), flags];
  return [command, before, after].filter((part) => part !== "").join(" ");
};
