import { useNavigate } from "@tanstack/react-router";
import { useCallback, useId, useMemo, useState } from "react";
import type { Times } from "../format/telling.ts";
import { formatMoment } from "../format/time.ts";
import { browserZone } from "../format/zone.ts";
import { useAtPresent, useSubject } from "../live/useLive.ts";
import { Popover } from "../ui/Popover.tsx";
import { Switch } from "../ui/Switch.tsx";
import { chosenTheme, chosenTimes, chosenZone } from "./choices.ts";
import { detailsOf } from "./details/shown.ts";
import styles from "./SettingsButton.module.css";
import shell from "./Shell.module.css";
import { useShownTimes, useShownZone } from "./view/InZone.tsx";
import { useView } from "./view/useView.ts";
import type { Theme } from "./view/view.ts";

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Something is chosen here: what the address asked for gives way. */
const useForget = (): ((part: "theme" | "tz" | "times") => void) => {
  const navigate = useNavigate();
  return useCallback(
    (part) =>
      void navigate({
        to: ".",
        search: (before) => ({ ...before, [part]: undefined }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
};

const ThemeChoice = () => {
  const forget = useForget();
  const chosen = useSubject(chosenTheme);
  const asked = useView().theme;
  return (
    <div className={styles.setting}>
      <span>Theme</span>
      <Switch
        label="Theme"
        value={asked ?? chosen ?? "system"}
        options={THEMES}
        onChange={(theme) => {
          chosenTheme.set(theme === "system" ? null : theme);
          if (asked !== undefined) forget("theme");
        }}
      />
    </div>
  );
};

const ZoneChoice = () => {
  const id = useId();
  const forget = useForget();
  const chosen = useSubject(chosenZone);
  const asked = useView().tz;
  const shown = asked ?? chosen;
  // Known by every browser, though not every one lists it.
  const zones = useMemo(() => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")], []);
  const now = useAtPresent(useCallback((present) => formatMoment(present), []));
  return (
    <div className={styles.setting}>
      <label htmlFor={id}>Time zone</label>
      <select
        id={id}
        className={styles.zone}
        value={shown ?? ""}
        onChange={({ target: { value } }) => {
          chosenZone.set(value === "" ? null : value);
          if (asked !== undefined) forget("tz");
        }}
      >
        <option value="">The browser’s, {browserZone()}</option>
        {shown !== null && shown !== undefined && !zones.includes(shown) && <option value={shown}>{shown}</option>}
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
      <p className={styles.hint}>
        {now !== null && `Now ${now}`}
        {asked !== undefined && <> · The address asks for this zone; what you choose here takes its place.</>}
      </p>
    </div>
  );
};

const TIMES: readonly { value: Times; label: string }[] = [
  { value: "relative", label: "How long ago" },
  { value: "absolute", label: "The moment" },
];

const TimesChoice = () => {
  const forget = useForget();
  const shown = useShownTimes();
  const asked = useView().times;
  return (
    <div className={styles.setting}>
      <span>Times</span>
      <Switch
        label="Times"
        value={shown}
        options={TIMES}
        onChange={(times) => {
          chosenTimes.set(times === "relative" ? null : times);
          if (asked !== undefined) forget("times");
        }}
      />
    </div>
  );
};

/** The same as the key I, for those who have no keys. */
const ExactButton = ({ onClick }: { onClick(): void }) => (
  <button
    type="button"
    className={styles.exact}
    onClick={() => {
      onClick();
      detailsOf.set({ within: null });
    }}
  >
    Moments, exact amounts and whole ids of what is in sight
  </button>
);

/** How the page looks and in which zone it tells times: remembered in this browser. */
export const SettingsButton = () => {
  const [open, setOpen] = useState(false);
  const zone = useShownZone();
  return (
    <Popover
      label="Settings"
      title={`Settings: theme, times, time zone (${zone})`}
      open={open}
      onOpen={setOpen}
      buttonClass={shell.icon}
      icon={
        <svg viewBox="0 0 14 14" className={shell.glyph} aria-hidden="true">
          <path d="M1.5 4h5M10.5 4h2M1.5 10h2M7.5 10h5" />
          <circle cx="8.5" cy="4" r="1.8" />
          <circle cx="5.5" cy="10" r="1.8" />
        </svg>
      }
    >
      <ThemeChoice />
      <ZoneChoice />
      <TimesChoice />
      <ExactButton onClick={() => setOpen(false)} />
    </Popover>
  );
};
