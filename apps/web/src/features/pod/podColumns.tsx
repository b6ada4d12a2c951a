import { Link } from "../../app/Link.tsx";
import type { Column } from "../../ui/table/column.ts";

interface OfPod {
  namespace: string;
  pod: string;
}

/** Whose a row is: its pod, a link. In files the namespace has a column of its own. */
export const podColumns = <Row,>(
  node: string,
  ofPod: (row: Row) => OfPod,
  width = "minmax(0, 1.6fr)",
): Column<Row>[] => [
  { key: "namespace", name: "Namespace", fileOnly: true, value: (row) => ofPod(row).namespace },
  {
    key: "pod",
    name: "Pod",
    width,
    value: (row) => ofPod(row).pod,
    render: (row) => {
      const { namespace, pod } = ofPod(row);
      return (
        <Link to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node }}>
          {pod} <span className="soft">{namespace}</span>
        </Link>
      );
    },
    copy: (row) => ofPod(row).pod,
  },
];
