/**
 * An origin as a content policy's `frame-ancestors` names it: `https://portal.example`, `http://10.0.0.7:8080`. Throws
 * what is wrong with anything else. No wildcards: a page that shows a cluster is framed by those who were named.
 */
export const readFrameAncestor = (text: string): string => {
  const refuse = (why: string): never => {
    throw new Error(`${JSON.stringify(text)} may not frame Bayplan: ${why}`);
  };
  if (text.includes("*"))
    refuse(
      "name each origin whole, such as https://portal.example; with a wildcard, pages of strangers could frame it.",
    );
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    return refuse("an origin is a scheme, a host and, where it has one, a port, such as https://portal.example:8443.");
  const { origin, hostname, username, password, pathname, search, hash } = new URL(text);
  if (username || password) refuse("an origin has no user.");
  if (pathname !== "/" || search || hash || /[?#]$/.test(text))
    refuse(`an origin has nothing after its host; give ${origin}.`);
  // The policy's grammar has letters, digits, hyphens and dots alone; browsers drop a source of any other kind.
  if (!/^[a-z0-9.-]+$/.test(hostname))
    refuse("a content policy can name hosts and IPv4 addresses alone; give the host its name.");
  return origin;
};
