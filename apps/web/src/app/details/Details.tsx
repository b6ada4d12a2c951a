import { useEffect, useState } from "react";
import { useSubject } from "../../live/useLive.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { collectDetails, type Detail } from "./collect.ts";
import styles from "./Details.module.css";
import { detailsOf } from "./shown.ts";

/** What a tap means where it is: these take it themselves. */
const TAKES_TAPS = "a, button, summary, label, input, select, textarea, dialog";

/** A tap on what has something to tell tells it: there is nothing to point with. */
const useTaps = (): void =>
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      if (!(event instanceof PointerEvent) || event.pointerType !== "touch") return;
      if (!(event.target instanceof Element) || event.target.closest(TAKES_TAPS)) return;
      const within = event.target.closest("main [title]");
      if (within) detailsOf.set({ within });
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, []);

const List = ({ details }: { details: readonly Detail[] }) =>
  [...Map.groupBy(details, ({ panel }) => panel)].map(([panel, own]) => (
    <section key={panel}>
      {panel !== "" && <h3>{panel}</h3>}
      <dl className={styles.list}>
        {own.map(({ shown, exact }) => (
          <div key={`${shown}\n${exact}`}>
            <dt>{shown === "" ? "in the picture" : shown}</dt>
            <dd>{exact}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));

const Shown = ({ within }: { within: Element | null }) => {
  // Of the moment at which it was asked for: what is read does not change under the reader.
  const [details] = useState(() => collectDetails(within));
  return (
    <Dialog title="Exactly" onClose={() => detailsOf.set(null)}>
      {details.length === 0 ? <p>Nothing more is known of what is in sight.</p> : <List details={details} />}
    </Dialog>
  );
};

/** Moments, exact amounts and whole ids, for those who have no pointer: by the key I, by a tap, or from the settings. */
export const Details = () => {
  const shown = useSubject(detailsOf);
  useTaps();
  return shown && <Shown within={shown.within} />;
};
