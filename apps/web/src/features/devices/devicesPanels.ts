/** What of the devices' page can stand alone. */
export const DEVICES_PANELS = {
  devices: "All devices",
  numbers: "Devices in figures",
  free: "How many one pod can get",
} as const;

/** About how high each is, in pixels: what holds its place while it loads. */
export const DEVICES_PANEL_HEIGHTS = { devices: 900, numbers: 28, free: 136 } as const satisfies Record<
  keyof typeof DEVICES_PANELS,
  number
>;
