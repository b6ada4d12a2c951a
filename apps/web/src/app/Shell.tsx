import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { PaletteButton } from "../features/palette/PaletteButton.tsx";
import { AboutBadge } from "./AboutBadge.tsx";
import { ConnectionButton } from "./ConnectionButton.tsx";
import { ConnectionNotice } from "./ConnectionNotice.tsx";
import { Logo } from "./Logo.tsx";
import styles from "./Shell.module.css";
import { ThemeButton } from "./ThemeButton.tsx";

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
      <main className={styles.main}>
        <ConnectionNotice />
        <Outlet />
      </main>
    </>
  );
};
