/** Where in ARM the app lies. `slot` is undefined for production. */
export type AppPlace = {
  subscriptionId: string;
  resourceGroup: string;
  siteName: string;
  slot: string | undefined;
};
