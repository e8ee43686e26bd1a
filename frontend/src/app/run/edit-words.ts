/** Texts about a request that is changed: apart from the rest, because the page of requests needs no more than these. */
export const EDIT_WORDS = {
  title: 'Edit request',
  verb: 'Edit',
  text: 'What you send takes the place of the request that waits; approvals that it has do not count for the new one. If the new one is refused, it goes on waiting.',
  stays: 'The earlier request is as it was.',
} as const;
