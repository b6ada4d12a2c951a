import { schema } from "../gen/schema.ts";

/** Every method that can be asked, as `runtime.v1.RuntimeService/ListContainers`. */
export const methods: readonly string[] = Object.keys(schema.methods);

export const answerType = (method: string): string => {
  const type = schema.methods[method];
  if (type === undefined) throw new Error(`There is no method ${method}.`);
  return type;
};
