import type { AgentView, SourceView } from "@bayplan/api/views";
import { Age } from "../../ui/Age.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { bySource, lookOf, sideOf, SOURCE_NAMES } from "./sourceState.ts";
import styles from "./SourcesPanel.module.css";

const AgentLine = ({ agent }: { agent: AgentView }) => {
  if (agent.state === "none") {
    return (
      <Notice tone="unknown" symbol="minus" title="No agent has ever spoken for this node.">
        Its sockets are not read: containers, devices and usage are as the API server tells them, or not known. Run{" "}
        <code>bayplan agent</code> on it.
      </Notice>
    );
  }
  return (
    <>
      {agent.state === "silent" && (
        <Notice tone="warn" symbol="dashed" title="The agent has stopped reporting.">
          {agent.since && (
            <>
              For <Age at={agent.since} />.{" "}
            </>
          )}
          See whether its pod runs on this node and reaches this server.
        </Notice>
      )}
      {agent.conflict && (
        <Notice tone="warn" symbol="triangle" title="Two agents spoke for this node.">
          The newer one is believed; instance <code>{agent.conflict.instance}</code> was set aside{" "}
          <Age at={agent.conflict.at} suffix=" ago" />. Stop one of them.
        </Notice>
      )}
    </>
  );
};

const COLUMNS: readonly Column<SourceView>[] = [
  { key: "source", name: "Source", value: ({ source }) => source },
  { key: "call", name: "Call", value: ({ call }) => call },
  { key: "state", name: "State", value: ({ state }) => state },
  { key: "since", name: "Since", value: ({ since }) => since },
  { key: "heardAt", name: "Last answer", value: ({ heardAt }) => heardAt },
  { key: "message", name: "What it says", value: ({ message }) => message || null },
];

/** Every call to every source of a node: how it fares, since when, and what to do. */
export const SourcesPanel = ({ agent, sources }: { agent: AgentView; sources: readonly SourceView[] }) => (
  <Panel
    title="Sources"
    aside={
      <>
        {agent.state === "reporting" && (
          <Status tone="ok" symbol="dot">
            agent {agent.version} reports
          </Status>
        )}
        {sources.length > 0 && <ExportButtons name="sources" rows={sources} columns={COLUMNS} />}
      </>
    }
  >
    <AgentLine agent={agent} />
    {sources.length === 0 && (
      <Notice tone="unknown" symbol="question" title="No source of this node has been asked yet." />
    )}
    <div className={styles.scroll}>
      {bySource(sources).map(({ source, calls }) => (
        <table key={source} className={styles.calls}>
          <caption>{SOURCE_NAMES[source]}</caption>
          <colgroup>
            <col />
            <col />
            <col />
            <col />
          </colgroup>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Call</th>
              <th scope="col">State</th>
              <th scope="col">Last answer</th>
              <th scope="col">What it says</th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => {
              const look = lookOf(call.state);
              const side = sideOf(call);
              return (
                <tr key={call.call}>
                  <th scope="row" aria-label={call.call.replace(/^runtime\.v1\.|^v1\./, "")}>
                    <code>{call.call.replace(/^runtime\.v1\.|^v1\./, "")}</code>{" "}
                    <CopyButton text={call.call} what="call" />
                  </th>
                  <td>
                    <Status tone={side === null || call.state === "ok" ? look.tone : "quiet"} symbol={look.symbol}>
                      {look.word}
                      {call.state !== "ok" && (
                        <>
                          {" for "}
                          <Age at={call.since} />
                        </>
                      )}
                    </Status>
                    {side !== null && <p className={styles.side}>optional: only for {side}</p>}
                  </td>
                  <td>{call.heardAt ? <Age at={call.heardAt} suffix=" ago" /> : "never"}</td>
                  <td>{call.message || look.advice}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ))}
    </div>
  </Panel>
);
