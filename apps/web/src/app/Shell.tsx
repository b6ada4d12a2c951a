import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation, useSearch } from "@tanstack/react-router";
import { Suspense, type ReactNode } from "react";
import { PaletteKeys } from "../features/palette/PaletteKeys.tsx";
import { PaletteButton } from "../features/palette/PaletteButton.tsx";
import { Notice } from "../ui/Notice.tsx";
import { AboutBadge } from "./AboutBadge.tsx";
import { useApi } from "./api.ts";
import { ConnectionButton } from "./ConnectionButton.tsx";
import { ConnectionNotice } from "./ConnectionNotice.tsx";
import { Details } from "./details/Details.tsx";
import { useShortcuts } from "./keys/useShortcuts.ts";
import { AloneContext, Link } from "./Link.tsx";
import { Logo } from "./Logo.tsx";
import { PageTables } from "./PageTables.tsx";
import { part } from "./parts/part.tsx";
import { RowLinks } from "./RowLinks.tsx";
import { SettingsButton } from "./SettingsButton.tsx";
import { ShareButton } from "./share/ShareButton.tsx";
import styles from "./Shell.module.css";
import { InZone } from "./view/InZone.tsx";
import { usePanels } from "./view/panels.ts";
import { Themed } from "./view/Themed.tsx";
import { usePageRoot } from "./view/usePageRoot.ts";
import { useTellHeight } from "./view/useTellHeight.ts";
import { useView } from "./view/useView.ts";

const ReplayBar = part(async () => (await import("../features/replay/ReplayBar.tsx")).ReplayBar);

/** Keeps to the moment of a recording, where one is played; with what controls it, or without. */
const Replay = ({ controls }: { controls: boolean }) => {
  const { data } = useQuery(useApi().about.queryOptions());
  return data?.mode === "replay" ? (
    <Suspense>
      <ReplayBar controls={controls} />
    </Suspense>
  ) : null;
};

const Head = () => {
  const below = useLocation({ select: ({ pathname }) => /^\/(nodes|pods)\//.test(pathname) });
  return (
    <header className={styles.head}>
      <Link to="/" className={styles.brand}>
        <Logo /> Bayplan
      </Link>
      <nav className={styles.pages} aria-label="Pages">
        <Link to="/" activeOptions={{ exact: true, includeSearch: false }} data-below={below || undefined}>
          Fleet
        </Link>
        <Link to="/devices" activeOptions={{ includeSearch: false }}>
          Devices
        </Link>
        <Link to="/evictions" activeOptions={{ includeSearch: false }}>
          Evictions
        </Link>
        <Link to="/fit" activeOptions={{ includeSearch: false }}>
          Fit
        </Link>
      </nav>
      <AboutBadge />
      <PaletteButton />
      <ShareButton />
      <SettingsButton />
      <ConnectionButton />
    </header>
  );
};

/** One panel alone: its name for those who cannot see it, or which panels there are where this is none. */
const Alone = ({ panel, children }: { panel: string; children: ReactNode }) => {
  const panels = usePanels();
  const names = Object.keys(panels);
  if (!Object.hasOwn(panels, panel)) {
    return (
      <Notice tone="unknown" symbol="question" title={`This page has no panel “${panel}”.`}>
        {names.length === 0 ? (
          "None of it stands alone: leave out panel= to see the page."
        ) : (
          <>
            It has{" "}
            {names.map((name, index) => (
              <span key={name}>
                {index > 0 && ", "}
                <code>{name}</code>
              </span>
            ))}
            .
          </>
        )}
      </Notice>
    );
  }
  return (
    <AloneContext value>
      <h1 className="visually-hidden">{panels[panel]}</h1>
      {children}
    </AloneContext>
  );
};

/** What stands around every page; in a frame of another one, nothing. */
export const Shell = () => {
  const view = useView();
  const { embed, panel, replay } = view;
  const search = useSearch({ strict: false });
  usePageRoot(view);
  useTellHeight(embed !== undefined);
  useShortcuts(panel === undefined);
  const page = (
    <InZone>
      <PageTables>
        <RowLinks search={search} alone={panel !== undefined}>
          <Outlet />
        </RowLinks>
      </PageTables>
    </InZone>
  );
  return (
    <Themed>
      {!embed && <Head />}
      {panel === undefined && <PaletteKeys />}
      <Details />
      <Replay controls={!embed || replay !== undefined} />
      {/* The page around a frame has a main of its own. */}
      <main className={styles.main} aria-label={embed && "Bayplan"}>
        <ConnectionNotice />
        {panel === undefined ? page : <Alone panel={panel}>{page}</Alone>}
      </main>
    </Themed>
  );
};
