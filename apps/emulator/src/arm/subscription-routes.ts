import { resourceGroupId, sameId, subscriptionId } from "../world/resource-ids.ts";
import { armReply } from "./reply.ts";
import type { ArmRoute } from "./route.ts";

export const subscriptionRoutes: ArmRoute[] = [
  {
    method: "GET",
    pattern: "/subscriptions/{subscription}",
    action: "Microsoft.Resources/subscriptions/read",
    scopeOf: (_, path) => path,
    // Whoever has any right inside a subscription may read the subscription itself.
    reading: "filtered",
    answer: ({ cloud }) => {
      const { subscription, tenantId } = cloud.world;
      return armReply(cloud, 200, {
        id: subscriptionId(cloud.world),
        subscriptionId: subscription.id,
        tenantId,
        displayName: subscription.displayName,
        state: "Enabled",
      });
    },
  },
  {
    method: "GET",
    pattern: "/subscriptions/{subscription}/resourcegroups/{group}",
    action: "Microsoft.Resources/subscriptions/resourceGroups/read",
    scopeOf: (_, path) => path,
    reading: "one",
    answer: ({ cloud }, { group: name = "" }) => {
      const group = cloud.world.resourceGroups.find((candidate) => sameId(candidate.name, name));
      return armReply(cloud, 200, {
        id: resourceGroupId(cloud.world, group?.name ?? name),
        name: group?.name ?? name,
        type: "Microsoft.Resources/resourceGroups",
        location: group?.location,
        properties: { provisioningState: "Succeeded" },
      });
    },
  },
];
