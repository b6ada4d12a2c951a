import type { TransitionView } from "@bayplan/api/views";
import { Link } from "../../app/Link.tsx";
import { formatMoment } from "../../format/time.ts";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { exitTone, exitWords } from "../pod/containerState.ts";

const wordsOf = (item: TransitionView): string => {
  if (item.to === "Exited" && item.kind === "container") return exitWords(item);
  return item.reason ? `${item.to}: ${item.reason}` : item.to;
};

const Change = ({ item }: { item: TransitionView }) => {
  if (item.to === "Exited" && item.kind === "container") {
    return (
      <Status tone={exitTone(item)} symbol={item.exitCode === 0 ? "check" : "cross"}>
        {wordsOf(item)}
      </Status>
    );
  }
  return item.to === "Waiting" ? (
    <Status tone="warn" symbol="wait">
      {wordsOf(item)}
    </Status>
  ) : (
    wordsOf(item)
  );
};

const detailOf = ({ message, killedBy, newSandbox, restart }: TransitionView): string =>
  [
    message,
    killedBy && `killed: ${killedBy}`,
    newSandbox && "in a new sandbox",
    restart !== null && restart > 0 && `restart ${restart}`,
  ]
    .filter(Boolean)
    .join(" · ");

/** Who changed from what to what, when, and who told. */
export const transitionColumns = (node: string, withPod: boolean): Column<TransitionView>[] => [
  {
    key: "at",
    name: "When",
    width: "200px",
    value: ({ at }) => at,
    render: ({ at }) => (
      <time dateTime={at} title={at}>
        {formatMoment(at)}
      </time>
    ),
  },
  ...(withPod
    ? [
        {
          key: "namespace",
          name: "Namespace",
          width: "minmax(0, 0.6fr)",
          value: (item: TransitionView) => item.namespace,
        },
        {
          key: "pod",
          name: "Pod",
          value: (item: TransitionView) => item.pod,
          render: (item: TransitionView) => (
            <Link to="/pods/$namespace/$name" params={{ namespace: item.namespace, name: item.pod }} search={{ node }}>
              {item.pod}
            </Link>
          ),
        },
      ]
    : []),
  { key: "subject", name: "Of", width: "minmax(0, 0.6fr)", value: ({ kind, container }) => container ?? kind },
  { key: "containerId", name: "Container id", fileOnly: true, value: ({ containerId }) => containerId },
  { key: "sandboxId", name: "Sandbox id", fileOnly: true, value: ({ sandboxId }) => sandboxId },
  { key: "from", name: "From", width: "minmax(0, 0.6fr)", value: ({ from }) => from },
  { key: "to", name: "To", value: wordsOf, render: (item) => <Change item={item} /> },
  { key: "exitCode", name: "Exit code", fileOnly: true, value: ({ exitCode }) => exitCode },
  { key: "detail", name: "Detail", width: "minmax(0, 1.5fr)", value: detailOf },
  { key: "source", name: "Told by", width: "90px", value: ({ source }) => source },
];
