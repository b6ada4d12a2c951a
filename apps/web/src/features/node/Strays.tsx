import type { StrayView } from "@bayplan/api/views";
import { shortId } from "../../format/ids.ts";
import { Age } from "../../ui/Age.tsx";
import { CommandMenu } from "../../ui/CommandMenu.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { runtimeCommands, sandboxCommands } from "../pod/commands.ts";
import styles from "./Strays.module.css";

const COLUMNS: readonly Column<StrayView>[] = [
  { key: "type", name: "Type", value: ({ type }) => type },
  { key: "id", name: "Id", value: ({ id }) => id },
  { key: "namespace", name: "Namespace", value: ({ namespace }) => namespace },
  { key: "pod", name: "Pod", value: ({ pod }) => pod },
  { key: "podUid", name: "Pod UID", value: ({ podUid }) => podUid },
  { key: "container", name: "Container", value: ({ container }) => container },
  { key: "state", name: "State", value: ({ state }) => state },
  { key: "createdAt", name: "Created at", value: ({ createdAt }) => createdAt },
];

/** What the runtime has and no pod accounts for. */
export const Strays = ({ strays }: { strays: readonly StrayView[] }) => {
  if (strays.length === 0) return null;
  return (
    <div className={styles.strays}>
      <div className={styles.head}>
        <h3>In the runtime, but in no pod of this node</h3>
        <ExportButtons name="strays" rows={strays} columns={COLUMNS} />
      </div>
      <p className={styles.soft}>
        Left over from pods that are gone, or started past the kubelet. The kubelet removes what is its own by and by.
      </p>
      <ul>
        {strays.map((stray) => (
          <li key={stray.key}>
            <code>{shortId(stray.id)}</code> <CopyButton text={stray.id} what={`${stray.type} id`} />
            <CommandMenu
              of={stray.type}
              commands={stray.type === "sandbox" ? sandboxCommands(stray.id) : runtimeCommands(stray.id)}
            />{" "}
            {stray.type} {stray.container ?? ""}
            <span className={styles.soft}>
              {" "}
              of {stray.namespace}/{stray.pod}, {stray.state}
              {stray.createdAt && (
                <>
                  , <Age at={stray.createdAt} suffix=" old" />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};
