import { schema } from "../gen/schema.ts";
import { answerType } from "./methods.ts";
import type { Field } from "./schema.ts";

type Message = Readonly<Record<string, unknown>>;

/** The answer of a method as JSON: every field is there, a message that is not set is null. */
export const answerToJson = (method: string, answer: object): Record<string, unknown> =>
  messageToJson(answerType(method), answer as Message);

function messageToJson(type: string, message: Message): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const field of schema.messages[type] ?? []) {
    const value = message[field.key];
    json[field.name] = field.repeated
      ? ((value as unknown[] | undefined) ?? []).map((item) => valueToJson(field, item))
      : valueToJson(field, value);
  }
  return json;
}

function valueToJson({ type, of = "" }: Field, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (type === "message") return messageToJson(of, value as Message);
  if (type === "long") return String(value);
  // A value that a newer runtime knows keeps its number.
  if (type === "enum")
    return Object.entries(schema.enums[of] ?? {}).find(([, number]) => number === value)?.[0] ?? value;
  return value;
}
