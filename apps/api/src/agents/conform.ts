import type * as z from "zod/mini";

/**
 * A check of a value against a schema that makes no copy of it, several times as fast as parsing. It is strict: what has a
 * field that the schema does not name does not conform either. `keep` is given every text and returns the one to hold, so
 * that equal texts can be one.
 *
 * Knows what a report is made of; another kind of schema is asked itself.
 */
export const conformsTo = (schema: z.core.$ZodType, keep: (text: string) => string): ((value: unknown) => boolean) => {
  const check = checkOf(schema as z.core.$ZodTypes, keep);
  return (value) => check(value);
};

type Check = (value: unknown) => boolean;
type Schema = z.core.$ZodTypes;
type Keep = (text: string) => string;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface Field {
  check: Check;
  /** A text that may be the same as another's: a moment seldom is, and a kind is one of a few already. */
  isText: boolean;
}

const fieldOf = (schema: Schema, keep: Keep): Field => {
  let inner = schema;
  while (inner._zod.def.type === "optional" || inner._zod.def.type === "nullable") {
    inner = inner._zod.def.innerType as Schema;
  }
  const { def } = inner._zod;
  return { check: checkOf(schema, keep), isText: def.type === "string" && (def.checks ?? []).length === 0 };
};

const objectCheck = (shape: Readonly<Record<string, Schema>>, keep: Keep): Check => {
  const fields = new Map(Object.entries(shape).map(([name, field]) => [name, fieldOf(field, keep)]));
  const required = Object.entries(shape)
    .filter(([, field]) => field._zod.def.type !== "optional")
    .map(([name]) => name);
  return (value) => {
    if (!isObject(value)) return false;
    for (const name in value) {
      const field = fields.get(name);
      const held = value[name];
      if (!field || !field.check(held)) return false;
      if (field.isText && typeof held === "string") value[name] = keep(held);
    }
    for (const name of required) if (value[name] === undefined) return false;
    return true;
  };
};

const arrayCheck = ({ check, isText }: Field, keep: Keep): Check => {
  return (value) => {
    if (!Array.isArray(value) || !value.every(check)) return false;
    if (isText) for (const [index, text] of value.entries()) value[index] = keep(text as string);
    return true;
  };
};

const recordCheck = ({ check, isText }: Field, keep: Keep): Check => {
  return (value) => {
    if (!isObject(value)) return false;
    for (const name in value) {
      const held = value[name];
      if (!check(held)) return false;
      if (isText && typeof held === "string") value[name] = keep(held);
    }
    return true;
  };
};

const unionCheck = (def: z.core.$ZodUnionDef & { discriminator?: string }, keep: Keep): Check => {
  const options = def.options as readonly Schema[];
  const { discriminator } = def;
  if (discriminator === undefined) {
    const checks = options.map((option) => checkOf(option, keep));
    return (value) => checks.some((check) => check(value));
  }
  const byKind = new Map<unknown, Check>();
  for (const option of options) {
    const check = checkOf(option, keep);
    for (const kind of option._zod.propValues?.[discriminator] ?? []) byKind.set(kind, check);
  }
  return (value) => isObject(value) && (byKind.get(value[discriminator])?.(value) ?? false);
};

const asked =
  (schema: Schema): Check =>
  (value) => {
    const told = schema._zod.run({ value, issues: [] }, { async: false });
    return !(told instanceof Promise) && told.issues.length === 0;
  };

const patternOf = (schema: Schema): RegExp | null => {
  const checks = schema._zod.def.checks ?? [];
  const [only] = checks;
  const def = only?._zod.def as { pattern?: RegExp } | undefined;
  return checks.length === 1 && def?.pattern && !def.pattern.global && !def.pattern.sticky ? def.pattern : null;
};

const checkOf = (schema: Schema, keep: Keep): Check => {
  const { def } = schema._zod;
  const plain = (def.checks ?? []).length === 0;
  switch (def.type) {
    case "object":
      return objectCheck(def.shape as Record<string, Schema>, keep);
    case "array":
      return plain ? arrayCheck(fieldOf(def.element as Schema, keep), keep) : asked(schema);
    case "record":
      return plain ? recordCheck(fieldOf(def.valueType as Schema, keep), keep) : asked(schema);
    case "optional": {
      const inner = checkOf(def.innerType as Schema, keep);
      return (value) => value === undefined || inner(value);
    }
    case "nullable": {
      const inner = checkOf(def.innerType as Schema, keep);
      return (value) => value === null || inner(value);
    }
    case "union":
      return unionCheck(def as z.core.$ZodUnionDef, keep);
    case "string": {
      if (plain) return (value) => typeof value === "string";
      const pattern = patternOf(schema);
      return pattern ? (value) => typeof value === "string" && pattern.test(value) : asked(schema);
    }
    case "number":
      return plain ? Number.isFinite : asked(schema);
    case "boolean":
      return (value) => typeof value === "boolean";
    case "enum": {
      const values = new Set<unknown>(Object.values(def.entries));
      return (value) => values.has(value);
    }
    case "literal": {
      const values = new Set<unknown>(def.values);
      return (value) => values.has(value);
    }
    case "unknown":
      return () => true;
    default:
      return asked(schema);
  }
};
