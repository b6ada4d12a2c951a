import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "../ui/theme/tokens.css";
import "../ui/theme/mantine.css";
import "../ui/theme/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startLive } from "../live/live.ts";
import { LiveContext } from "../live/useLive.ts";
import { followArrivals } from "./arrival.ts";
import { ApiProvider } from "./api.ts";
import { fetchParts } from "./parts/fetchParts.ts";
import { createPageRouter } from "./router.tsx";
import { returnFocus } from "./returnFocus.ts";
import { followRowLinks } from "./RowLinks.tsx";

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no element with the id root.");

const live = startLive();
const router = createPageRouter();
followArrivals(router);
returnFocus(router);
followRowLinks((href) => router.history.push(href));
// A panel alone goes nowhere.
if (!new URLSearchParams(window.location.search).has("panel")) fetchParts(live.connection);
const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, refetchOnWindowFocus: false } } });

createRoot(place).render(
  <StrictMode>
    <LiveContext value={live}>
      <QueryClientProvider client={queries}>
        <ApiProvider queryClient={queries} trpcClient={live.client}>
          <RouterProvider router={router} />
        </ApiProvider>
      </QueryClientProvider>
    </LiveContext>
  </StrictMode>,
);
