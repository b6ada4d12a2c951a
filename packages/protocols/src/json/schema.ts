/** One field of a message: its name in the .proto file and its key in the generated code. */
export interface Field {
  name: string;
  key: string;
  /** `number` has up to 32 bits, `long` 64; `texts` is a map from text to text. */
  type: "text" | "flag" | "number" | "long" | "enum" | "message" | "texts";
  /** The enum or message it is of, with its package. */
  of?: string;
  repeated?: boolean;
}

/** What the .proto files declare, by qualified name. */
export interface Schema {
  /** A method, as `runtime.v1.RuntimeService/ListContainers`, and the message it answers with. */
  methods: Record<string, string>;
  messages: Record<string, Field[]>;
  enums: Record<string, Record<string, number>>;
}
