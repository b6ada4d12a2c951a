/** Answers as recordings have them: JSON with the proto field names, enums as names, 64-bit integers as strings. */
export { answerFromJson } from "./fromJson.ts";
export { answerToJson } from "./toJson.ts";
export { methods } from "./methods.ts";
