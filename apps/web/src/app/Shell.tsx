import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { PaletteButton } from "../features/palette/PaletteButton.tsx";
import { AboutBadge } from "./AboutBadge.tsx";
import { useApi } from "./api.ts";
import { ConnectionButton } from "./ConnectionButton.tsx";
import { ConnectionNotice } from "./ConnectionNotice.tsx";
import { Logo } from "./Logo.tsx";
import styles from "./Shell.module.css";
import { ThemeButton } from "./ThemeButton.tsx";

const ReplayBar = lazy(async () => ({ default: (await import("../features/replay/ReplayBar.tsx")).ReplayBar }));

/** The control of what is played, where it is a recording. */
const Replay = () => {
  const { data } = useQuery(useApi().about.queryOptions());
  return data?.mode === "replay" ? (
    <Suspense>
      <ReplayBar />
    </Suspense>
  ) : null;
};

/** What stands around every page. */
export const Shell = () => {
  const below = useLocation({ select: ({ pathname }) => /^\/(nodes|pods)\//.test(pathname) });
  return (
    <>
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
        <ThemeButton />
        <ConnectionButton />
      </header>
      <Replay />
      <main className={styles.main}>
        <ConnectionNotice />
        <Outlet />
      </main>
    </>
  );
};
