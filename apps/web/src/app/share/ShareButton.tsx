import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useId, useState } from "react";
import { toRfc3339 } from "../../features/replay/moment.ts";
import { useLive, useSubject } from "../../live/useLive.ts";
import { COPY_SYMBOLS } from "../../ui/CopyButton.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { Symbol } from "../../ui/Symbol.tsx";
import { useCopy } from "../../ui/useCopy.ts";
import { useApi } from "../api.ts";
import { chosenTheme, chosenTimes, chosenZone } from "../choices.ts";
import shell from "../Shell.module.css";
import { usePanels } from "../view/panels.ts";
import styles from "./ShareButton.module.css";
import { frameLink, frameSnippet, shareLink, type Shown } from "./shareLinks.ts";

/** Tells what is shown at the moment it is asked. */
const useShown = (): (() => Shown) => {
  const { clock } = useLive();
  const { data } = useQuery(useApi().about.queryOptions());
  const zone = useSubject(chosenZone);
  const times = useSubject(chosenTimes);
  const theme = useSubject(chosenTheme);
  return () => {
    const now = data?.mode === "replay" ? clock.now() : null;
    return {
      href: window.location.href,
      zone,
      times,
      theme,
      at: now === null ? null : toRfc3339(Math.floor(now / 1_000) * 1_000),
    };
  };
};

const OUTCOMES = { copied: "Copied", refused: "The browser did not allow it: copy the text by hand" };

interface CopyFieldProps {
  label: string;
  /** What the button says. */
  action: string;
  text: string;
  rows: number;
}

/** A text that is copied whole, or by hand where the browser keeps the clipboard. */
const CopyField = ({ label, action, text, rows }: CopyFieldProps) => {
  const { outcome, copy } = useCopy();
  return (
    <div className={styles.field}>
      <textarea
        readOnly
        rows={rows}
        aria-label={label}
        spellCheck={false}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <button type="button" className={styles.copy} onClick={() => copy(text)}>
        <Symbol name={outcome === null ? "copy" : COPY_SYMBOLS[outcome]} /> {action}
      </button>
      <span aria-live="polite" className={styles.outcome}>
        {outcome !== null && OUTCOMES[outcome]}
      </span>
    </div>
  );
};

const ForFrame = ({ shown }: { shown: Shown }) => {
  const id = useId();
  const panels = usePanels();
  const [chosen, setChosen] = useState("");
  const panel = Object.hasOwn(panels, chosen) ? chosen : null;
  return (
    <div className={styles.part}>
      <label htmlFor={id}>In a frame of another page</label>
      <select id={id} className={styles.panel} value={panel ?? ""} onChange={({ target }) => setChosen(target.value)}>
        <option value="">The whole page</option>
        {Object.entries(panels).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
      <CopyField
        label="HTML for a frame"
        action="Copy HTML"
        rows={5}
        text={frameSnippet(
          frameLink(shown, panel),
          panel === null ? document.title : `${panels[panel]} · ${document.title}`,
        )}
      />
      <p className={styles.hint}>
        A page elsewhere may show it once Bayplan is started with <code>--frame-ancestor</code> and its origin.
      </p>
    </div>
  );
};

const Share = ({ shown }: { shown: () => Shown }) => {
  // Drawn anew when the address changes: what is open then tells the new one.
  useLocation({ select: ({ href }) => href });
  return (
    <>
      <div className={styles.part}>
        <span>Link to what is shown</span>
        <CopyField label="Link" action="Copy link" rows={2} text={shareLink(shown())} />
        <p className={styles.hint}>
          {new URLSearchParams(window.location.search).has("theme")
            ? "The theme is in it, since the address asks for one."
            : "Everyone sees it in a theme of their own; a frame keeps yours."}
        </p>
      </div>
      <ForFrame shown={shown()} />
    </>
  );
};

/** Gives the link to exactly what is shown; the key S copies it at once. */
export const ShareButton = () => {
  const [open, setOpen] = useState(false);
  const shown = useShown();
  const { outcome, copy } = useCopy();
  useHotkeys([["s", () => copy(shareLink(shown()))]]);
  return (
    <div className={styles.whole}>
      <Popover
        label="Share"
        title="Share: a link to what is shown (S copies it)"
        open={open}
        onOpen={setOpen}
        buttonClass={shell.icon}
        icon={
          outcome === null ? (
            <svg viewBox="0 0 14 14" className={shell.glyph} aria-hidden="true">
              <path d="M5.8 8.2a2.6 2.6 0 0 0 3.7 0l2.1-2.1a2.6 2.6 0 0 0-3.7-3.7l-.8.8M8.2 5.8a2.6 2.6 0 0 0-3.7 0L2.4 7.9a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />
            </svg>
          ) : (
            <Symbol name={COPY_SYMBOLS[outcome]} />
          )
        }
      >
        <Share shown={shown} />
      </Popover>
      <span aria-live="polite" className={outcome === null ? "visually-hidden" : styles.said}>
        {outcome === "copied" && "Link copied"}
        {outcome === "refused" && "The browser did not allow copying"}
      </span>
    </div>
  );
};
