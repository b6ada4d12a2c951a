import { createRootRoute, createRoute, createRouter, retainSearchParams } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { readDevicesSearch } from "../features/devices/fleetDevices.ts";
import { readEvictionsSearch } from "../features/evictions/evictionsSearch.ts";
import { readFitSearch } from "../features/fit/fitSearch.ts";
import { readFleetSearch } from "../features/fleet/fleetSearch.ts";
import { readNodeSearch } from "../features/node/nodeSearch.ts";
import { readPodSearch } from "../features/pod/podSearch.ts";
import { readReplaySearch, type ReplaySearch } from "../features/replay/replaySearch.ts";
import { basePath, parseSearch, stringifySearch } from "./address.ts";
import { Broken } from "./Broken.tsx";
import { NotFound } from "./NotFound.tsx";
import { part } from "./parts/part.tsx";
import { Shell } from "./Shell.tsx";
import { readView, VIEW_KEYS, type ViewSearch } from "./view/view.ts";

/** What belongs to every page. */
const readEverywhere = (given: Record<string, unknown>): ReplaySearch & ViewSearch => ({
  ...readReplaySearch(given),
  ...readView(given),
});

/** What a page does not know the router would hand on to it all the same: here it is taken away. */
const known =
  <Search extends object>(read: (given: Record<string, unknown>) => Search) =>
  (given: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(given).map((key) => [key, undefined])),
    ...readEverywhere(given),
    ...read(given),
  });

/** Only the name is looked at: what a page knows of its route would else be inferred from the page. */
const page = <Module, Name extends keyof Module>(load: () => Promise<Module>, name: Name) =>
  part(async () => (await load())[name] as ComponentType);

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Broken,
  validateSearch: readEverywhere,
  // The moment of a replay, and how a page is shown, belong to every page.
  search: { middlewares: [retainSearchParams(["at", ...VIEW_KEYS])] },
});

const fleet = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: known(readFleetSearch),
  component: page(() => import("../features/fleet/FleetPage.tsx"), "FleetPage"),
});

const node = createRoute({
  getParentRoute: () => root,
  path: "/nodes/$name",
  validateSearch: known(readNodeSearch),
  component: page(() => import("../features/node/NodePage.tsx"), "NodePage"),
});

const pod = createRoute({
  getParentRoute: () => root,
  path: "/pods/$namespace/$name",
  validateSearch: known(readPodSearch),
  component: page(() => import("../features/pod/PodPage.tsx"), "PodPage"),
});

const evictions = createRoute({
  getParentRoute: () => root,
  path: "/evictions",
  validateSearch: known(readEvictionsSearch),
  component: page(() => import("../features/evictions/EvictionsPage.tsx"), "EvictionsPage"),
});

const devices = createRoute({
  getParentRoute: () => root,
  path: "/devices",
  validateSearch: known(readDevicesSearch),
  component: page(() => import("../features/devices/DevicesPage.tsx"), "DevicesPage"),
});

const fit = createRoute({
  getParentRoute: () => root,
  path: "/fit",
  validateSearch: known(readFitSearch),
  component: page(() => import("../features/fit/FitPage.tsx"), "FitPage"),
});

/** The page's addresses, under whatever path it is served. */
export const createPageRouter = () =>
  createRouter({
    routeTree: root.addChildren([fleet, node, pod, devices, evictions, fit]),
    basepath: basePath(document.baseURI),
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultPendingMs: 200,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
