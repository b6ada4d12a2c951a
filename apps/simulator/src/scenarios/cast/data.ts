import { GIB, MIB } from "../../world/quantity.ts";
import { SECOND } from "../../world/time/clock.ts";
import type { PodPlan } from "../../world/workloads/plan.ts";
import { LOW_PRIORITY, app, burstable, guaranteed } from "../workloads.ts";

/** A disk of its own behind a claim: bytes in it, and what it gains a minute. */
const disk = (claimName: string, used: number, growth: number): NonNullable<PodPlan["volumes"]>[number] => ({
  volume: { name: "data", persistentVolumeClaim: { claimName } },
  used,
  growth,
});

/** Who runs on the data nodes when the story begins. */
export const DATA: Record<string, PodPlan[]> = {
  "data-01": [
    app({ namespace: "data", name: "adhoc-sql", uses: 2_700, cpu: 0.8 }),
    app({
      namespace: "data",
      name: "orders-db",
      kind: "StatefulSet",
      image: "docker.io/library/postgres:18.1",
      uses: 14_600,
      cpu: 2.9,
      resources: guaranteed("16Gi", "4"),
      container: { mounts: [{ name: "data", mountPath: "/var/lib/postgresql" }] },
      pod: { gracePeriod: 90, volumes: [disk("data-orders-db-0", 61 * GIB, 0.4 * MIB)] },
    }),
    app({
      namespace: "data",
      name: "clickhouse",
      kind: "StatefulSet",
      image: "docker.io/clickhouse/clickhouse-server:26.3",
      uses: 15_900,
      cpu: 2.2,
      resources: burstable("14Gi", "2", "24Gi"),
      container: { mounts: [{ name: "data", mountPath: "/var/lib/clickhouse" }] },
      pod: { volumes: [disk("data-clickhouse-0", 83 * GIB, 2 * MIB)] },
    }),
    app({
      namespace: "data",
      name: "ledger-writer",
      uses: 880,
      cpu: 0.4,
      resources: burstable("1Gi", "250m"),
      container: { stops: "deaf", preStop: 8 * SECOND, preStopHook: { preStop: { sleep: { seconds: 8 } } } },
    }),
    app({
      namespace: "obs",
      name: "prometheus",
      kind: "StatefulSet",
      image: "quay.io/prometheus/prometheus:v3.9.0",
      uses: 7_200,
      cpu: 0.9,
      resources: burstable("6Gi", "1"),
      container: { mounts: [{ name: "data", mountPath: "/prometheus" }] },
      pod: { volumes: [disk("data-prometheus-0", 22 * GIB, 3 * MIB)] },
    }),
  ],
  "data-02": [
    app({ namespace: "data", name: "kafka-ui", uses: 1_900, cpu: 0.1 }),
    app({
      namespace: "data",
      name: "kafka",
      kind: "StatefulSet",
      image: "docker.io/apache/kafka:4.2.0",
      uses: 11_800,
      cpu: 1.7,
      resources: guaranteed("14Gi", "3"),
      container: { mounts: [{ name: "data", mountPath: "/var/lib/kafka/data" }] },
      pod: { volumes: [disk("data-kafka-0", 47 * GIB, 8 * MIB)] },
    }),
    app({
      namespace: "data",
      name: "elastic",
      kind: "StatefulSet",
      image: "docker.elastic.co/elasticsearch/elasticsearch:9.3.0",
      uses: 17_400,
      cpu: 1.9,
      resources: burstable("16Gi", "2"),
      container: { mounts: [{ name: "data", mountPath: "/usr/share/elasticsearch/data" }] },
      pod: { volumes: [disk("data-elastic-0", 38 * GIB, 1 * MIB)] },
    }),
    app({
      namespace: "data",
      name: "etl-export",
      uses: 1_500,
      cpu: 0.9,
      resources: burstable("2Gi", "500m"),
      pod: {
        priority: LOW_PRIORITY,
        volumes: [{ volume: { name: "spool", emptyDir: {} }, used: 9 * GIB, growth: 2.6 * GIB }],
      },
    }),
    app({ namespace: "data", name: "schema-registry", uses: 720, resources: burstable("1Gi", "200m") }),
  ],
};
