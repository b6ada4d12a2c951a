import { createContext, use, useMemo, type AnchorHTMLAttributes, type ReactNode } from "react";
import { basePath, stringifySearch } from "./address.ts";
import { VIEW_KEYS, withoutFrame, type ViewSearch } from "./view/view.ts";

/** By this the links are told from those that the router follows itself. */
const MARK = "data-row-link";

/** What a link to a page is made of. */
interface LinkTo {
  href: string;
  target?: string;
  rel?: string;
  [MARK]?: "";
}

interface Links {
  node(name: string): LinkTo;
  /** @param node where it is, or was. */
  pod(namespace: string, name: string, node: string): LinkTo;
}

const LinksContext = createContext<Links | null>(null);

const useLinks = (): Links => {
  const links = use(LinksContext);
  if (!links) throw new Error("This link stands outside of RowLinks.");
  return links;
};

const linksOf = (kept: Record<string, string>, alone: boolean): Links => {
  const base = basePath(document.baseURI).replace(/\/$/, "");
  const to = (path: string, search: string): LinkTo =>
    // Out of a panel that stands alone it opens the whole page beside the one that frames it.
    alone
      ? { href: withoutFrame(`${base}${path}${search}`), target: "_blank", rel: "noopener" }
      : { href: `${base}${path}${search}`, [MARK]: "" };
  const everywhere = stringifySearch(kept);
  // The pods of a page are of one node, or of a few.
  const ofNode = new Map<string, string>();
  return {
    node: (name) => to(`/nodes/${encodeURIComponent(name)}`, everywhere),
    pod(namespace, name, node) {
      const search = ofNode.get(node) ?? stringifySearch({ node, ...kept });
      ofNode.set(node, search);
      return to(`/pods/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`, search);
    },
  };
};

interface RowLinksProps {
  /** Of the address: how the page is shown, and the moment of a replay, stay on every link. */
  search: ViewSearch & { at?: string };
  /** Whether one panel stands alone in a frame. */
  alone: boolean;
  children: ReactNode;
}

/**
 * Lets `NodeLink` and `PodLink` know what stays on every link. They are for rows and cells by the hundred: `Link` asks
 * the router about each link each time, which costs more than the row around it.
 */
export const RowLinks = ({ search, alone, children }: RowLinksProps) => {
  const kept = stringifySearch(Object.fromEntries(["at" as const, ...VIEW_KEYS].map((key) => [key, search[key]])));
  const links = useMemo(() => linksOf(Object.fromEntries(new URLSearchParams(kept)), alone), [kept, alone]);
  return <LinksContext value={links}>{children}</LinksContext>;
};

type Attributes = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href" | "target" | "rel"> & {
  [data: `data-${string}`]: string | number | boolean | undefined;
};

/** To a node's page. */
export const NodeLink = ({ name, ...attributes }: Attributes & { name: string }) => (
  <a {...attributes} {...useLinks().node(name)} />
);

interface PodLinkProps extends Attributes {
  pod: { namespace: string; name: string };
  node: string;
}

/** To a pod's page. */
export const PodLink = ({ pod, node, ...attributes }: PodLinkProps) => (
  <a {...attributes} {...useLinks().pod(pod.namespace, pod.name, node)} />
);

const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

/** Follows those links without loading the page anew, as `Link` does of its own. */
export const followRowLinks = (go: (href: string) => void): void =>
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || !isPlain(event) || !(event.target instanceof Element)) return;
    const href = event.target.closest(`a[${MARK}]`)?.getAttribute("href");
    if (!href) return;
    event.preventDefault();
    go(href);
  });
