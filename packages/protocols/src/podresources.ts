/** The kubelet's pod resources: the client to ask with, the service definition to answer with, and the messages. */
export * from "./gen/podresources/v1/podresources.ts";
