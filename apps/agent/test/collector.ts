import type { Transition } from "@bayplan/shared";
import {
  entityKey,
  type Acknowledgement,
  type Entity,
  type EntityKind,
  type EntityOf,
  type Report,
} from "@bayplan/shared/report";
import type { ReportLink } from "../src/index.ts";

/** A small aggregator that holds what it is told, and checks that the reports come in order. */
export interface Collector extends ReportLink {
  readonly reports: readonly Report[];
  readonly transitions: readonly Transition[];
  all<Kind extends EntityKind>(kind: Kind): EntityOf<Kind>[];
  get<Kind extends EntityKind>(kind: Kind, id: string): EntityOf<Kind> | undefined;
  /** Resolves with the first truthy answer, asked after each report; rejects after `patience` milliseconds. */
  until<Result>(look: () => Result, patience?: number): Promise<NonNullable<Result>>;
}

export function createCollector(answer: Partial<Acknowledgement> = {}): Collector {
  const entities = new Map<string, Entity>();
  const reports: Report[] = [];
  const transitions: Transition[] = [];
  const watchers = new Set<() => void>();

  const take = (report: Report): void => {
    if (report.full) entities.clear();
    for (const entity of report.upserts) entities.set(entityKey(entity), entity);
    for (const key of report.removals) entities.delete(key);
    transitions.push(...report.transitions);
    reports.push(report);
    for (const watcher of watchers) watcher();
  };

  return {
    reports,
    transitions,
    all: <Kind extends EntityKind>(kind: Kind) =>
      [...entities.values()].filter((entity) => entity.kind === kind) as EntityOf<Kind>[],
    get: <Kind extends EntityKind>(kind: Kind, id: string) =>
      entities.get(entityKey({ kind, id })) as EntityOf<Kind> | undefined,
    // Through JSON, as the wire does it.
    async send(report) {
      take(JSON.parse(JSON.stringify(report)) as Report);
      return { aggregator: "collector", sequence: report.sequence, stored: report.sequence, resend: false, ...answer };
    },
    until(look, patience = 10_000) {
      return new Promise((resolve, reject) => {
        const watcher = (): void => {
          const result = look();
          if (!result) return;
          clearTimeout(timer);
          watchers.delete(watcher);
          resolve(result);
        };
        const timer = setTimeout(() => {
          watchers.delete(watcher);
          const seen = [...entities.values()].filter(({ kind }) => kind === "source");
          reject(new Error(`It did not come to pass in ${patience} ms. Sources: ${JSON.stringify(seen, null, 1)}`));
        }, patience);
        watchers.add(watcher);
        watcher();
      });
    },
  };
}
