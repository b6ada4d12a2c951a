import type { PodView } from "@bayplan/api/views";
import { Link } from "../../app/Link.tsx";
import type { Rank } from "../eviction/ranks.ts";
import type { PlanResource } from "./podCells.ts";
import { PodToken } from "./PodToken.tsx";
import styles from "./PodTokens.module.css";
import type { TokenStrip } from "./tokens.ts";

/** A pod with what it uses; null without a sample. */
export interface TokenPod {
  key: string;
  pod: PodView;
  amount: number | null;
}

interface PodTokensProps {
  node: string;
  resource: PlanResource;
  strip: TokenStrip<TokenPod>;
  ranks: ReadonlyMap<string, Rank>;
  reachable: string | undefined;
  pointed: string | null;
}

/** What cannot be drawn to scale, alongside the hull: one token a pod, all of one size. */
export const PodTokens = ({ node, resource, strip, ranks, reachable, pointed }: PodTokensProps) => (
  <div className={styles.strip} style={{ height: strip.height }}>
    {strip.groups.map(({ label, x, y, tokens, more }) => (
      <div key={label}>
        <p className={styles.label} style={{ left: x, top: y }}>
          {label}
        </p>
        {tokens.map(({ item, box }) => (
          <PodToken
            key={item.key}
            node={node}
            pod={item.pod}
            resource={resource}
            amount={item.amount}
            {...box}
            rank={ranks.get(item.pod.uid)}
            reachable={item.key === reachable}
            told={item.key === pointed}
          />
        ))}
        {more && (
          <Link
            to="/nodes/$name"
            params={{ name: node }}
            hash="containers"
            className={styles.more}
            style={{ left: more.box.x, top: more.box.y, height: more.box.height }}
          >
            +{more.count} more
            <span className="visually-hidden">, {label}, in the table of all pods</span>
          </Link>
        )}
      </div>
    ))}
  </div>
);
