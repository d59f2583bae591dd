import type { Assignment, PartitionAssigner } from "kafkajs";

/**
 * Gives a partition of each topic to the same member: that of its number. A subject is in the partition of the same number
 * in all topics (their number of partitions is the same), so one member has all events of a subject and none of them is
 * handled beside another. While versions of a consumer differ in their topics, each has partitions of its own topics only.
 */
export function assignBySubject({ AssignerProtocol }: typeof import("kafkajs")): PartitionAssigner {
  return ({ cluster }) => ({
    name: "AngidiBySubject",
    version: 0,

    async assign({ members }) {
      const topicsOf = new Map(
        members.map(({ memberId, memberMetadata }) => [
          memberId,
          AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? [],
        ]),
      );
      const memberIds = [...topicsOf.keys()].sort();
      const topics = [...new Set([...topicsOf.values()].flat())];
      await cluster.addMultipleTargetTopics(topics); // also those that the member who assigns has not subscribed to

      const assignments = new Map<string, Assignment>(memberIds.map((memberId) => [memberId, {}]));
      for (const topic of topics) {
        const subscribers = memberIds.filter((memberId) => topicsOf.get(memberId)!.includes(topic));
        for (const { partitionId } of cluster.findTopicPartitionMetadata(topic)) {
          const assignment = assignments.get(subscribers[partitionId % subscribers.length]!)!;
          assignment[topic] = [...(assignment[topic] ?? []), partitionId];
        }
      }
      return [...assignments].map(([memberId, assignment]) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: 0,
          assignment,
          userData: Buffer.alloc(0),
        }),
      }));
    },

    protocol: ({ topics }) => ({
      name: "AngidiBySubject",
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics, userData: Buffer.alloc(0) }),
    }),
  });
}
