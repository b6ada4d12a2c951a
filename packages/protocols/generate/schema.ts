// Writes src/gen/schema.ts from the .proto files: the generated code knows how to write a message's bytes and not what
// its fields are called or which of their numbers are enums. Run after `buf generate`.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Field, Schema } from "../src/json/schema.ts";

const ROOT = join(import.meta.dirname, "..");
const SCALARS: Readonly<Record<string, Field["type"]>> = {
  string: "text",
  bool: "flag",
  int32: "number",
  uint32: "number",
  int64: "long",
  uint64: "long",
};

const camelCase = (name: string): string => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The interface's own name of a value: here some have their enum's name before them, so that generated names are unique. */
const ownName = (type: string, value: string): string => {
  const prefix = `${type.toUpperCase()}_`;
  return value.startsWith(prefix) ? value.slice(prefix.length) : value;
};

/** Reads the few forms of declaration that these files have; throws on any other. */
export function readSchema(text: string): Schema {
  const packageName = /^package (.+);$/m.exec(text)?.[1];
  if (packageName === undefined) throw new Error("A .proto file names no package.");
  const schema: Schema = { methods: {}, messages: {}, enums: {} };
  const qualified = (name: string) => `${packageName}.${name}`;
  const declared = new Set([...text.matchAll(/^enum (\w+)/gm)].map(([, name]) => name));

  const field = (type: string, name: string, repeated: boolean): Field => {
    const described = (of: Field): Field => ({ ...of, ...(repeated && { repeated }) });
    const key = camelCase(name);
    if (type === "map<string, string>") return { name, key, type: "texts" };
    const scalar = SCALARS[type];
    if (scalar) return described({ name, key, type: scalar });
    return described({ name, key, type: declared.has(type) ? "enum" : "message", of: qualified(type) });
  };

  let block: { kind: string; name: string } | null = null;
  for (const line of text.split("\n").map((raw) => raw.replace(/\/\/.*$/, "").trim())) {
    const opened = /^(service|message|enum) (\w+) \{(\})?$/.exec(line);
    if (opened) {
      const [, kind = "", name = "", closed] = opened;
      if (kind === "message") schema.messages[qualified(name)] = [];
      if (kind === "enum") schema.enums[qualified(name)] = {};
      block = closed ? null : { kind, name };
      continue;
    }
    const method = /^rpc (\w+)\((\w+)\) returns \((stream )?(\w+)\);$/.exec(line);
    const value = /^(\w+) = (\d+);$/.exec(line);
    const member = /^(repeated )?(map<string, string>|\w+) (\w+) = \d+;$/.exec(line);
    if (block?.kind === "service" && method)
      schema.methods[`${qualified(block.name)}/${method[1]}`] = qualified(method[4] ?? "");
    else if (block?.kind === "enum" && value)
      (schema.enums[qualified(block.name)] ??= {})[ownName(block.name, value[1] ?? "")] = Number(value[2]);
    else if (block?.kind === "message" && member)
      schema.messages[qualified(block.name)]?.push(field(member[2] ?? "", member[3] ?? "", member[1] !== undefined));
    else if (line === "}") block = null;
    else if (line !== "" && !/^(syntax|package) /.test(line))
      throw new Error(`A .proto file has a line of a form not known: ${line}`);
  }
  return schema;
}

/** The text of the generated file. */
export function schemaSource(): string {
  const files = readdirSync(join(ROOT, "proto"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".proto"),
  );
  const schemas = files.toSorted().map((file) => readSchema(readFileSync(join(ROOT, "proto", file), "utf8")));
  const whole: Schema = {
    methods: Object.assign({}, ...schemas.map(({ methods }) => methods)),
    messages: Object.assign({}, ...schemas.map(({ messages }) => messages)),
    enums: Object.assign({}, ...schemas.map(({ enums }) => enums)),
  };
  return [
    "// Written by generate/schema.ts. DO NOT EDIT.",
    'import type { Schema } from "../json/schema.ts";',
    "",
    `export const schema: Schema = ${JSON.stringify(whole, null, 2)};`,
    "",
  ].join("\n");
}

if (import.meta.main) writeFileSync(join(ROOT, "src/gen/schema.ts"), schemaSource());
