/** A longer id that follows no known form is cut in the middle. */
const LONG = 28;

/** A container's or sandbox's id as the runtime knows it: without the runtime's name before it. */
export const bareId = (id: string): string => id.replace(/^[a-z0-9-]+:\/\//, "");

/** A long id by its telling end or start: `GPU-a1b2c3d0-…` is `GPU-a1b2c3d0`, a container id its first 12 digits. */
export const shortId = (id: string): string => {
  const withoutRuntime = bareId(id);
  if (/^[0-9a-f]{32,}$/.test(withoutRuntime)) return withoutRuntime.slice(0, 12);
  const uuid = /^([A-Za-z]+-)?([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(.*)$/.exec(withoutRuntime);
  if (uuid) return `${uuid[1] ?? ""}${uuid[2] ?? ""}${uuid[3] ?? ""}`;
  return withoutRuntime.length > LONG ? `${withoutRuntime.slice(0, 14)}…${withoutRuntime.slice(-8)}` : withoutRuntime;
};

/** An image without its registry's path and digest: `docker.io/library/nginx:1.27@sha256:…` is `nginx:1.27`. */
export const shortImage = (image: string): string => {
  const name = (image.split("@")[0] ?? image).split("/").at(-1) ?? image;
  if (/^[0-9a-f]{64}$/.test(name)) return name.slice(0, 12);
  return name === "sha256" || name === "" ? image : name;
};
