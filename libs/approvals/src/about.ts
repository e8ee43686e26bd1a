import type { Subject } from '@legator/core';
import type { Approval } from './approval.entity.js';

/** What every fact about a request is about, beside the request. */
export function aboutOf({ id, directiveId, subjectType, subjectId }: Approval): {
  subject: Subject;
  alsoAbout: Subject[];
  probeId: string | undefined;
} {
  return {
    subject: { type: 'approval', id },
    alsoAbout: [
      { type: 'directive', id: directiveId },
      { type: subjectType, id: subjectId },
    ],
    probeId: subjectType === 'probe' ? subjectId : undefined,
  };
}
