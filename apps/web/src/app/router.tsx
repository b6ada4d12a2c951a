import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from "@tanstack/react-router";
import { readDevicesSearch } from "../features/devices/fleetDevices.ts";
import { readEvictionsSearch } from "../features/evictions/evictionsSearch.ts";
import { readFitSearch } from "../features/fit/fitSearch.ts";
import { readFleetSearch } from "../features/fleet/fleetSearch.ts";
import { readNodeSearch } from "../features/node/nodeSearch.ts";
import { readPodSearch } from "../features/pod/podSearch.ts";
import { readReplaySearch } from "../features/replay/replaySearch.ts";
import { basePath, parseSearch, stringifySearch } from "./address.ts";
import { Broken } from "./Broken.tsx";
import { NotFound } from "./NotFound.tsx";
import { Shell } from "./Shell.tsx";

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Broken,
  validateSearch: readReplaySearch,
  // The moment of a replay belongs to every page.
  search: { middlewares: [retainSearchParams(["at"])] },
});

const fleet = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: readFleetSearch,
  component: lazyRouteComponent(() => import("../features/fleet/FleetPage.tsx"), "FleetPage"),
});

const node = createRoute({
  getParentRoute: () => root,
  path: "/nodes/$name",
  validateSearch: readNodeSearch,
  component: lazyRouteComponent(() => import("../features/node/NodePage.tsx"), "NodePage"),
});

const pod = createRoute({
  getParentRoute: () => root,
  path: "/pods/$namespace/$name",
  validateSearch: readPodSearch,
  component: lazyRouteComponent(() => import("../features/pod/PodPage.tsx"), "PodPage"),
});

const evictions = createRoute({
  getParentRoute: () => root,
  path: "/evictions",
  validateSearch: readEvictionsSearch,
  component: lazyRouteComponent(() => import("../features/evictions/EvictionsPage.tsx"), "EvictionsPage"),
});

const devices = createRoute({
  getParentRoute: () => root,
  path: "/devices",
  validateSearch: readDevicesSearch,
  component: lazyRouteComponent(() => import("../features/devices/DevicesPage.tsx"), "DevicesPage"),
});

const fit = createRoute({
  getParentRoute: () => root,
  path: "/fit",
  validateSearch: readFitSearch,
  component: lazyRouteComponent(() => import("../features/fit/FitPage.tsx"), "FitPage"),
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
