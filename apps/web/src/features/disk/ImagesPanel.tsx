import type { DiskSummary, ImageView } from "@bayplan/api/views";
import { shortImage } from "../../format/ids.ts";
import { Quantity } from "../../ui/Quantity.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { imageCommands } from "./commands.ts";

const COLUMNS: Column<ImageView>[] = [
  {
    key: "image",
    name: "Image",
    width: "minmax(0, 1.6fr)",
    value: ({ tags, id }) => tags[0] ?? id,
    render: ({ tags, id }) => <span title={[...tags, id].join("\n")}>{shortImage(tags[0] ?? id)}</span>,
    copy: ({ tags, id }) => tags[0] ?? id,
  },
  { key: "id", name: "Id", fileOnly: true, value: ({ id }) => id },
  {
    key: "users",
    name: "Used by",
    width: "minmax(0, 2fr)",
    value: ({ users }) => users.map(({ namespace, pod }) => `${namespace}/${pod}`).join(" "),
    json: ({ users }) => users.map(({ namespace, pod }) => ({ namespace, pod })),
    render: ({ users }) =>
      users.length === 0 ? (
        <span className="soft">nobody</span>
      ) : (
        <span title={users.map(({ namespace, pod }) => `${namespace}/${pod}`).join("\n")}>
          {users
            .slice(0, 2)
            .map(({ pod }) => pod)
            .join(", ")}
          {users.length > 2 && ` and ${users.length - 2} more`}
        </span>
      ),
  },
  {
    key: "fate",
    name: "Collection",
    width: "120px",
    value: ({ pinned, removable }) => (pinned ? "pinned" : removable ? "may remove it" : "keeps it"),
  },
  {
    key: "size",
    name: "Size",
    unit: "bytes",
    width: "90px",
    numeric: true,
    value: ({ sizeBytes }) => sizeBytes,
    render: ({ sizeBytes }) => <Quantity resource="storage" amount={sizeBytes} />,
  },
];

interface ImagesPanelProps {
  images: readonly ImageView[];
  /** What the runtime tells of them as a whole; null where it tells nothing. */
  told: DiskSummary["images"];
}

/** The images, who uses each, and which the garbage collector may remove. */
export const ImagesPanel = ({ images, told }: ImagesPanelProps) => (
  <TablePanel
    title="Images"
    name="images"
    rows={images}
    columns={COLUMNS}
    keyOf={({ key }) => key}
    commandsOf={imageCommands}
    empty={
      <p className="soft">
        {told === null ? "The runtime does not tell its images: the Sources tab says why." : "The runtime has none."}
      </p>
    }
  />
);
