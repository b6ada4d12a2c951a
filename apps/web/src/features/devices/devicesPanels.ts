/** What of the devices' page can stand alone. */
export const DEVICES_PANELS = {
  devices: "All devices",
  numbers: "Devices in figures",
  free: "How many one pod can get",
} as const;
