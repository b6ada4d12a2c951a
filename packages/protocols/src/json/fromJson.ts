import { schema } from "../gen/schema.ts";
import { answerType } from "./methods.ts";
import type { Field } from "./schema.ts";

/**
 * A method's answer out of its JSON. What is absent or null has the protocol's default, what is not known is left out.
 * Throws on a value of another kind, with the field's path.
 */
export const answerFromJson = <Answer>(method: string, json: unknown): Answer =>
  messageFromJson(answerType(method), json, "") as Answer;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function messageFromJson(type: string, json: unknown, path: string): Record<string, unknown> {
  if (!isObject(json)) throw wrong(path, "an object", json);
  const message: Record<string, unknown> = {};
  for (const field of schema.messages[type] ?? []) {
    const value = json[field.name] ?? undefined;
    const place = path === "" ? field.name : `${path}.${field.name}`;
    message[field.key] = field.repeated ? listFromJson(field, value, place) : valueFromJson(field, value, place);
  }
  return message;
}

function listFromJson(field: Field, value: unknown, path: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrong(path, "a list", value);
  return value.map((item, index) => valueFromJson(field, item, `${path}[${index}]`));
}

function valueFromJson({ type, of = "" }: Field, value: unknown, path: string): unknown {
  switch (type) {
    case "message":
      return value === undefined ? undefined : messageFromJson(of, value, path);
    case "text":
      if (value === undefined) return "";
      if (typeof value === "string") return value;
      throw wrong(path, "text", value);
    case "flag":
      if (value === undefined) return false;
      if (typeof value === "boolean") return value;
      throw wrong(path, "true or false", value);
    case "number":
      if (value === undefined) return 0;
      if (typeof value === "number") return value;
      throw wrong(path, "a number", value);
    case "long":
      return longFromJson(value, path);
    case "enum":
      return enumFromJson(of, value, path);
    case "texts":
      if (value === undefined) return {};
      if (isObject(value)) return value;
      throw wrong(path, "a map", value);
  }
}

function longFromJson(value: unknown, path: string): bigint {
  if (value === undefined) return 0n;
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  if (typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value);
  throw wrong(path, "a whole number", value);
}

function enumFromJson(type: string, value: unknown, path: string): number {
  if (value === undefined) return 0;
  if (typeof value === "number") return value;
  const number = typeof value === "string" ? schema.enums[type]?.[value] : undefined;
  if (number === undefined) throw wrong(path, `a value of ${type}`, value);
  return number;
}

const wrong = (path: string, wanted: string, value: unknown): Error =>
  new Error(`${path === "" ? "The answer" : path} is not ${wanted}: ${JSON.stringify(value)?.slice(0, 60)}`);
