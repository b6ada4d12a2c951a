export type { FeedMessage, Keyed, RowChange } from "@bayplan/shared/feed";
