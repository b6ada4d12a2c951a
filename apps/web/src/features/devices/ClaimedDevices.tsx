import type { DevicePoolView } from "@bayplan/api/views";
import { Link } from "../../app/Link.tsx";
import { count, list } from "../../format/words.ts";
import { Panel } from "../../ui/Panel.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import styles from "./Devices.module.css";
import { POOL_COLUMNS, poolRows } from "./poolColumns.ts";

type PoolDevice = DevicePoolView["devices"][number];

/** `4 devices, 1 claimed, 1 tainted, 2 free`; what is not known is said so. */
const poolWords = ({ total, allocated, tainted, free, divisible }: DevicePoolView): string =>
  list([
    total === null ? "how many there are is not known" : count(total, "device"),
    allocated === null ? "how many are claimed is not known" : `${allocated} claimed`,
    ...(tainted === null || tainted === 0 ? [] : [`${tainted} tainted`]),
    ...(free === null ? [] : [`${free} free`]),
    ...(divisible ? ["how many are free depends on what is asked for"] : []),
  ]);

const claimWords = ({ namespace, name, adminAccess }: PoolDevice["claims"][number]): string =>
  adminAccess ? `${namespace}/${name}, which looks at it and does not take it` : `${namespace}/${name}`;

const Holders = ({ node, device }: { node: string; device: PoolDevice }) => {
  const { claims, assignments } = device;
  if (claims.length === 0) return <span className="soft">not claimed</span>;
  return (
    <span>
      {assignments.map(({ namespace, pod, container, gone }, index) => (
        <span key={`${namespace}/${pod}/${container}`}>
          {index > 0 && ", "}
          <Link to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node }}>
            {pod}
          </Link>{" "}
          <span className="soft">
            {container}
            {gone && ", of no pod that is there"}
          </span>
        </span>
      ))}
      {assignments.length === 0 && <span className="soft">claimed, and held by no container yet</span>}{" "}
      <span className="soft">
        {claims.length === 1 ? "claim" : "claims"} {list(claims.map(claimWords))}
      </span>
    </span>
  );
};

/** What drivers of dynamic resource allocation offer here. A claim that several pods share counts once. */
export const ClaimedDevices = ({ node, pools }: { node: string; pools: readonly DevicePoolView[] }) => (
  <Panel
    title="Devices by claim"
    aside={<ExportButtons name="claimed-devices" rows={poolRows(pools)} columns={POOL_COLUMNS} />}
  >
    {pools.map((pool) => (
      <section key={pool.key} className={styles.pool} aria-label={`${pool.driver}, pool ${pool.pool}`}>
        <h3>
          {pool.driver} {pool.pool !== node && <span className="soft">pool {pool.pool}</span>}
        </h3>
        <p className="soft">{poolWords(pool)}</p>
        <ul className={styles.holders}>
          {pool.devices.map((device) => (
            <li key={device.device} data-free={device.claims.every(({ adminAccess }) => adminAccess) || undefined}>
              <b>{device.device}</b>
              <Holders node={node} device={device} />
            </li>
          ))}
        </ul>
      </section>
    ))}
  </Panel>
);
